"""Is the house as agreed? Each failure names what was forgotten."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from infra.survey import messages, services
from shared.log_tables import KERNEL
from tests.support.reading import (
    CODE,
    REPOSITORY,
    docstring,
    given,
    imported,
    modules,
    names_of_tests,
    path_of,
    report,
    rooms_of,
    texts,
    words,
)

LONGEST, LONGEST_TEST = 250, 350
"""Lines of a file. Tests are read one at a time, a language as far as one needs it."""

SERVICES = sorted(
    place.parent.name for place in REPOSITORY.glob("services/*/service.py")
)

PLAIN = {"__init__.py", "__main__.py", "rooms.py", "service.py", "tables.py"}
"""Lists and wiring: there is nothing in them to decide, and every journey uses them."""

ELSEWHERE = {
    "contracts/log.py": "tests/shared/test_parking.py",
    "contracts/values.py": "tests/contracts/test_catalogue.py",
    "services/intake/timeline/entries.py": (
        "tests/services/intake/incoming/test_mail_rows.py"
    ),
    "services/intake/file_store.py": "tests/services/intake/incoming/test_delivery.py",
    "services/intake/articles/guidance_tables.py": "tests/shared/test_migrating.py",
    "services/intake/webhooks/hook_tables.py": "tests/shared/test_migrating.py",
    "services/intake/outgoing/letter_tables.py": "tests/shared/test_migrating.py",
    "services/intake/incoming/mail_tables.py": "tests/shared/test_migrating.py",
    "services/intake/ratings/rating_tables.py": "tests/shared/test_migrating.py",
    "services/intake/scanning/scan_tables.py": "tests/shared/test_migrating.py",
    "services/intake/staff/staff_tables.py": "tests/shared/test_migrating.py",
    "services/intake/speaking.py": "tests/services/intake/test_domain.py",
    "services/intake/ticket.py": "tests/services/intake/test_domain.py",
    "shared/carried.py": "tests/shared/test_in_memory.py",
    "shared/checkpoints.py": "tests/shared/test_subscription.py",
    "shared/database_errors.py": "tests/shared/test_database.py",
    "shared/decider.py": "tests/support/test_scenario.py",
    "shared/entrypoints.py": "tests/journeys/test_a_power_cut.py",
    "shared/hosting.py": "tests/journeys/test_a_power_cut.py",
    "shared/log_drivers.py": "tests/shared/test_store.py",
    "shared/log_on_postgresql.py": "tests/shared/test_store.py",
    "shared/log_tables.py": "tests/shared/test_store.py",
    "shared/loops.py": "tests/journeys/test_a_power_cut.py",
    "shared/making.py": "tests/shared/test_row_security.py",
    "shared/metrics.py": "tests/services/gateway/test_probes.py",
    "shared/postgresql.py": "tests/shared/test_store.py",
    "shared/readiness.py": "tests/infra/command_line/test_migrate.py",
    "shared/runner.py": "tests/journeys/test_processes_apart.py",
    "shared/serving.py": "tests/journeys/test_processes_apart.py",
    "shared/steps.py": "tests/shared/test_migrating.py",
    "shared/transport.py": "tests/shared/test_in_memory.py",
}
"""Modules that are proved by a test of another name."""

UNWANTED = {
    "client": "school, or who asks",
    "customer": "school",
    "helper": "say what it does",
    "helpers": "say what it does",
    "issue": "ticket",
    "manager": "say what it does",
    "objective": "target",
    "processor": "say what it does",
    "tenant": "school",
    "util": "say what it does",
    "utils": "say what it does",
    "violation": "breach",
}
"""Words that would be a second name for something; the glossary has the first."""

OF_THE_TRADE = {"business_manager", "project_manager"}
"""What schools themselves, and who supplies them, call somebody or something."""


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_its_rooms(service: str) -> None:
    wanted = {"README.md", "__init__.py", "service.py"}
    if service in services():
        rooms = services()[service]
        wanted |= {"queries.py", "rooms.py", "tables.py", "projections.py"}
        wanted |= {"domain.py"} if rooms.deciders else set()
        reacts = rooms.react.__module__.startswith("services.")
        wanted |= {"policies.py"} if reacts else set()
    there = {place.name for place in (REPOSITORY / "services" / service).iterdir()}
    report(f"services/{service} has no {name}" for name in wanted - there)


def test_every_room_has_its_test() -> None:
    rooms = [p for p in modules("contracts", "services", "shared") if _has_rules(p)]
    report(path_of(place) for place in rooms if not _has_test(place))


def _has_rules(place: Path) -> bool:
    """Whether there is anything to prove of a module: a list of messages is plain."""
    if "migrations" in (place.parent.name, place.parent.parent.name):
        return False  # each is proved by the history it belongs to
    return place.name not in PLAIN and "language of" not in docstring(place)


def _has_test(place: Path) -> bool:
    elsewhere = ELSEWHERE.get(path_of(place))
    if elsewhere is not None:
        return (REPOSITORY / elsewhere).exists()
    folder = REPOSITORY / "tests" / place.parent.relative_to(REPOSITORY)
    return any(folder.glob(f"test_*{place.stem}*.py"))


def test_a_module_begins_with_the_question_it_answers() -> None:
    silent = [
        path_of(place)
        for place in modules(*CODE, "tests")
        if place.read_text() and not re.search(r"[.?:]$", docstring(place))
    ]
    report(silent)


def test_no_file_is_longer_than_can_be_read_at_once() -> None:
    lengths = {p: len(p.read_text().splitlines()) for p in modules(*CODE, "tests")}
    report(
        f"{path_of(place)} has {length} lines"
        for place, length in lengths.items()
        if length > (LONGEST_TEST if place.name.startswith("test_") else LONGEST)
        and place.parent.name != "contracts"
    )


def test_rules_read_no_clock() -> None:
    reading = re.compile(r"\b(now|today|utcnow|monotonic|fromtimestamp)\(")
    rules = [p for s in services() for p in rooms_of(s) if not _reaches_out(p)]
    guilty = [path_of(place) for place in rules if reading.search(place.read_text())]
    assert len(rules) > 20
    report(guilty)


def _reaches_out(place: Path) -> bool:
    """Whether a room may touch anything besides messages and rules."""
    kernel = {name for name in imported(place) if name.startswith("shared.")}
    return bool(kernel - {"shared.decider"}) or "sqlalchemy" in imported(place)


def test_every_table_says_whose_each_row_is() -> None:
    tables = [
        table for one in services().values() for table in one.tables.sorted_tables
    ]
    tables += KERNEL.sorted_tables
    report(table.name for table in tables if "school" not in table.columns)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_says_what_it_takes_and_tells(service: str) -> None:
    text = (REPOSITORY / "services" / service / "README.md").read_text()
    owns = [m for kind in ("event", "command", "query") for m in messages(kind)]
    names = [one.message.__name__ for one in owns if one.service == service]
    report(f"README.md has no {name}" for name in names if f"`{name}`" not in text)
    assert "## Dilemmas" in text


@pytest.mark.parametrize("service", sorted(services()))
def test_a_service_is_known_wherever_all_are_named(service: str) -> None:
    from infra.platform import SERVICES as STARTED
    from services.gateway.log import SERVICES as LOGGED
    from tests.support.town import SERVICES as LIVING

    assert service in [one.name for one in STARTED], "infra/platform.py starts it"
    assert service in LOGGED, "services/gateway/log.py shows its log"
    assert service in LIVING, "it lives in the town of the tests"
    assert service in {*services()["audit"].hears, "audit"}, "audit hears it"
    law = (REPOSITORY / "pyproject.toml").read_text()
    assert f'"contracts.{service}"' in law, "an import contract covers its language"


def test_one_idea_has_one_word() -> None:
    strays = [
        f"{path_of(place)}:{line} {name}: {UNWANTED[word]}"
        for place in modules("contracts", "services")
        for name, line in given(place)
        for word in words(name)
        if word in UNWANTED and name.lower() not in OF_THE_TRADE
    ]
    report(strays)


def test_a_test_is_named_by_a_sentence() -> None:
    strays = [
        f"{path_of(place)} {name}"
        for place in modules("tests")
        for name in names_of_tests(place)
        if len(words(name)) < 3
    ]
    report(strays)


def test_nothing_says_on_whose_machine_it_was_written() -> None:
    folders = ["/work", "/root", "/home", "/tmp/plan"]
    papers = [f"{name}.md" for name in ("design", "house", "domain", "field")]
    strays = [
        f"{path_of(place)}: {word}"
        for place, word in product(texts(), [*(f"{f}/" for f in folders), *papers])
        if place != Path(__file__) and word in place.read_text()
    ]
    report(strays)


def test_the_changelog_begins_with_what_is_not_released() -> None:
    changelog = (REPOSITORY / "CHANGELOG.md").read_text()
    [first, *_] = re.findall(r"^## (.+)$", changelog, re.MULTILINE)
    assert first == "Unreleased"
