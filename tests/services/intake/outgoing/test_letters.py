"""May a letter be sent, again or at all? Each rule as given / when / then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from contracts.outgoing import (
    DropLetter,
    LetterDropped,
    LetterFailed,
    LetterKind,
    LetterPutOff,
    LetterResent,
    LetterSent,
    LetterTried,
    LetterUncertain,
    LetterWritten,
    Outcome,
    Promised,
    RecordOutcome,
    ResendLetter,
    TryLetter,
    WriteLetter,
)
from contracts.refusals import NotFound
from contracts.values import LetterState, Target
from services.intake.outgoing.letters import LETTER as DECIDER
from tests.services.intake.outgoing.stories import LETTER, PRIYAS
from tests.support.cast import ASHGROVE, PRIYA, TICKET
from tests.support.scenario import Scenario, at

ABOUT = UUID("ab007000-0000-4000-8000-000000000001")
AGAIN = at("mon 09:05")

letter = Scenario(DECIDER, terms=PRIYAS)

write = WriteLetter(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    letter_id=LETTER,
    kind=LetterKind.REPLY,
    about=ABOUT,
)
written = LetterWritten(
    letter_id=LETTER,
    ticket_id=TICKET,
    requester_id=PRIYA.person_id,
    kind=LetterKind.REPLY,
    about=ABOUT,
    recipient=PRIYA.email,
    promised=(),
)


def try_it(attempt: int = 1) -> TryLetter:
    return TryLetter(school_id=ASHGROVE, letter_id=LETTER, attempt=attempt)


def tried(attempt: int = 1) -> LetterTried:
    return LetterTried(letter_id=LETTER, ticket_id=TICKET, attempt=attempt)


def came(outcome: Outcome, attempt: int = 1) -> RecordOutcome:
    return RecordOutcome(
        school_id=ASHGROVE,
        letter_id=LETTER,
        attempt=attempt,
        outcome=outcome,
        answer="as it said",
        again_at=AGAIN if outcome is Outcome.PUT_OFF else None,
    )


TOLD: dict[str, Any] = {
    "letter_id": LETTER,
    "ticket_id": TICKET,
    "requester_id": PRIYA.person_id,
    "attempt": 1,
    "answer": "as it said",
}
sent = LetterSent(**TOLD)
put_off = LetterPutOff(**TOLD, again_at=AGAIN)
failed = LetterFailed(**TOLD)
uncertain = LetterUncertain(**TOLD)
resend = ResendLetter(school_id=ASHGROVE, letter_id=LETTER)
resent = LetterResent(letter_id=LETTER, ticket_id=TICKET)
drop = DropLetter(school_id=ASHGROVE, letter_id=LETTER)
dropped = LetterDropped(letter_id=LETTER, ticket_id=TICKET)


def test_a_letter_is_written_to_whom_its_ticket_is_from() -> None:
    letter.given().when(write).then(written)


def test_a_letter_is_written_once() -> None:
    letter.given(written).when(write).then_nothing()


def test_no_letter_is_written_about_a_ticket_that_is_not_there() -> None:
    assert DECIDER.decide(DECIDER.initial, write, at("mon 09:00"), None) == []


def test_no_letter_is_written_round_in_circles() -> None:
    ours = Scenario(DECIDER, terms=replace(PRIYAS, is_ours=True))
    ours.given().when(write).then_nothing()


def test_a_letter_is_tried_and_sent() -> None:
    story = letter.given(written).when(try_it()).then(tried())
    story.when(came(Outcome.SENT)).then(sent)


def test_what_is_being_sent_is_nobody_elses_to_send() -> None:
    letter.given(written, tried()).when(try_it(2)).then_refused("is sending")


def test_what_another_has_tried_meanwhile_is_not_tried_as_if_it_had_not() -> None:
    story = letter.given(written, tried(), put_off)
    story.when(try_it(1)).then_refused("Somebody else")
    story.when(try_it(2)).then(tried(2))


@pytest.mark.parametrize("end", [sent, failed, uncertain, dropped])
def test_what_has_come_to_an_end_is_not_tried_again(end: object) -> None:
    letter.given(written, tried(), end).when(try_it(2)).then_refused("not tried")


def test_what_is_put_off_waits_again() -> None:
    story = letter.given(written, tried()).when(came(Outcome.PUT_OFF)).then(put_off)
    assert story.state.state is LetterState.WAITING


@pytest.mark.parametrize(
    ("outcome", "event"), [(Outcome.FAILED, failed), (Outcome.UNCERTAIN, uncertain)]
)
def test_what_fails_or_is_not_known_waits_for_a_person(
    outcome: Outcome, event: object
) -> None:
    story = letter.given(written, tried()).when(came(outcome)).then(event)
    story.when(resend).then(resent).when(try_it(2)).then(tried(2))
    story.when(drop).then(dropped)


def test_a_letter_that_was_never_tried_may_be_given_up() -> None:
    never = replace(failed, attempt=0)
    letter.given(written).when(came(Outcome.FAILED, 0)).then(never)
    letter.given(written).when(came(Outcome.UNCERTAIN, 0)).then_nothing()


def test_who_was_taken_for_dead_may_say_what_became_of_it_after_all() -> None:
    lost = letter.given(written, tried(), uncertain)
    lost.when(came(Outcome.SENT)).then(sent)
    lost.when(came(Outcome.UNCERTAIN)).then_nothing()


def test_but_not_once_a_person_has_decided() -> None:
    again = letter.given(written, tried(), uncertain, resent, tried(2))
    again.when(came(Outcome.SENT, 1)).then_nothing()
    letter.given(written, tried(), uncertain, dropped).when(
        came(Outcome.SENT)
    ).then_nothing()


@pytest.mark.parametrize("decision", [resend, drop])
def test_there_is_nothing_to_decide_of_what_waits_or_is_sent(decision: object) -> None:
    letter.given(written).when(decision).then_refused("nothing is to be decided")
    letter.given(written, tried(), sent).when(decision).then_refused("letter is sent")


def test_what_was_never_written_is_not_found() -> None:
    with pytest.raises(NotFound):
        letter.given().when(drop)


def test_what_the_schools_own_team_has_is_promised_nothing() -> None:
    due = Promised(target=Target.RESPONSE, due_at=at("mon 13:00"))
    acknowledge = replace(write, kind=LetterKind.ACKNOWLEDGEMENT, promised=(due,))
    told = replace(written, kind=LetterKind.ACKNOWLEDGEMENT, promised=(due,))
    letter.given().when(acknowledge).then(told)
    theirs = Scenario(DECIDER, terms=replace(PRIYAS, with_school=True))
    theirs.given().when(acknowledge).then(replace(told, promised=()))
