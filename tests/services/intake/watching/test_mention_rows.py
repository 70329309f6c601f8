"""Does whom a note names find it, watch its ticket, and have it read once?"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from contracts.access import Caller, Role, person, platform
from contracts.intake import GetTicket
from contracts.mentions import (
    FindMentions,
    Mentioned,
    MentionsRead,
    MentionsView,
    PersonMentioned,
    ReadMentions,
)
from contracts.people import AddPerson, AssignRole
from contracts.refusals import Forbidden, Invalid
from contracts.values import PROVIDER
from contracts.watching import FindWatchers
from services.intake.watching import mention_rows, rules
from services.intake.watching.mention_rows import mentions
from tests.services.intake.guarded.deeds import classify
from tests.services.intake.stories import note, open_it, reply
from tests.services.intake.watching.people import (
    HARRIET,
    LONG_AGO,
    SAM,
    known_people,
    letters,
    signed_in,
    unwatch,
)
from tests.support.cast import ASHGROVE, OLU, PRIYA, TICKET, ZOE, Person
from tests.support.incoming import events
from tests.support.rebuilding import spoil, switched
from tests.support.town import Town


@pytest.fixture
def opened(known: Town) -> Town:
    """Priya asked for something, and everybody is known."""
    known_people(known)
    known.execute(open_it)
    return known


def naming(*people: Person) -> Any:
    named = tuple(Mentioned(person_id=one.person_id, email=one.email) for one in people)
    return replace(note, text="@zoe, is it yours?", mentions=named)


def of(town: Town, somebody: Person) -> MentionsView:
    found: MentionsView = town.ask(FindMentions(), signed_in(somebody))
    return found


read = ReadMentions(school_id=ASHGROVE, ticket_id=TICKET, person_id=ZOE.person_id)


def test_who_is_named_finds_the_note_until_they_have_read_it(opened: Town) -> None:
    opened.execute(naming(ZOE), by=signed_in(OLU))
    [one] = of(opened, ZOE).mentions
    assert (one.ticket_id, one.text, one.unread) == (
        *(TICKET, "@zoe, is it yours?", True),
    )
    assert one.by == signed_in(OLU).actor
    assert of(opened, ZOE).unread == 1
    assert of(opened, OLU) == MentionsView(mentions=(), unread=0)
    for _ in range(2):
        opened.execute(read, by=signed_in(ZOE))
    assert of(opened, ZOE).unread == 0
    assert of(opened, ZOE).mentions == (replace(one, unread=False),)
    assert len(events(opened, MentionsRead)) == 1


def test_who_is_named_watches_and_is_told_of_replies(opened: Town) -> None:
    opened.execute(naming(ZOE))
    opened.execute(replace(reply, version=2))
    [written] = letters(opened)
    assert written.recipient == ZOE.email
    opened.execute(unwatch(ZOE), by=signed_in(ZOE))
    opened.execute(replace(naming(ZOE), version=3))
    [watcher] = opened.ask(FindWatchers(ticket_id=TICKET)).watchers
    assert watcher.person_id == ZOE.person_id
    assert of(opened, ZOE).unread == 2


def test_who_names_themselves_knows_it(opened: Town) -> None:
    opened.execute(naming(OLU), by=signed_in(OLU))
    assert events(opened, PersonMentioned) == []


def test_the_desk_may_have_asked_and_is_named_all_the_same(opened: Town) -> None:
    """Whoever asked does not watch: they hear of everything."""
    asks = replace(open_it.requester, name=ZOE.name, email=ZOE.email)
    other = replace(naming(ZOE), ticket_id=SAM.person_id)
    opened.execute(replace(open_it, ticket_id=SAM.person_id, requester=asks))
    opened.execute(other)
    assert of(opened, ZOE).unread == 1
    assert opened.ask(FindWatchers(ticket_id=SAM.person_id)).watchers == ()


@pytest.mark.parametrize("somebody", [SAM, HARRIET, PRIYA])
def test_nobody_is_named_who_reads_no_notes_and_nothing_is_kept(
    opened: Town, somebody: Person
) -> None:
    with pytest.raises(Invalid) as told:
        opened.execute(naming(ZOE, somebody))
    assert "does not read notes" in told.value.errors["text"][0]
    assert opened.ask(GetTicket(ticket_id=TICKET)).version == 1
    assert events(opened, PersonMentioned) == []


def test_without_the_guard_a_note_would_name_who_reads_none(
    opened: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: of their roles one at least must read notes."""
    monkeypatch.setattr(rules, "any", lambda _: True, raising=False)
    opened.execute(naming(SAM))
    [one] = events(opened, PersonMentioned)
    assert isinstance(one, PersonMentioned)
    assert one.person_id == SAM.person_id


def named(town: Town, who: Person) -> list[str]:
    """What somebody is named in on Monday, before it is about safeguarding and after.

    They plan for schools and work on no ticket.
    """
    told: dict[str, Any] = {"school_id": PROVIDER, "person_id": who.person_id}
    for command in (
        AddPerson(**told, name=who.name, email=who.email),
        AssignRole(**told, role=Role.CONSULTANT, from_on=LONG_AGO),
    ):
        town.execute(command, platform("directory"))
    town.settle()
    town.execute(replace(naming(who), text="Before"))
    classify(town, "monitoring")
    with suppress(Invalid):
        after = replace(naming(who), version=3, message_id=who.person_id)
        town.execute(replace(after, text="After"))
    found = town.ask(FindMentions(), person(who.person_id, {Role.CONSULTANT}, None))
    assert found.unread == len(found.mentions)
    return sorted(one.text for one in found.mentions)


CARLA = replace(ZOE, person_id=UUID(int=7), name="Carla", email="carla@msp.example")


def test_who_works_on_no_ticket_is_named_in_none_about_safeguarding(
    opened: Town,
) -> None:
    assert named(opened, CARLA) == []
    assert len(events(opened, PersonMentioned)) == 1


def test_without_the_guards_they_would_be_named_and_find_both(
    opened: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: whom it names is asked, and what they find is narrowed."""
    monkeypatch.setattr(rules, "may_be_told", lambda *_, **__: True)
    monkeypatch.setattr(Caller, "reads_safeguarding", lambda _: True)
    assert named(opened, CARLA) == ["After", "Before"]


def test_nobody_of_a_school_asks_what_names_them_nor_reads_for_another(
    opened: Town,
) -> None:
    opened.execute(naming(ZOE))
    with pytest.raises(Forbidden):
        of(opened, PRIYA)
    for somebody in (OLU, PRIYA):
        with pytest.raises(Forbidden):
            opened.execute(read, by=signed_in(somebody))
    assert of(opened, ZOE).unread == 1


def test_without_the_guard_anybody_of_the_desk_would_read_for_another(
    opened: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: who says it is compared with whom it is said of."""
    opened.execute(naming(ZOE))
    monkeypatch.setattr(mention_rows, "person_actor", lambda _: signed_in(OLU).actor)
    opened.execute(read, by=signed_in(OLU))
    [one] = events(opened, MentionsRead)
    assert isinstance(one, MentionsRead)
    assert one.person_id == ZOE.person_id


def test_a_note_that_is_sent_twice_names_once(opened: Town) -> None:
    for _ in range(2):
        opened.execute(naming(ZOE), command_id=SAM.person_id)
    assert len(events(opened, PersonMentioned)) == 1


def test_it_follows_from_the_log(opened: Town) -> None:
    opened.execute(naming(ZOE))
    spoil(opened, "intake", mentions, unread=0)
    assert switched(opened, "intake").changed.keys() == {"mentions"}
    assert of(opened, ZOE).unread == 1
