"""How many requests did each role answer first in a month, and how soon?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest

from contracts.access import Caller, Role, person
from contracts.directory import AddSchool
from contracts.first_replies import CountFirstReplies, FirstRepliesView
from contracts.intake import NoteTicket, ReplyToTicket, ResolveTicket, TicketReplied
from contracts.refusals import Forbidden, Invalid
from services.directory.rooms import ROOMS as DIRECTORY
from services.intake.first_replies import rows
from services.intake.rooms import ROOMS
from shared.work import Fresh
from tests.services.intake.stories import open_it
from tests.services.intake.watching.people import known_people
from tests.support.cast import (
    ASHGROVE,
    ASHGROVE_NAME,
    BECKFIELD,
    BEN,
    OLU,
    PRIYA,
    TICKET,
    ZOE,
)
from tests.support.databases import Databases
from tests.support.town import Town

ENGINEER = person(ZOE.person_id, {Role.ENGINEER}, None)
OPERATOR = person(OLU.person_id, {Role.OPERATOR}, None)
STRANGER = person(uuid5(TICKET, "stranger"), {Role.ENGINEER}, None)


@pytest.fixture
def desk(known: Town) -> Town:
    """Zoe is an engineer and Olu an operator, as directory says."""
    known_people(known)
    return known


def asks(town: Town, name: str, school: UUID = ASHGROVE) -> dict[str, Any]:
    """Somebody asks for something; the ids of it."""
    which: dict[str, Any] = {"school_id": school, "ticket_id": uuid5(school, name)}
    town.execute(replace(open_it, **which), by=OLU.caller)
    return which


def answers(
    town: Town, which: dict[str, Any], by: Caller, after: int, version: int = 1
) -> None:
    """So many minutes later somebody tells the requester something."""
    town.clock.advance(minutes=after)
    said = uuid5(which["ticket_id"], f"{version}")
    command = ReplyToTicket(**which, version=version, message_id=said, text="Soon.")
    town.execute(command, by=by)


def told(
    town: Town, by: Caller = OLU.caller, **asked: Any
) -> list[tuple[Role | None, int, int, int]]:
    view: FirstRepliesView = town.ask(CountFirstReplies(**asked), by)
    return [(one.role, one.requests, one.median, one.most) for one in view.replies]


def test_first_replies_are_counted_by_the_role_of_who_answered(desk: Town) -> None:
    for name, by, after in (
        ("kiln", ENGINEER, 10),
        ("lamp", ENGINEER, 30),
        ("door", OPERATOR, 5),
        ("bell", STRANGER, 7),
    ):
        answers(desk, asks(desk, name), by, after)
    assert told(desk) == [
        (Role.ENGINEER, 2, 20, 30),
        (None, 1, 7, 7),
        (Role.OPERATOR, 1, 5, 5),
    ]


def test_only_the_first_reply_counts_and_a_note_is_none(desk: Town) -> None:
    which = asks(desk, "kiln")
    note = NoteTicket(
        **which, version=1, message_id=uuid5(TICKET, "note"), text="Cold."
    )
    desk.execute(note, by=OPERATOR)
    assert told(desk) == []
    answers(desk, which, ENGINEER, 10, version=2)
    answers(desk, which, OPERATOR, 20, version=3)
    assert told(desk) == [(Role.ENGINEER, 1, 10, 10)]


def test_to_say_how_it_ended_is_to_answer(desk: Town) -> None:
    which = asks(desk, "kiln")
    desk.clock.advance(minutes=12)
    desk.execute(ResolveTicket(**which, version=1, note="It is lit."), by=ENGINEER)
    assert told(desk) == [(Role.ENGINEER, 1, 12, 12)]


def test_a_reply_counts_in_the_month_in_which_it_was_given(desk: Town) -> None:
    which = asks(desk, "kiln")
    answers(desk, which, ENGINEER, 30 * 24 * 60)
    assert told(desk, month="2026-06") == []
    assert told(desk, month="2026-07") == [(Role.ENGINEER, 1, 43_200, 43_200)]
    answers(desk, which, OPERATOR, 31 * 24 * 60, version=2)
    assert told(desk, month="2026-08") == []
    assert told(desk, month="2026-07") == [(Role.ENGINEER, 1, 43_200, 43_200)]


def test_without_keeping_the_first_the_last_would_be_counted(
    desk: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the two above."""
    newest = rows._HERE.excluded
    always = rows._HERE.on_conflict_do_update(
        index_elements=rows._KEY, set_={"at": newest.at, "actor": newest.actor}
    )
    monkeypatch.setattr(rows, "_KEEP_HERE", always)
    which = asks(desk, "kiln")
    answers(desk, which, ENGINEER, 10)
    answers(desk, which, OPERATOR, 20, version=2)
    assert told(desk) == [(Role.OPERATOR, 1, 30, 30)]


def test_what_is_told_later_of_an_earlier_moment_was_the_first(
    databases: Databases,
) -> None:
    town = Town([ROOMS, DIRECTORY], databases)
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    known_people(town)
    which = asks(town, "kiln")
    for version, by, after in ((1, ENGINEER, 10), (2, OPERATOR, 20)):
        answers(town, which, by, after, version)
    replied = [
        one for one in town.events("intake", ASHGROVE) if isinstance(one, TicketReplied)
    ]
    fresh = Fresh(
        event=replied[0],
        school=ASHGROVE,
        event_id=uuid5(TICKET, "called"),
        stream_version=4,
        happened_at=town.clock() - timedelta(minutes=25),
        actor=OPERATOR.actor,
        on_behalf_of=None,
        correlation_id=TICKET,
    )
    with town.databases["intake"].school(ASHGROVE) as connection:
        rows.keep_first_reply(connection, fresh, replied[0])
    assert told(town) == [(Role.OPERATOR, 1, 5, 5)]
    town.close()


def test_beckfield_cannot_see_who_answers_ashgrove(desk: Town) -> None:
    answers(desk, asks(desk, "kiln"), ENGINEER, 10)
    assert told(desk, BEN.caller) == []
    assert told(desk, PRIYA.caller) == [(Role.ENGINEER, 1, 10, 10)]
    with pytest.raises(Forbidden):
        told(desk, BEN.caller, school_id=ASHGROVE)


def test_the_msp_sees_each_school_by_itself(desk: Town) -> None:
    for school in (ASHGROVE, BECKFIELD):
        answers(desk, asks(desk, "kiln", school), ENGINEER, 10)
    assert told(desk) == [(Role.ENGINEER, 1, 10, 10)] * 2
    assert told(desk, school_id=BECKFIELD) == [(Role.ENGINEER, 1, 10, 10)]


def test_what_is_no_month_is_named(desk: Town) -> None:
    with pytest.raises(Invalid, match="month"):
        told(desk, month="2026-13")
