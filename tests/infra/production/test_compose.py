"""Would docker compose take the file, and does it start every service in order?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from contracts.mail import LARGEST_MESSAGE
from infra.mailroom.door import MOST_CONNECTIONS
from tests.infra.production.reading import (
    KEEPS_A_LOG,
    OF_MAIL,
    SERVICES,
    Content,
    is_pinned,
    read,
    understood,
    variables,
)
from tests.support.reading import REPOSITORY

FILE = "docker-compose.yml"
OURS = "caretaker:${CARETAKER_VERSION:-latest}"
CHECK = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
OF_COMPOSE_ITSELF = {"CARETAKER_VERSION"}


@pytest.fixture(scope="module")
def services() -> Content:
    found: Content = read(FILE)["services"]
    return found


def forgotten(service: str, services: Content) -> list[str]:
    """What the file lacks for a service to run."""
    command = services.get(service, {}).get("command")
    waits = services["gateway"]["depends_on"]
    return [
        *([] if command == ["run", service] else [f"nothing runs {service}"]),
        *([] if service in {*waits, "gateway"} else [f"nobody waits for {service}"]),
    ]


def test_the_file_is_what_the_specification_of_compose_says() -> None:
    check = [*CHECK, "vendor.compose-spec", FILE]
    ended = subprocess.run(check, cwd=REPOSITORY, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stdout.decode()


def test_a_file_with_a_mistake_is_refused(tmp_path: Path) -> None:
    mistaken = (REPOSITORY / FILE).read_text().replace("depends_on:", "depends:")
    (tmp_path / FILE).write_text(mistaken)
    check = [*CHECK, "vendor.compose-spec", str(tmp_path / FILE)]
    assert subprocess.run(check, capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_runs_and_is_waited_for(service: str, services: Content) -> None:
    assert forgotten(service, services) == []


def test_a_service_that_was_just_begun_is_missed(services: Content) -> None:
    assert forgotten("printing", services) == [
        "nothing runs printing",
        "nobody waits for printing",
    ]


@pytest.mark.parametrize("process", OF_MAIL)
def test_what_takes_in_mail_runs_once_the_gateway_answers(
    process: str, services: Content
) -> None:
    assert services[process]["command"] == OF_MAIL[process]
    assert services[process]["depends_on"].keys() == {"gateway"}
    given = set(services[process]["environment"])
    assert given.isdisjoint({"CARETAKER_DATABASE_URL", "CARETAKER_MASTER_KEY"})


@pytest.mark.parametrize("service", KEEPS_A_LOG)
def test_a_service_starts_when_its_databases_are_migrated(
    service: str, services: Content
) -> None:
    waits = services[service]["depends_on"]
    assert waits["migrate"]["condition"] == "service_completed_successfully"
    for server in ("postgresql", "rabbitmq"):
        assert waits[server]["condition"] == "service_healthy"


def test_the_receiver_has_room_for_a_whole_message_of_each_connection(
    services: Content,
) -> None:
    assert services["receiver"]["mem_limit"] == "1g"
    assert MOST_CONNECTIONS * LARGEST_MESSAGE * 2 <= 1024**3


def test_whoever_is_waited_for_says_when_it_is_ready(services: Content) -> None:
    for name, one in services.items():
        for other, how in one.get("depends_on", {}).items():
            # Our own image brings its check with it.
            tells = "healthcheck" in services[other] or services[other]["image"] == OURS
            healthy = how["condition"] == "service_healthy"
            assert tells or not healthy, f"{name} waits for {other}"


def test_images_of_others_are_pinned_by_their_version(services: Content) -> None:
    theirs = {one["image"] for one in services.values()} - {OURS}
    assert len(theirs) == 5
    assert [image for image in theirs if not is_pinned(image)] == []
    assert not is_pinned("postgres")
    assert not is_pinned("postgres:latest")
    assert not is_pinned("registry.example/postgres:17.6")


def test_our_processes_can_write_nothing_and_gain_nothing(services: Content) -> None:
    for name, one in services.items():
        if one["image"] == OURS:
            assert one["read_only"], name
            assert one["cap_drop"] == ["ALL"], name
            assert one["security_opt"] == ["no-new-privileges:true"], name


def test_the_gateway_gets_neither_the_databases_nor_the_master_key(
    services: Content,
) -> None:
    given = set(services["gateway"]["environment"])
    assert given.isdisjoint({"CARETAKER_DATABASE_URL", "CARETAKER_MASTER_KEY"})


def test_no_secret_stands_in_the_file(services: Content) -> None:
    for one in services.values():
        for name, value in one.get("environment", {}).items():
            if name.endswith(("_TOKEN", "_KEY", "_PASS", "PASSWORD")):
                assert value.startswith("${"), name


def test_every_setting_is_one_that_the_program_reads() -> None:
    named = variables((REPOSITORY / FILE).read_text()) - OF_COMPOSE_ITSELF
    assert len(named) > 5
    assert named - understood() == set()
