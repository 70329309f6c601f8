"""Are the figures at a terminal those of the log, and is it said who is called?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contracts.access import platform
from contracts.people import AddPerson
from contracts.values import PROVIDER
from infra.command_line import recomputing
from tests.infra.command_line.desks import Desk
from tests.support.cast import ASHGROVE, OLU


@pytest.fixture
def resolved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A ticket of Ashgrove's that was done in time."""
    monkeypatch.setattr(recomputing, "now", desk.town.clock)
    reference = desk.opens()
    desk.town.settle()
    desk.gets("tickets", "resolve", reference, "Mended.")
    desk.town.settle()
    return desk


def test_the_figures_of_a_log_are_those_that_are_shown(resolved: Desk) -> None:
    shown = resolved.gets("sla", "attainment", "--school", str(ASHGROVE))
    again = resolved.gets("sla", "recompute", "--school", str(ASHGROVE))
    assert again == shown
    assert "100.0 %" in shown


def test_a_log_is_read_as_far_as_a_position(resolved: Desk) -> None:
    log = resolved.town.log("sla", ASHGROVE)
    ends = [one.position for one in log if one.type == "sla.clock_stopped"]
    words = ("sla", "recompute", "--school", str(ASHGROVE), "--to")
    assert "100.0 %" in resolved.gets(*words, str(ends[0]))
    assert "100.0 %" not in resolved.gets(*words, str(ends[0] - 1))


def rota(directory: Path, *terms: str) -> Path:
    """A file in which Olu is called first, on Monday and on the days after it."""
    turns = [
        {
            "role": "first_on_call",
            "person_id": str(OLU.person_id),
            "from_at": f"2026-06-{day:02}T00:00:00Z",
            "until_at": f"2026-06-{day + 1:02}T00:00:00Z",
            "terms": said,
        }
        for day, said in enumerate(terms, 8)
    ]
    file = directory / f"rota-{len(turns)}.json"
    file.write_text(json.dumps(turns))
    return file


def test_a_rota_is_set_from_a_file_and_says_who_is_called(
    desk: Desk, tmp_path: Path
) -> None:
    add = AddPerson(
        school_id=PROVIDER, person_id=OLU.person_id, name=OLU.name, email=OLU.email
    )
    desk.town.execute(add, by=platform("directory"))
    file = rota(tmp_path, "P1 only")
    assert desk.types("sla", "rota", "set", str(file)).stderr == "It is version 1.\n"
    for words in (("on-call",), ("rota", "show")):
        _, row = desk.gets("sla", *words).splitlines()
        assert row.split("\t")[:2] == ["First on call", "Olu"]
    later = desk.types("sla", "on-call", "--at", "2026-07-01T00:00:00Z")
    assert later.stderr == "Nobody is on call.\n"


def test_a_rota_that_was_set_meanwhile_is_told_and_not_set_over(
    desk: Desk, tmp_path: Path
) -> None:
    one, two = rota(tmp_path, "P1 and P2"), rota(tmp_path, "P1 and P2", "All")
    version = desk.types("sla", "rota", "show").stderr.split()[1]
    words = ("sla", "rota", "set")
    desk.gets(*words, str(one), "--version", version)
    stands = desk.gets("sla", "rota", "show")
    told = desk.types(*words, str(two), "--version", version)
    assert told.exit_code == 1
    assert f"The rota has changed since version {version}; " in told.stderr
    assert "Rota set  (" in told.stderr
    assert desk.gets("sla", "rota", "show") == stands
    desk.gets(*words, str(two), "--version", str(int(version) + 1))
    assert "All" in desk.gets("sla", "rota", "show")


def test_without_its_version_a_file_sets_over_whatever_stands(
    desk: Desk, tmp_path: Path
) -> None:
    """The twin of the one above: the version is what is held to."""
    desk.gets("sla", "rota", "set", str(rota(tmp_path, "P2, too")))
    desk.gets("sla", "rota", "set", str(rota(tmp_path, "P2, too", "None")))
    assert "None" in desk.gets("sla", "rota", "show")


def test_a_file_that_is_no_rota_is_said_to_be_none(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "rota.json"
    file.write_text("[")
    done = desk.types("sla", "rota", "set", str(file))
    assert done.exit_code != 0
    assert "is not JSON" in done.stderr
