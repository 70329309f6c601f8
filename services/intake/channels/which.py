"""By which chat did somebody ask, if they did?"""

from __future__ import annotations

from contracts.intake import OpenTicket
from contracts.refusals import Invalid
from contracts.values import Channel


def check_via(command: OpenTicket) -> None:
    """Invalid where a chat is named for what came in another way."""
    if command.via is not None and command.channel is not Channel.CHAT:
        raise Invalid({"via": ["Only of what came by chat."]})
