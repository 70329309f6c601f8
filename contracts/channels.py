"""The language of intake for channels: by which chat, and how many by each way."""

from __future__ import annotations

from enum import Enum

from contracts.access import Right
from contracts.declare import query, text, value, view
from contracts.values import Channel, SchoolId


class Chat(Enum):
    """By which chat somebody wrote to somebody of the desk."""

    TEAMS = "teams"
    GOOGLE_CHAT = "google_chat"
    WHATSAPP = "whatsapp"
    TEXT_MESSAGE = "text_message"
    OTHER = "other"


UNOFFICIAL = frozenset({Channel.WALK_IN, Channel.CHAT})
"""Ways that are meant for no requests: they reach one person, and may be forgotten."""


@query("intake.count_channels", needs=Right.READ_TICKETS)
class CountChannels:
    """How many requests came by which channel in a month? This one, if not said."""

    school_id: SchoolId | None = None
    month: str = text(most=7, default="")


@value
class ChannelCount:
    """How many requests of a school came by a channel; of a chat, by which.

    One that is not `official` is meant for no requests.
    """

    school_id: SchoolId
    channel: Channel
    via: Chat | None
    official: bool
    times: int


@view("intake.channel_counts")
class ChannelCountsView:
    """The requests of a month by school and channel, and how many were not official."""

    month: str
    counts: tuple[ChannelCount, ...]
    requests: int
    unofficial: int
