"""Would a cluster take the manifests, and is every service in them as it should be?"""

from __future__ import annotations

from pathlib import Path

import kubernetes_validate
import pytest

from contracts.mail import LARGEST_MESSAGE
from infra.mailroom.door import MOST_CONNECTIONS
from tests.infra.production.reading import (
    KEEPS_A_LOG,
    OF_MAIL,
    SERVICES,
    Content,
    documents,
    is_pinned,
    understood,
    variables,
)
from tests.support.reading import REPOSITORY
from tests.support.tools import Tool

PLACES = ("base", "overlays/dev", "overlays/production")
CLUSTERS = ("1.30.0", "1.37.0")
"""The oldest and the newest version whose schemas the manifests are held to."""

SECRETS = {"caretaker", "caretaker-owner"}
SECRETS_OF_MAIL = {"caretaker-mail"}


def manifests(kubectl: Tool, place: str) -> list[Content]:
    return documents(kubectl("kustomize", Path("k8s", place)))


@pytest.fixture(scope="module")
def production(kubectl: Tool) -> list[Content]:
    return manifests(kubectl, "overlays/production")


def find(found: list[Content], kind: str, name: str) -> Content | None:
    return next(
        (
            one
            for one in found
            if (one["kind"], one["metadata"]["name"]) == (kind, name)
        ),
        None,
    )


def pods(found: list[Content]) -> dict[str, Content]:
    """What runs of ours, by name; whatever else there is runs images of others."""
    specs = {
        one["metadata"]["name"]: one["spec"]["template"]["spec"]
        for one in found
        if one["kind"] in {"Deployment", "Job"}
    }
    ours = {
        name: spec
        for name, spec in specs.items()
        if spec["containers"][0]["image"].partition(":")[0] == "caretaker"
    }
    assert ours
    return ours


def forgotten(service: str, found: list[Content]) -> list[str]:
    """What a service lacks in production."""
    kinds = ("Deployment", "Service", "PodDisruptionBudget", "HorizontalPodAutoscaler")
    missing = [f"no {kind}" for kind in kinds if find(found, kind, service) is None]
    deployment = find(found, "Deployment", service)
    if deployment is not None:
        [container] = deployment["spec"]["template"]["spec"]["containers"]
        missing += [] if container["args"] == ["run", service] else ["not run"]
        keys = {one["name"] for one in container["env"]}
        needs = {"CARETAKER_DATABASE_URL", "CARETAKER_MASTER_KEY"}
        if service in KEEPS_A_LOG and needs - keys:
            missing.append("no database")
    return missing


@pytest.mark.parametrize("cluster", CLUSTERS)
@pytest.mark.parametrize("place", PLACES)
def test_every_manifest_is_what_the_schema_of_its_kind_says(
    kubectl: Tool, place: str, cluster: str
) -> None:
    for one in manifests(kubectl, place):
        kubernetes_validate.validate(one, cluster, strict=True)


def test_a_manifest_with_a_mistake_is_refused(production: list[Content]) -> None:
    deployment = find(production, "Deployment", "intake")
    assert deployment is not None
    mistaken = deployment | {"spec": deployment["spec"] | {"replica": 2}}
    with pytest.raises(kubernetes_validate.ValidationError, match="replica"):
        kubernetes_validate.validate(mistaken, CLUSTERS[-1], strict=True)


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_is_in_production(
    service: str, production: list[Content]
) -> None:
    assert forgotten(service, production) == []


@pytest.mark.parametrize("process", OF_MAIL)
def test_what_takes_in_mail_is_in_production(
    process: str, production: list[Content]
) -> None:
    spec = pods(production)[process]
    [container] = spec["containers"]
    assert container["args"] == OF_MAIL[process]
    given = {one["name"] for one in container["env"]}
    assert given.isdisjoint({"CARETAKER_DATABASE_URL", "CARETAKER_MASTER_KEY"})
    mounted = {v["secret"]["secretName"] for v in spec["volumes"] if "secret" in v}
    assert mounted <= SECRETS_OF_MAIL


def test_the_receiver_gets_no_password_of_a_mailbox(production: list[Content]) -> None:
    volumes = pods(production)["receiver"]["volumes"]
    [secret] = [one["secret"] for one in volumes if "secret" in one]
    assert secret["items"] == [{"key": "token", "path": "token"}]


def test_the_receiver_has_room_for_a_whole_message_of_each_connection(
    production: list[Content],
) -> None:
    [container] = pods(production)["receiver"]["containers"]
    limit = container["resources"]["limits"]["memory"]
    assert limit == "1Gi"
    assert MOST_CONNECTIONS * LARGEST_MESSAGE * 2 <= 1024**3


def test_a_service_that_was_just_begun_is_missed(production: list[Content]) -> None:
    assert forgotten("printing", production) == [
        "no Deployment",
        "no Service",
        "no PodDisruptionBudget",
        "no HorizontalPodAutoscaler",
    ]


@pytest.mark.parametrize("place", PLACES)
def test_our_processes_have_no_rights_and_bounds(kubectl: Tool, place: str) -> None:
    for name, spec in pods(manifests(kubectl, place)).items():
        assert spec["securityContext"]["runAsNonRoot"], name
        assert not spec["automountServiceAccountToken"], name
        [container] = spec["containers"]
        confined = container["securityContext"]
        assert confined["readOnlyRootFilesystem"], name
        assert not confined["allowPrivilegeEscalation"], name
        assert confined["capabilities"] == {"drop": ["ALL"]}, name
        assert container["resources"]["requests"].keys() == {"cpu", "memory"}, name
        assert "memory" in container["resources"]["limits"], name


@pytest.mark.parametrize("service", [*SERVICES, *OF_MAIL])
def test_a_service_is_probed_and_has_time_to_end(
    service: str, production: list[Content]
) -> None:
    from shared.hosting import STOP_SECONDS

    spec = pods(production)[service]
    [container] = spec["containers"]
    assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    settings = next(one for one in production if one["kind"] == "ConfigMap")["data"]
    drains = int(settings["CARETAKER_DRAIN_SECONDS"])
    assert spec["terminationGracePeriodSeconds"] > drains + STOP_SECONDS


def test_services_that_hear_others_grow_with_what_waits_to_be_heard(
    production: list[Content],
) -> None:
    from infra.survey import services

    for name, rooms in services().items():
        scaler = find(production, "HorizontalPodAutoscaler", name)
        assert scaler is not None
        asked = [
            one["external"]["metric"]
            for one in scaler["spec"]["metrics"]
            if one["type"] == "External"
        ]
        selects = [one["selector"]["matchLabels"] for one in asked]
        assert selects == ([{"service": name}] if rooms.hears else []), name


def test_secrets_are_named_and_none_is_made(production: list[Content]) -> None:
    assert "Secret" not in {one["kind"] for one in production}
    named = {
        variable["valueFrom"]["secretKeyRef"]["name"]
        for spec in pods(production).values()
        for variable in spec["containers"][0].get("env", ())
        if "valueFrom" in variable
    }
    assert named == SECRETS


def test_the_gateway_gets_neither_the_databases_nor_the_master_key(
    production: list[Content],
) -> None:
    [container] = pods(production)["gateway"]["containers"]
    given = {one["name"] for one in container["env"]}
    assert given == {"CARETAKER_INTERNAL_TOKEN", "CARETAKER_BROKER_URL"}


def test_images_of_others_are_pinned_by_their_version(kubectl: Tool) -> None:
    images = [
        container["image"]
        for one in manifests(kubectl, "overlays/dev")
        if one["kind"] == "Deployment"
        for container in one["spec"]["template"]["spec"]["containers"]
    ]
    theirs = [image for image in images if not image.startswith("caretaker:")]
    assert len(theirs) == 2
    assert [image for image in theirs if not is_pinned(image)] == []


def test_every_setting_is_one_that_the_program_reads() -> None:
    texts = [place.read_text() for place in (REPOSITORY / "k8s").rglob("*.yaml")]
    named = {n.removesuffix("_FILE") for text in texts for n in variables(text)}
    assert len(named) > 5
    assert named - understood() == set()
