"""Does a hold on all of one kind hold what would go with its ticket?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from contracts.refusals import Refused
from contracts.retention import HoldOn, LeftOutBecause, RecordClass
from contracts.ties import MergeTicket
from services.intake.retention import due as rules
from services.intake.retention import terms
from tests.services.intake.remote.test_rules_and_consent import open_it as open_session
from tests.services.intake.retention.records import (
    HEAD,
    HOLD,
    YEARS,
    about_safeguarding,
    approve,
    due,
    end,
    held,
    lift,
    list_due,
    long_over,
    place,
)
from tests.services.intake.retention.test_records_parts_and_ending import rate
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, OTHER_TICKET, TICKET
from tests.support.incoming import deliver, written
from tests.support.town import Town


def _by_mail(town: Town) -> UUID:
    ticket_id = deliver(town, written("Subject: Dark", "", "It is dark.")).ticket_id
    assert ticket_id is not None
    return ticket_id


def _with_session(town: Town) -> UUID:
    town.execute(open_it)
    town.execute(open_session)
    return TICKET


def _with_rating(town: Town) -> UUID:
    town.execute(open_it)
    rate(town)
    return TICKET


PARTS: dict[RecordClass, Callable[[Town], UUID]] = {
    RecordClass.MAIL: _by_mail,
    RecordClass.REMOTE_SESSIONS: _with_session,
    RecordClass.RATINGS: _with_rating,
}
of_each = pytest.mark.parametrize("of", PARTS, ids=lambda of: of.value)


def _over(town: Town, of: RecordClass) -> UUID:
    """A ticket with such a part, and one with none, both due."""
    ticket_id = PARTS[of](town)
    end(town, ticket_id)
    long_over(town, ticket_id=OTHER_TICKET)
    return ticket_id


def _hold(town: Town, of: RecordClass) -> None:
    place(town, HoldOn.CLASS, record_class=of)


@of_each
def test_a_ticket_stays_while_a_part_of_it_is_of_a_kind_that_is_held(
    known: Town, of: RecordClass
) -> None:
    _over(known, of)
    assert (due(known), held(known)) == (2, 0)
    _hold(known, of)
    assert (due(known), held(known)) == (1, 1)
    assert [one.record_id for one in list_due(known).records] == [OTHER_TICKET]
    lift(known, by=HEAD, hold_id=HOLD)
    assert (due(known), held(known)) == (2, 0)


@of_each
def test_what_came_under_such_a_hold_is_left_out_of_what_is_approved(
    known: Town, of: RecordClass
) -> None:
    kept = _over(known, of)
    shown = list_due(known)
    _hold(known, of)
    approve(known, shown)
    left = {one.record_id: one.left_out for one in list_due(known).records}
    assert left == {kept: LeftOutBecause.HELD, OTHER_TICKET: None}


def test_so_does_a_ticket_that_another_with_such_a_part_goes_on_as(known: Town) -> None:
    merged = _by_mail(known)
    known.execute(replace(open_it, ticket_id=OTHER_TICKET))
    merge: dict[str, Any] = {"ticket_id": merged, "into_id": OTHER_TICKET}
    known.execute(MergeTicket(school_id=ASHGROVE, version=1, **merge))
    end(known, OTHER_TICKET)
    known.clock.advance(days=YEARS)
    assert due(known) == 1
    _hold(known, RecordClass.MAIL)
    assert (due(known), held(known)) == (0, 1)


def test_so_does_a_ticket_about_safeguarding(known: Town) -> None:
    ticket_id = _by_mail(known)
    known.execute(about_safeguarding(known, ticket_id))
    end(known, ticket_id)
    known.clock.advance(days=YEARS * 9)
    of = RecordClass.SAFEGUARDING
    assert (due(known, of), held(known, of)) == (1, 0)
    _hold(known, RecordClass.MAIL)
    assert (due(known, of), held(known, of)) == (0, 1)


def test_without_looking_at_parts_a_held_message_goes_with_its_ticket(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    _over(known, RecordClass.MAIL)
    monkeypatch.setattr(rules, "held_with", lambda *_: [])
    _hold(known, RecordClass.MAIL)
    assert due(known) == 2


WHOLE: dict[str, dict[str, Any]] = {
    "school": {"on": HoldOn.SCHOOL},
    "class": {"on": HoldOn.CLASS, "record_class": RecordClass.TICKETS},
}


@pytest.mark.parametrize("what", WHOLE)
def test_what_is_held_as_a_whole_since_it_was_listed_is_not_approved(
    known: Town, what: str
) -> None:
    long_over(known)
    shown = list_due(known)
    place(known, **WHOLE[what])
    with pytest.raises(Refused, match="held"):
        approve(known, shown)


@pytest.mark.parametrize("what", WHOLE)
def test_without_looking_at_the_whole_it_would_be(
    known: Town, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """The twin."""
    monkeypatch.setattr(rules, "is_held_whole", lambda *_: False)
    long_over(known)
    shown = list_due(known)
    place(known, **WHOLE[what])
    assert due(known) == 1
    approve(known, shown)
    assert due(known) == 0


def test_without_looking_at_what_changed_all_that_was_listed_goes(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of what is left out of an approval: held, or changed."""
    long_over(known)
    shown = list_due(known)
    place(known, HoldOn.TICKET, ticket_id=TICKET)
    monkeypatch.setattr(terms, "gone_of", lambda *_: {})
    approve(known, shown)
    assert held(known) == 0
