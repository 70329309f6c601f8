"""Does the queue follow what sla says, and the story tell what went wrong?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from contracts.access import platform
from contracts.intake import FindTickets, GetTicket, TicketRow
from contracts.sla import SignAgreement
from contracts.sla_promises import Promised
from contracts.sla_restating import RestateClock
from contracts.sla_signing import AcceptAgreement, ProposeAgreement
from contracts.values import Level, Target, TargetState
from services.sla.standard import HOURS, PROMISED
from services.sla.sweep import check_due_clocks
from tests.services.intake.stories import hold, open_it, reply, resolve, resume
from tests.support.cast import ASHGROVE, OLU, OTHER_TICKET, PRIYA, TICKET
from tests.support.scenario import at
from tests.support.town import Town


@pytest.fixture
def opened(town: Town) -> Town:
    """A p3 that was opened on Monday at nine: answered by one, done in three days."""
    town.clock.set(at("mon 09:00"))
    town.execute(open_it)
    town.settle()
    return town


def row(town: Town) -> TicketRow:
    [found] = town.ask(FindTickets()).tickets
    assert isinstance(found, TicketRow)
    return found


def due(town: Town) -> tuple[Target | None, datetime | None, TargetState | None]:
    found = row(town)
    return found.due_target, found.due_at, found.due_state


def sweep(town: Town, when: str) -> None:
    town.clock.set(at(when))
    check_due_clocks(town.applications["sla"], town.clock())
    town.settle()


def kinds(town: Town) -> list[str]:
    return [entry.kind for entry in town.ask(GetTicket(ticket_id=TICKET)).timeline]


def test_a_new_ticket_is_due_for_its_reply(opened: Town) -> None:
    assert due(opened) == (Target.RESPONSE, at("mon 13:00"), TargetState.RUNNING)


def test_once_it_is_answered_the_next_update_is_due(opened: Town) -> None:
    opened.execute(reply)
    opened.settle()
    assert due(opened) == (Target.NEXT_UPDATE, at("tue 09:00"), TargetState.RUNNING)


def test_a_missed_reply_stays_due_until_it_is_given(opened: Town) -> None:
    sweep(opened, "mon 14:00")
    assert due(opened) == (Target.RESPONSE, at("mon 13:00"), TargetState.BREACHED)
    opened.execute(reply)
    opened.settle()
    assert due(opened)[0] is Target.NEXT_UPDATE


def test_a_missed_update_is_made_good_by_the_next(opened: Town) -> None:
    opened.execute(reply)
    opened.settle()
    sweep(opened, "tue 10:00")
    assert due(opened)[0] is Target.RESOLUTION


def test_nothing_is_due_of_what_is_held_or_done(opened: Town) -> None:
    opened.execute(hold)
    opened.settle()
    assert due(opened) == (None, None, None)
    opened.execute(resume_at(2))
    opened.settle()
    assert due(opened)[0] is Target.RESPONSE
    opened.execute(resolve_at(3))
    opened.settle()
    assert due(opened) == (None, None, None)


def test_warnings_and_breaches_stand_in_the_story(opened: Town) -> None:
    sweep(opened, "mon 14:00")
    assert kinds(opened) == ["opened", "warned", "breached"]


def test_what_is_withdrawn_stands_in_the_story_too(opened: Town) -> None:
    opened.clock.set(at("mon 12:30"))
    opened.execute(reply)
    opened.clock.set(at("mon 14:00"))
    check_due_clocks(opened.applications["sla"], opened.clock())
    opened.settle()
    assert kinds(opened).count("breach_withdrawn") == 1
    assert due(opened)[0] is Target.NEXT_UPDATE


def test_what_is_restated_stands_in_the_story_and_moves_no_deadline(
    opened: Town,
) -> None:
    opened.execute(resolve)
    opened.settle()
    opened.clock.advance(minutes=1)
    before = due(opened)
    offer = ProposeAgreement(
        school_id=ASHGROVE,
        proposal_id=TICKET,
        effective_from=at("tue 09:00"),
        promised=replace(PROMISED, warn_at_percents=(50,)),
        proposer_id=OLU.person_id,
        proposer=OLU.name,
    )
    sign = AcceptAgreement(
        school_id=ASHGROVE,
        proposal_id=TICKET,
        signatory_id=PRIYA.person_id,
        signatory=PRIYA.name,
    )
    restate = RestateClock(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        agreement_version=2,
        reason="Agreed in May.",
        restater_id=OLU.person_id,
        restater=OLU.name,
    )
    for command in (offer, sign, restate):
        opened.execute(command, by=platform("sla"))
    opened.settle()
    assert kinds(opened)[-1] == "restated"
    assert due(opened) == before
    assert opened.link.hosted["intake"].application.find_parked().parked == ()


def resume_at(version: int) -> object:
    return type(resume)(**{**vars(resume), "version": version})


def resolve_at(version: int) -> object:
    return type(resolve)(**{**vars(resolve), "version": version})


UNPROMISED = (
    replace(PROMISED, promises=PROMISED.promises[:2]),
    replace(
        PROMISED,
        promises=tuple(replace(one, next_update=None) for one in PROMISED.promises),
    ),
)


@pytest.mark.parametrize("promised", UNPROMISED)
def test_what_is_not_promised_holds_up_no_other_ticket(
    town: Town, promised: Promised
) -> None:
    """A p3 of which nothing, or no update, is promised; and a p1 after it."""
    sign = SignAgreement(
        school_id=ASHGROVE,
        effective_from=at("mon 08:00"),
        hours=HOURS,
        closed=(),
        inset=(),
        promised=promised,
    )
    town.clock.set(at("mon 08:00"))
    town.execute(sign, platform("sla"))
    town.clock.set(at("mon 09:00"))
    town.execute(open_it)
    urgent = replace(
        open_it, ticket_id=OTHER_TICKET, impact=Level.HIGH, urgency=Level.HIGH
    )
    town.execute(urgent)
    town.settle()
    found = {one.ticket_id: one for one in town.ask(FindTickets()).tickets}
    assert found[OTHER_TICKET].due_at == at("mon 09:30")
    is_promised = len(promised.promises) > 2
    assert (found[TICKET].due_at is not None) == is_promised
