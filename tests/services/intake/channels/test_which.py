"""By which chat did somebody ask, if they did? Told as given / when / then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.channels import Chat
from contracts.refusals import Invalid
from contracts.values import Channel
from tests.services.intake.stories import open_it, opened, ticket


def test_what_came_by_chat_says_by_which() -> None:
    ask = replace(open_it, channel=Channel.CHAT, via=Chat.TEAMS)
    began = replace(opened, channel=Channel.CHAT, via=Chat.TEAMS)
    ticket.given().when(ask).then(began)


def test_only_what_came_by_chat_names_one() -> None:
    for channel in set(Channel) - {Channel.CHAT}:
        with pytest.raises(Invalid) as told:
            ticket.given().when(replace(open_it, channel=channel, via=Chat.TEAMS))
        assert {*told.value.errors} == {"via"}
