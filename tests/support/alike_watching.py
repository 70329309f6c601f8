"""Who watches at two schools that are alike in every id, and what are they told?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from contracts import intake, mentions, people, watching
from contracts.access import Role
from contracts.values import PROVIDER, Channel, Level
from tests.support.cast import TICKET
from tests.support.town import Town

WATCHED, PERSON = uuid5(TICKET, "watched"), uuid5(TICKET, "person")
ANALYST, ADDRESS = uuid5(TICKET, "analyst"), "analyst@msp.example"
"""Somebody of the desk, whom notes of both schools name."""

_DAY = date(2026, 6, 8)

QUERIES: dict[type, Callable[[UUID], Any]] = {
    watching.FindWatchers: lambda s: watching.FindWatchers(
        school_id=s, ticket_id=WATCHED
    ),
}
READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    "intake.watching.mention_rows.find_mentions": lambda _: (mentions.FindMentions(),),
    "intake.watching.people_rows.account_of": lambda s: (s, PERSON),
    "intake.watching.people_rows.roles_on": lambda s: (s, [PERSON], _DAY),
    "intake.watching.rows.find_watchers": lambda s: (
        QUERIES[watching.FindWatchers](s),
    ),
    "intake.watching.rows.told_of": lambda s: (s, WATCHED, _DAY),
    "intake.watching.safeguarding.is_safeguarding": lambda s: (s, WATCHED),
}
"""What each function that reads of it is given."""


def desk() -> Iterator[Any]:
    """Who is known at the desk."""
    whose: dict[str, Any] = {"school_id": PROVIDER, "person_id": ANALYST}
    yield people.AddPerson(**whose, name="An Analyst", email=ADDRESS)
    yield people.AssignRole(**whose, role=Role.ENGINEER, from_on=_DAY)


def hear_of_people(town: Town) -> None:
    """Let intake alone hear what directory told: who may watch is known by that."""
    directory = town.relays["directory"]
    directory.look()
    directory.publish()
    told = town.broker.take("intake")
    town.link.hosted["intake"].subscription.receive(told)


def watching_of(school: UUID, word: str, email: str) -> Iterator[Any]:
    """Somebody is told of a ticket that is about safeguarding: the head may be."""
    whose: dict[str, Any] = {"school_id": school, "ticket_id": WATCHED}
    colleague = f"colleague@{word.lower()}.example"
    yield intake.OpenTicket(
        **whose,
        subject=f"{word} filter",
        description="",
        requester=intake.Requester(name=f"{word} Colleague", email=colleague),
        channel=Channel.PORTAL,
        impact=Level.LOW,
        urgency=Level.LOW,
        service="monitoring",
    )
    yield watching.WatchTicket(**whose, person_id=PERSON, email=email)
    yield watching.UnwatchTicket(**whose, person_id=PERSON)
    yield watching.WatchTicket(**whose, person_id=PERSON, email=email)
    entry_id = uuid5(WATCHED, "note")
    analyst: dict[str, Any] = {"person_id": ANALYST, "email": ADDRESS}
    yield intake.NoteTicket(**whose, version=1, message_id=entry_id, text=word)
    yield mentions.MentionPerson(**whose, **analyst, entry_id=entry_id)
    yield mentions.ReadMentions(**whose, person_id=ANALYST)
    yield intake.ReplyToTicket(
        **whose, version=2, message_id=uuid5(WATCHED, "message"), text=word
    )
