"""How many requests came by which channel, school by school and month by month?"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid5

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import delete, select

from contracts.access import Caller
from contracts.channels import ChannelCountsView, Chat, CountChannels
from contracts.refusals import Forbidden, Invalid
from contracts.values import Channel
from services.intake.channels.counted import channel_counts
from services.intake.migrations import m0021_who_is_called_back as m0021
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, PRIYA, TICKET
from tests.support.databases import behind
from tests.support.scenario import at
from tests.support.town import Town

WAYS = (
    (Channel.PHONE, None),
    (Channel.CHAT, Chat.TEAMS),
    (Channel.CHAT, Chat.TEAMS),
    (Channel.CHAT, None),
    (Channel.WALK_IN, None),
)
COUNTED = [
    ("chat", "", 1),
    ("chat", "teams", 2),
    ("phone", "", 1),
    ("walk_in", "", 1),
]


def come(town: Town, school: UUID = ASHGROVE) -> None:
    for number, (channel, via) in enumerate(WAYS):
        ask = replace(open_it, school_id=school, channel=channel, via=via)
        ticket_id = uuid5(school, f"{TICKET} {number}")
        town.execute(replace(ask, ticket_id=ticket_id), by=OLU.caller)


def counted(town: Town, by: Caller = OLU.caller, **asked: object) -> ChannelCountsView:
    view: ChannelCountsView = town.ask(CountChannels(**asked), by=by)  # type: ignore[arg-type]
    return view


def told(view: ChannelCountsView) -> list[tuple[str, str, int]]:
    return [
        (one.channel.value, one.via.value if one.via else "", one.times)
        for one in view.counts
    ]


def test_requests_are_counted_by_channel_and_by_chat(school: Town) -> None:
    come(school)
    view = counted(school, month="2026-06")
    assert told(view) == COUNTED
    assert (view.requests, view.unofficial) == (5, 4)
    official = {one.channel for one in view.counts if one.official}
    assert official == {Channel.PHONE}
    assert counted(school, month="2026-05").counts == ()


def test_a_request_counts_in_the_month_in_which_it_was_made(school: Town) -> None:
    late = replace(open_it, channel=Channel.WALK_IN)
    late = replace(late, happened_at=at("mon 09:00").replace(month=5, day=29))
    school.execute(late, by=OLU.caller)
    assert counted(school, month="2026-05").unofficial == 1
    assert counted(school).requests == 0


def test_what_is_sent_again_is_counted_once(school: Town) -> None:
    come(school)
    come(school)
    assert counted(school).requests == 5


def test_beckfield_cannot_see_how_ashgrove_asks(school: Town) -> None:
    come(school)
    assert counted(school, by=BEN.caller).counts == ()
    assert told(counted(school, by=PRIYA.caller)) == COUNTED
    with pytest.raises(Forbidden):
        counted(school, by=BEN.caller, school_id=ASHGROVE)


def test_the_msp_sees_each_school_by_itself(school: Town) -> None:
    come(school)
    come(school, BECKFIELD)
    assert counted(school).requests == 10
    assert counted(school, school_id=BECKFIELD).requests == 5
    assert {one.school_id for one in counted(school).counts} == {ASHGROVE, BECKFIELD}


def test_what_is_no_month_is_named(school: Town) -> None:
    with pytest.raises(Invalid, match="month"):
        counted(school, month="2026-13")


def test_what_came_before_it_was_counted_is_counted(school: Town) -> None:
    come(school)
    with behind(school.databases["intake"]) as connection:
        connection.execute(delete(channel_counts))
        with Operations.context(MigrationContext.configure(connection)):
            m0021.count_what_came(channel_counts)
        rows = connection.execute(select(channel_counts)).all()
    found = {(row.month, row.channel, row.times) for row in rows}
    assert found == {
        ("2026-06", "chat", 3),
        ("2026-06", "phone", 1),
        ("2026-06", "walk_in", 1),
    }
