"""Is an operator shown what contradicts itself, and led through putting it right?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from tests.infra.command_line.desks import Desk, run
from tests.support.backups import copy_of, restore
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.faults import PlugPulled, pull_the_plug
from tests.support.town import MASTER

KEY = {"CARETAKER_MASTER_KEY": MASTER.hex()}
RECOVER = ("forks", "recover", "--source", "intake", "--school")
DECIDED = ("--by", "olu", "--reason", "The disk broke on Friday.")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk whose intake has forgotten a ticket that everybody has heard of."""
    made = Desk(tmp_path)
    with made.serving():
        made.opens()
        made.town.settle()
        copy = copy_of(made.town, "intake")
        made.opens()
        made.town.settle()
        restore(made.town, "intake", copy)
        made.town.clock.advance(minutes=2)
        made.town.listen_to_beacons()
        yield made
    made.town.close()


def types(desk: Desk, *words: object, stdin: str | None = None) -> Result:
    return run(*words, stdin=stdin, **desk.environment, **KEY)


def test_who_stopped_hearing_what_is_listed(desk: Desk) -> None:
    done = types(desk, "forks", "list")
    assert done.exit_code == 1
    heading, *rows = done.stdout.splitlines()
    assert heading == "service\tsource\tschool\theard\thash\tsource has\tsince"
    cells = [row.split("\t") for row in rows]
    assert [row[:4] for row in cells] == [
        ["audit", "intake", str(ASHGROVE), "4"],
        ["sla", "intake", str(ASHGROVE), "4"],
    ]
    end = desk.town.log("intake", ASHGROVE)[-1]
    assert {row[5] for row in cells} == {f"2 {end.hash.hex()[:12]}"}
    assert {row[6] for row in cells} == {"08/06/2026 09:02"}


def test_nothing_is_done_before_somebody_decides(desk: Desk) -> None:
    before = desk.town.log("intake", ASHGROVE)
    done = types(desk, *RECOVER, ASHGROVE)
    assert done.exit_code == 1
    assert "All agree up to position 2 of intake." in done.stdout
    assert "2 events will be put back from the copies." in done.stdout
    assert done.stderr.startswith("caretaker: say who decides with --by")
    done = types(desk, *RECOVER, ASHGROVE, *DECIDED, stdin="n\n")
    assert done.exit_code == 1
    assert desk.town.log("intake", ASHGROVE) == before


def test_a_log_is_put_right_and_verified(desk: Desk) -> None:
    done = types(desk, *RECOVER, ASHGROVE, *DECIDED, stdin="y\n")
    assert (done.exit_code, done.stderr) == (
        0,
        "audit hears intake again\nsla hears intake again\n",
    )
    done = types(desk, "forks", "list")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "No log contradicts what was heard of it.\n"
    desk.town.settle()
    done = types(desk, "audit", "verify")
    recovered, verified = done.stdout.splitlines()
    assert "2 events put back, 0 given up: The disk broke on Friday." in recovered
    assert verified.startswith("verified: ")
    assert desk.opens() not in {"", None}


def test_what_could_be_put_back_can_be_given_up(desk: Desk) -> None:
    done = types(desk, *RECOVER, ASHGROVE, *DECIDED, "--give-up", "--yes")
    assert done.exit_code == 0
    assert "2 events will be given up" in done.stdout
    assert [one.type for one in desk.town.log("intake", ASHGROVE)] == [
        "intake.ticket_opened",
        "intake.letter_written",
        "log.recovered",
    ]


def test_who_was_broken_off_goes_on_and_decides_nothing_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("infra.recovery.resuming._hear_on", pull_the_plug)
        with pytest.raises(PlugPulled):
            types(desk, *RECOVER, ASHGROVE, *DECIDED, "--give-up", "--yes")
    done = types(desk, *RECOVER, ASHGROVE)
    assert done.exit_code == 0
    assert done.stdout.startswith("It was decided before, and broken off")
    log = [one.type for one in desk.town.log("intake", ASHGROVE)]
    assert log[1:] == ["intake.letter_written", "log.recovered"]
    assert types(desk, "forks").exit_code == 0
    desk.town.settle()
    assert types(desk, "audit", "verify").exit_code == 0


def test_where_all_agree_there_is_nothing_to_do(desk: Desk) -> None:
    done = types(desk, *RECOVER, BECKFIELD, *DECIDED, "--yes")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "Nobody heard anything else of this log.\n"
    unknown = ("forks", "recover", "--source", "x", "--school", ASHGROVE)
    assert types(desk, *unknown).stderr.startswith("caretaker: there is no service x")
