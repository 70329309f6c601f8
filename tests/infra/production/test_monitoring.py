"""Are the rules, routes and dashboards right, and about what is really counted?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import yaml
from prometheus_client import Counter, Gauge, Histogram

from shared import metrics
from tests.infra.production.reading import OF_MAIL, SERVICES, Content, read
from tests.support.apart import Install
from tests.support.reading import REPOSITORY
from tests.support.tools import Tool

PLACE = "infra/monitoring"
RULES = f"{PLACE}/rules.yml"
TESTS = (
    "tests/infra/production/rules.yml",
    "tests/infra/production/rules_over_days.yml",
)
OF_PROMETHEUS = {"up"}
OF_A_TARGET = {"job", "process", "instance", "le"}
"""Labels that Prometheus adds: who answered, and how a histogram is cut."""

_METRIC = re.compile(r"\b(?:caretaker|process|python)_\w+\b|\bup\b")
_LABELS = re.compile(r"\bby \(([^)]*)\)|\{([^}]*)\}")


def every_rule() -> list[Content]:
    """Alerts, and what is recorded for them."""
    return [rule for group in read(RULES)["groups"] for rule in group["rules"]]


def rules() -> list[Content]:
    return [rule for rule in every_rule() if "record" not in rule]


def dashboards() -> list[Content]:
    places = sorted((REPOSITORY / PLACE / "grafana/dashboards").glob("*.json"))
    return [json.loads(place.read_text()) for place in places]


def queries() -> Iterator[str]:
    """Whatever a rule, a dashboard or an autoscaler asks of Prometheus."""
    for rule in every_rule():
        yield rule["expr"]
    for board in dashboards():
        for panel in board["panels"]:
            yield from (target["expr"] for target in panel["targets"])
    for rule in read(f"{PLACE}/adapter.yml")["externalRules"]:
        yield rule["seriesQuery"]


def labels(query: str) -> set[str]:
    grouped = {
        name.strip() for by, _ in _LABELS.findall(query) for name in by.split(",")
    }
    matched = {
        part.partition("=")[0].strip(" ~!")
        for _, of in _LABELS.findall(query)
        for part in of.split(",")
    }
    return (grouped | matched) - {""}


def test_the_rules_are_such_as_prometheus_takes(promtool: Tool) -> None:
    promtool("check", "rules", RULES)
    promtool("check", "config", f"{PLACE}/prometheus.yml")


def test_each_alert_fires_when_it_should_and_not_before(promtool: Tool) -> None:
    promtool("test", "rules", *TESTS)
    tried = {
        one["alertname"]
        for place in TESTS
        for test in read(place)["tests"]
        for one in test["alert_rule_test"]
        if one["exp_alerts"]
    }
    assert tried == {rule["alert"] for rule in rules()}


def test_a_rule_that_never_fires_would_be_noticed(
    promtool: Tool, tmp_path: Path
) -> None:
    broken = (
        (REPOSITORY / RULES)
        .read_text()
        .replace("(caretaker_parked_events) > 0", "(caretaker_parked_events) > 9")
    )
    (tmp_path / "rules.yml").write_text(broken)
    read_all = read(TESTS[0])
    about_it = [one for one in read_all["tests"] if "EventsParked" in str(one)]
    tests = read_all | {"rule_files": ["rules.yml"], "tests": about_it}
    (tmp_path / "tests.yml").write_text(yaml.safe_dump(tests))
    with pytest.raises(AssertionError, match="EventsParked"):
        promtool("test", "rules", tmp_path / "tests.yml")


def test_the_routes_are_such_as_alertmanager_takes(amtool: Tool) -> None:
    amtool("check-config", f"{PLACE}/alertmanager.yml")


@pytest.mark.parametrize(
    ("severity", "told"), [("critical", "on-call"), ("warning", "desk")]
)
def test_what_is_critical_wakes_somebody(
    amtool: Tool, severity: str, told: str
) -> None:
    configuration = f"--config.file={PLACE}/alertmanager.yml"
    asked = ("config", "routes", "test", configuration, f"severity={severity}")
    assert amtool(*asked).strip() == told


@pytest.mark.parametrize(
    "alert", ["MailboxFailing", "MailboxNotPolled", "MailNotTaken"]
)
def test_that_mail_does_not_come_is_told_in_the_queue_too(
    amtool: Tool, alert: str
) -> None:
    configuration = f"--config.file={PLACE}/alertmanager.yml"
    asked = ("config", "routes", "test", configuration)
    told = amtool(*asked, f"alertname={alert}", "severity=critical", "mailbox=ashgrove")
    assert told.strip() == "caretaker,on-call"


def test_an_alert_says_how_bad_it_is_and_where_to_read_on() -> None:
    for rule in rules():
        assert rule["labels"]["severity"] in {"critical", "warning"}
        anchor = f"docs/operations.md#{rule['alert'].lower()}"
        assert rule["annotations"]["runbook"] == anchor


def test_each_alert_has_its_section_in_the_manual() -> None:
    manual = (REPOSITORY / "docs/operations.md").read_text()
    _, _, section = manual.partition("\n## Alerts\n")
    section, _, _ = section.partition("\n## ")
    headings = set(re.findall(r"^### (\w+)$", section, re.MULTILINE))
    alerts = {rule["alert"] for rule in rules()}
    assert len(alerts) >= 10
    assert headings == alerts


def test_every_service_is_asked_and_missed() -> None:
    [scraped] = read(f"{PLACE}/prometheus.yml")["scrape_configs"]
    [names] = scraped["dns_sd_configs"]
    assert sorted(names["names"]) == sorted([*SERVICES, *OF_MAIL])
    [down] = [rule for rule in rules() if rule["alert"] == "ServiceDown"]
    missed = re.findall(r'process="(\w+)"', down["expr"])
    assert sorted(missed) == SERVICES


def test_queries_name_only_what_is_really_served(install: Install) -> None:
    platform = install(["all"])
    platform.start()
    [everything] = platform.processes
    served = requests.get(f"{everything.url}/metrics", timeout=30).text
    families = set(re.findall(r"^# TYPE (\w+) ", served, re.MULTILINE))
    histograms = {f"{name}_{part}" for name in families for part in ("bucket", "count")}
    named = {name for query in queries() for name in _METRIC.findall(query)}
    assert len(named) > 10
    assert named - families - histograms - OF_PROMETHEUS == set()


def test_queries_ask_for_no_label_that_there_is_not() -> None:
    known = OF_A_TARGET | {
        label
        for metric in vars(metrics).values()
        for label in getattr(metric, "_labelnames", ())
    }
    assert known > OF_A_TARGET
    asked = {label for query in queries() for label in labels(query)}
    assert {"service", "source", "priority"} <= asked
    assert asked - known == set()


def test_whatever_we_count_is_looked_at_somewhere() -> None:
    shown = {name for query in queries() for name in _METRIC.findall(query)}
    ours = {
        described.name
        for metric in vars(metrics).values()
        if isinstance(metric, Counter | Gauge | Histogram)
        for described in metric.describe()
    }
    assert len(ours) > 10
    looked = {name.removesuffix("_total").removesuffix("_bucket") for name in shown}
    assert ours - looked == set()


def test_dashboards_are_found_where_compose_puts_them() -> None:
    compose = read("docker-compose.yml")["services"]["grafana"]["volumes"]
    mounted = {line.split(":")[1]: line.split(":")[0] for line in compose[:2]}
    [provider] = read(f"{PLACE}/grafana/provisioning/dashboards/caretaker.yml")[
        "providers"
    ]
    folder = REPOSITORY / mounted[provider["options"]["path"]]
    assert len(list(folder.glob("*.json"))) == len(dashboards()) == 3
    [source] = read(f"{PLACE}/grafana/provisioning/datasources/prometheus.yml")[
        "datasources"
    ]
    for board in dashboards():
        assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
        for panel in board["panels"]:
            assert panel["datasource"]["uid"] == source["uid"]
