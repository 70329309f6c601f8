"""How many requests came by which channel, school by school and month by month?"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Column, Connection, Index, Integer, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import insert as insert_there
from sqlalchemy.dialects.sqlite import insert as insert_here

from contracts.channels import (
    UNOFFICIAL,
    ChannelCount,
    ChannelCountsView,
    Chat,
    CountChannels,
)
from contracts.intake import TicketOpened
from contracts.values import Channel
from services.intake.months import month_of, span_of
from services.intake.tables import METADATA
from shared.application import Answer, Asked
from shared.work import Fresh

channel_counts = Table(
    "channel_counts",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("month", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("via", Text, primary_key=True),
    Column("times", Integer, nullable=False),
    Index("channel_counts_month", "month", "school"),
)
"""How many tickets were opened; `via` is which chat, and empty where none is named."""


def count_channel(connection: Connection, fresh: Fresh, event: TicketOpened) -> None:
    """Count a request in the month in which it was made."""
    row = {
        "school": fresh.school,
        "month": month_of(fresh.happened_at),
        "channel": event.channel.value,
        "via": event.via.value if event.via else "",
        "times": 1,
    }
    here = connection.dialect.name == "sqlite"
    connection.execute(_COUNT_HERE if here else _COUNT_THERE, row)


def count_channels(
    connection: Connection, query: CountChannels, asked: Asked
) -> ChannelCountsView:
    """The counts of a month, of one school or of all; Invalid for what is no month."""
    month = query.month or month_of(asked.now)
    span_of(month)
    found = (
        select(channel_counts)
        .where(channel_counts.c.month == month)
        .order_by(*(channel_counts.c[name] for name in ("school", "channel", "via")))
    )
    if query.school_id is not None:
        found = found.where(channel_counts.c.school == query.school_id)
    counts = tuple(
        ChannelCount(
            school_id=row.school,
            channel=Channel(row.channel),
            via=Chat(row.via) if row.via else None,
            official=Channel(row.channel) not in UNOFFICIAL,
            times=row.times,
        )
        for row in connection.execute(found)
    )
    return ChannelCountsView(
        month=month,
        counts=counts,
        requests=sum(one.times for one in counts),
        unofficial=sum(one.times for one in counts if not one.official),
    )


ANSWERS: Mapping[type, Answer] = {CountChannels: count_channels}

# Made once: to build a statement takes several times as long as to carry it out.
_KEY = ["school", "month", "channel", "via"]
_MORE = {"times": channel_counts.c.times + 1}
_COUNT_HERE = insert_here(channel_counts).on_conflict_do_update(
    index_elements=_KEY, set_=_MORE
)
_COUNT_THERE = insert_there(channel_counts).on_conflict_do_update(
    index_elements=_KEY, set_=_MORE
)
