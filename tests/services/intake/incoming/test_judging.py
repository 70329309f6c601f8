"""What becomes of a message? Each has one outcome, and no two desks talk for ever."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.mail import Fate, Nature, Why
from services.intake.incoming import judging
from services.intake.incoming.judging import (
    MOST_AN_HOUR,
    MOST_ANSWERED,
    Facts,
    Thread,
    Verdict,
    judge,
)
from tests.support.cast import TICKET

FROM_PRIYA = Facts(
    nature=Nature.PERSON,
    failed=False,
    proved=False,
    our_own=False,
    trusted=False,
    lately=0,
    answered=0,
    thread=None,
)
ON_HERS = Thread(ticket_id=TICKET, proved=True, on_it=True, closed=False)


def told(thread: Thread | None = None, **facts: object) -> Verdict:
    return judge(replace(FROM_PRIYA, thread=thread, **facts))  # type: ignore[arg-type]


def test_what_is_about_nothing_known_is_a_ticket_and_is_answered() -> None:
    assert told() == Verdict(Fate.TICKET, answerable=True)


def test_an_answer_of_somebody_on_the_ticket_is_put_on_it() -> None:
    assert told(ON_HERS) == Verdict(Fate.REPLY, on=TICKET)


def test_an_answer_of_somebody_else_is_held() -> None:
    verdict = told(replace(ON_HERS, on_it=False))
    assert verdict == Verdict(Fate.REVIEW, Why.STRANGER, about=TICKET)
    assert told(replace(ON_HERS, on_it=False), trusted=True).fate is Fate.REPLY


def test_a_name_that_is_quoted_needs_a_sender_that_is_proved() -> None:
    quoted = replace(ON_HERS, proved=False)
    assert told(quoted).why is Why.STRANGER
    assert told(quoted, proved=True) == Verdict(Fate.REPLY, on=TICKET)
    assert told(replace(quoted, on_it=False), proved=True).why is Why.STRANGER


def test_an_answer_to_what_is_closed_is_a_ticket_of_its_own() -> None:
    verdict = told(replace(ON_HERS, closed=True))
    assert verdict == Verdict(Fate.TICKET, about=TICKET, answerable=True)


@pytest.mark.parametrize("nature", list(Nature))
def test_a_sender_that_failed_is_held_whatever_else_is_known(nature: Nature) -> None:
    verdict = told(ON_HERS, failed=True, trusted=True, nature=nature)
    assert verdict == Verdict(Fate.REVIEW, Why.FAILED_CHECK, about=TICKET)


def test_only_people_are_answered() -> None:
    assert told(nature=Nature.GENERATED) == Verdict(Fate.TICKET)
    assert not told(answered=MOST_ANSWERED).answerable


def test_what_a_program_answers_belongs_to_what_it_answers_or_to_nothing() -> None:
    for nature, why in ((Nature.ANSWER, Why.AUTOMATIC), (Nature.BOUNCE, Why.BOUNCE)):
        assert told(ON_HERS, nature=nature) == Verdict(Fate.REPLY, on=TICKET)
        assert told(nature=nature) == Verdict(Fate.REFUSED, why)
        quoted = replace(ON_HERS, proved=False)
        assert told(quoted, nature=nature).fate is Fate.REFUSED


def test_a_storm_is_held_unless_somebody_said_that_it_is_none() -> None:
    assert told(lately=MOST_AN_HOUR).why is Why.TOO_MANY
    assert told(ON_HERS, lately=MOST_AN_HOUR).why is Why.TOO_MANY
    assert told(lately=MOST_AN_HOUR, trusted=True).fate is Fate.TICKET


def test_our_own_mail_is_refused_before_anything_else() -> None:
    assert told(ON_HERS, our_own=True, failed=True).why is Why.OUR_OWN


def messages_of_two_desks(*, threaded: bool, marked: bool) -> int:
    """How many messages two desks send before neither has anything to say.

    Both are platforms like this one, each the requester of tickets of the other. Unless
    `marked`, their answers do not say that they are automatic; unless `threaded`, they
    do not say what they answer.
    """
    sides = [replace(FROM_PRIYA), replace(FROM_PRIYA)]
    sent, to, nature = 1, 0, Nature.PERSON
    while sent < 100:
        thread = ON_HERS if threaded and sent > 1 else None
        verdict = judge(replace(sides[to], nature=nature, thread=thread))
        if verdict.fate is not Fate.TICKET or not verdict.answerable:
            break
        side = sides[to]
        sides[to] = replace(side, lately=side.lately + 1, answered=side.answered + 1)
        sent, to, nature = sent + 1, 1 - to, Nature.ANSWER if marked else Nature.PERSON
    return sent


@pytest.mark.parametrize("threaded", [True, False])
@pytest.mark.parametrize("marked", [True, False])
def test_two_desks_that_answer_each_other_stop_within_five_messages(
    threaded: bool, marked: bool
) -> None:
    assert messages_of_two_desks(threaded=threaded, marked=marked) <= 5


def test_without_a_limit_two_desks_that_keep_to_nothing_would_never_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(judging, "MOST_ANSWERED", 10**6)
    monkeypatch.setattr(judging, "MOST_AN_HOUR", 10**6)
    assert messages_of_two_desks(threaded=False, marked=False) == 100
