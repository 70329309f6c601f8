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


def test_a_rota_is_set_from_a_file_and_says_who_is_called(
    desk: Desk, tmp_path: Path
) -> None:
    add = AddPerson(
        school_id=PROVIDER, person_id=OLU.person_id, name=OLU.name, email=OLU.email
    )
    desk.town.execute(add, by=platform("directory"))
    turn = {
        "role": "first_on_call",
        "person_id": str(OLU.person_id),
        "from_at": "2026-06-08T00:00:00Z",
        "until_at": "2026-06-09T00:00:00Z",
        "terms": "P1 only",
    }
    file = tmp_path / "rota.json"
    file.write_text(json.dumps([turn]))
    assert desk.types("sla", "rota", "set", str(file)).stderr == "It is version 1.\n"
    for words in (("on-call",), ("rota", "show")):
        _, row = desk.gets("sla", *words).splitlines()
        assert row.split("\t")[:2] == ["First on call", "Olu"]
    later = desk.types("sla", "on-call", "--at", "2026-07-01T00:00:00Z")
    assert later.stderr == "Nobody is on call.\n"


def test_a_file_that_is_no_rota_is_said_to_be_none(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "rota.json"
    file.write_text("[")
    done = desk.types("sla", "rota", "set", str(file))
    assert done.exit_code != 0
    assert "is not JSON" in done.stderr
