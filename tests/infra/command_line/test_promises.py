"""Is what is promised seen, offered and signed at a terminal?"""

from __future__ import annotations

import pytest

from contracts.access import Role
from contracts.values import USUAL_PRIORITIES
from tests.infra.command_line.desks import Desk
from tests.services.gateway.promises import done
from tests.support.cast import ASHGROVE, ASHGROVE_NAME

OFFER = ("sla", "offer", ASHGROVE_NAME, "--from", "09/06/2026", "--by", "Olu")


def test_what_is_promised_is_shown_with_its_versions(desk: Desk) -> None:
    times, versions = desk.gets("sla", "agreements", ASHGROVE_NAME).split("version\t")
    assert times.splitlines()[1].split("\t")[:4] == ["P1", "30 min", "1 h", "4 h"]
    assert versions.splitlines()[1].split("\t")[0:3:2] == ["1", "yes"]


def test_it_is_offered_and_signed_by_who_runs_the_school(desk: Desk) -> None:
    promised = desk.gets(*OFFER, "--promise", "P1 0.25 - 2 always")
    first, second, *_ = promised.splitlines()[1:]
    assert first.split("\t") == [
        "P1",
        "15 min",
        "not promised",
        "2 h",
        "round the clock",
    ]
    assert second.split("\t")[:2] == ["P2", "1 h"]
    assert (
        "Olu offers something else"
        in desk.types("sla", "agreements", ASHGROVE_NAME).stderr
    )
    head = desk.api.program(Role.HEAD, ASHGROVE)
    sign = ("sla", "sign", ASHGROVE, "--by", "Mrs Head")
    signed = desk.types(*sign, "--token", head.token)
    assert signed.stderr == "It is version 2, from 09/06/2026 00:00.\n"
    shown = desk.gets("sla", "agreements", ASHGROVE_NAME)
    assert "2\t09/06/2026 00:00\t\tOlu\tMrs Head" in shown
    assert desk.is_told(*sign, "--token", head.token).startswith("nothing is offered")


def test_the_msp_does_not_sign_for_a_school(desk: Desk) -> None:
    desk.gets(*OFFER, "--promise", "P1 0.25 1 2")
    said = desk.is_told("sla", "sign", ASHGROVE_NAME, "--by", "Olu")
    assert "does not allow" in said


@pytest.mark.parametrize(
    "line", ["P1", "P1 1 2", "P1 1 2 x", "P1 1 2 3 4", "P1 1 2 1e999"]
)
def test_what_is_no_promise_is_said_to_be_none(desk: Desk, line: str) -> None:
    assert "is not a promise such as" in desk.is_told(*OFFER, "--promise", line)


def test_what_is_not_given_stays_as_it_is(desk: Desk) -> None:
    desk.gets(*OFFER, "--promise", "P4 1 2 3")
    at = f"/schools/{ASHGROVE}/agreements"
    offered = desk.api.olu.get(at).json["proposal"]["promised"]  # type: ignore[index]
    assert [one["priority"] for one in offered["promises"]] == [
        one.value for one in USUAL_PRIORITIES
    ]
    assert offered["warn_at_percents"] == [75]
    assert offered["promises"][3]["response"] == "PT1H"


def test_a_priority_more_or_less_is_offered(desk: Desk) -> None:
    at = f"/schools/{ASHGROVE}/agreements"

    def offered() -> list[str]:
        promised = desk.api.olu.get(at).json["proposal"]["promised"]  # type: ignore[index]
        return [one["priority"] for one in promised["promises"]]

    desk.gets(*OFFER, "--promise", "P5 18 - 90")
    assert offered() == ["p1", "p2", "p3", "p4", "p5"]
    desk.gets(*OFFER, "--without", "P4", "--without", "p3")
    assert offered() == ["p1", "p2"]
    assert "one promise for p2" in desk.is_told(*OFFER, "--without", "P2")
    assert "nothing is promised of 'p5'" in desk.is_told(*OFFER, "--without", "P5")


def test_a_period_is_restated_under_a_later_version(desk: Desk) -> None:
    done(desk.api)
    days = ("--from", "08/06/2026", "--until", "2026-06-09")
    why = ("--version", "2", "--reason", "Agreed in May.", "--by", "Olu")
    told = desk.gets("sla", "restate", ASHGROVE_NAME, *days, *why)
    assert told == "1 of 1 tickets are restated.\n"
    june = ("--school", ASHGROVE_NAME, "--month", "2026-06")
    shown = desk.gets("sla", "attainment", *june)
    assert "1\t0\t100.0 %\t0.0 %" in shown
    assert shown == desk.gets("sla", "recompute", *june)


def test_what_differs_by_service_hold_and_inspection_is_offered(desk: Desk) -> None:
    told = desk.gets(
        *OFFER,
        *("--service", "wireless P2 1 - 4", "--service", "email P1 0.5 1 2 always"),
        *("--service", "wireless warns 50 90", "--service", "email stops part"),
        *("--uncovered", "website", "--inspection", "P1 0.25 0.5 1"),
        *("--stops", "requester", "--stops", "part"),
        *("--tells", "resolution 75% lead", "--tells", "response +0 first"),
    )
    assert told.splitlines()[5:] == [
        "Who is told of a target: the duty lead of a resolution, at 75 % of its time;"
        " the first on call of a first reply, as soon as it is missed",
        "wireless, P2 high: first reply 1 h, next update not promised, resolution 4 h,"
        " the school's hours",
        "wireless: warnings at 50, 90 %",
        "email, P1 critical: first reply 30 min, next update 1 h, resolution 2 h,"
        " round the clock",
        "email: a hold stops the clock for part",
        "website: not covered, nothing is promised",
        "In an inspection, P1 critical: first reply 15 min, next update 30 min,"
        " resolution 1 h, the school's hours",
        "Safeguarding: counted round the clock, whatever the hours",
        "On hold, time counts while this is waited for: supplier, visit,"
        " approval, other",
    ]
    assert "say what is offered" in desk.is_told(*OFFER)


def test_a_service_that_is_not_covered_is_covered_again(desk: Desk) -> None:
    """Signed for the same day, an offer says what is otherwise than what stands."""
    none = desk.is_told(*OFFER, "--covered", "telephony")
    assert "'telephony' is covered already" in none
    both = (*OFFER, "--uncovered", "website", "--uncovered", "telephony")
    told = desk.gets(*both, "--covered", "telephony")
    assert "website: not covered" in told
    assert "telephony" not in told


def test_who_is_called_by_no_rota_is_no_step(desk: Desk) -> None:
    said = desk.is_told(*OFFER, "--tells", "resolution 75% nobody")
    assert "is not a step such as 'resolution 75% lead'" in said
