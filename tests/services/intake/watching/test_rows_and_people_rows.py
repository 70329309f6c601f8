"""Is it kept who watches a ticket, and are only those told who may be today?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from contracts.access import Caller, Role, platform
from contracts.categories import SetCategories
from contracts.intake import (
    ClassifyTicket,
    CountTickets,
    FindTickets,
    GetTicket,
    Queue,
    TicketsView,
)
from contracts.people import AssignRole, EndRole
from contracts.refusals import Forbidden, Invalid, NotFound
from contracts.saved_views import FindViews, SaveView
from contracts.ties import MergeTicket
from contracts.values import PROVIDER, TicketType
from contracts.watching import FindWatchers, WatchersView
from services.intake.watching import rows
from services.intake.watching.people_rows import held_roles, known_people
from services.intake.watching.rows import watchers
from tests.services.intake.stories import open_it
from tests.services.intake.watching.people import (
    DAN,
    HARRIET,
    SAM,
    signed_in,
    unwatch,
    watch,
)
from tests.services.intake.watching.people import (
    known_people as make_known,
)
from tests.support.cast import ASHGROVE, BEN, OLU, OTHER_TICKET, PRIYA, TICKET, ZOE
from tests.support.rebuilding import spoil, switched
from tests.support.scenario import at
from tests.support.town import Town


@pytest.fixture
def opened(known: Town) -> Town:
    """Priya asked for something, and everybody is known."""
    make_known(known)
    known.execute(open_it)
    return known


def view(town: Town, ticket_id: Any = TICKET, **by: Any) -> WatchersView:
    found: WatchersView = town.ask(FindWatchers(ticket_id=ticket_id), **by)
    return found


def who(town: Town, **by: Any) -> list[Any]:
    return [one.person_id for one in view(town, **by).watchers]


def classify(town: Town, service: str) -> None:
    version = town.ask(GetTicket(ticket_id=TICKET)).version
    town.execute(
        ClassifyTicket(
            school_id=ASHGROVE,
            ticket_id=TICKET,
            version=version,
            type=TicketType.INCIDENT,
            service=service,
        )
    )


def end_roles(town: Town, role: Role, last: date) -> None:
    ended = EndRole(
        school_id=ASHGROVE, person_id=SAM.person_id, role=role, until_on=last
    )
    town.execute(ended, platform("directory"))
    town.settle()


def test_people_of_the_school_and_of_the_desk_watch(opened: Town) -> None:
    opened.execute(watch(SAM), by=signed_in(SAM))
    opened.clock.advance(minutes=1)
    opened.execute(watch(OLU), by=signed_in(OLU))
    assert who(opened) == [SAM.person_id, OLU.person_id]
    [sam, olu] = view(opened, by=SAM.caller).watchers
    assert (sam.email, sam.of_desk) == (SAM.email, False)
    assert (olu.email, olu.of_desk) == ("", True)
    assert view(opened).watchers[1].email == OLU.email
    told = opened.ask(GetTicket(ticket_id=TICKET)).timeline[-2:]
    assert [one.kind for one in told] == ["watched", "watched"]
    opened.execute(unwatch(SAM), by=signed_in(SAM))
    assert who(opened) == [OLU.person_id]


def test_a_school_reads_in_the_story_of_nobody_who_watches(opened: Town) -> None:
    opened.execute(watch(SAM))
    story = opened.ask(GetTicket(ticket_id=TICKET), PRIYA.caller).timeline
    assert "watcher_added" not in {one.kind for one in story}


def test_a_colleague_has_a_colleague_told_and_nobody_of_the_desk(
    opened: Town,
) -> None:
    opened.execute(watch(SAM), by=signed_in(PRIYA))
    [entry] = opened.ask(GetTicket(ticket_id=TICKET)).timeline[-1:]
    assert (entry.kind, entry.detail) == ("watcher_added", f"person:{SAM.person_id}")
    with pytest.raises(Forbidden):
        opened.execute(watch(ZOE), by=signed_in(PRIYA))
    with pytest.raises(Forbidden):
        opened.execute(unwatch(SAM), by=signed_in(PRIYA))
    opened.execute(unwatch(SAM))
    assert who(opened) == []


def test_without_the_guard_anybody_of_a_school_would_say_who_watches(
    opened: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: it is asked what whoever says it may do."""
    monkeypatch.setattr(Caller, "may", lambda *_: True)
    for somebody in (SAM, ZOE):
        opened.execute(watch(somebody), by=signed_in(PRIYA))
    opened.execute(unwatch(SAM), by=signed_in(PRIYA))
    assert who(opened) == [ZOE.person_id]


def test_ben_watches_nothing_of_ashgroves_and_sees_nobody_who_does(
    opened: Town,
) -> None:
    opened.execute(watch(SAM))
    for forbidden in (watch(BEN), unwatch(SAM)):
        with pytest.raises(Forbidden):
            opened.execute(forbidden, by=signed_in(BEN))
    with pytest.raises(NotFound):
        view(opened, by=BEN.caller)
    with pytest.raises(Invalid):
        opened.execute(watch(BEN))


THIEF = "thief@elsewhere.example"


def test_an_address_that_directory_does_not_know_is_not_written_to(
    opened: Town,
) -> None:
    """Who sends the command says the address; whose it is, is known here."""
    with pytest.raises(Invalid):
        opened.execute(replace(watch(SAM), email=THIEF))
    with pytest.raises(Invalid):
        opened.execute(replace(watch(SAM), email=BEN.email))
    with pytest.raises(Invalid):
        opened.execute(replace(watch(SAM), of_desk=True))
    assert who(opened) == []


def test_without_a_look_at_whose_it_is_a_thief_would_be_written_to(
    opened: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: the address is compared with what directory said of them."""
    theirs = opened.applications["intake"].keyring.pseudonym(PROVIDER, THIEF)
    monkeypatch.setattr(rows, "account_of", lambda *_: theirs)
    opened.execute(replace(watch(SAM), email=THIEF))
    [one] = view(opened).watchers
    assert one.email == THIEF


def test_who_leaves_watches_no_more(opened: Town) -> None:
    opened.execute(watch(SAM))
    end_roles(opened, Role.STAFF, date(2026, 6, 9))
    opened.clock.set(at("tue 23:30"))
    assert who(opened) == [SAM.person_id]
    opened.clock.set(at("wed 00:10"))
    assert who(opened) == []
    again = AssignRole(
        school_id=ASHGROVE,
        person_id=SAM.person_id,
        role=Role.GOVERNOR,
        from_on=date(2026, 6, 10),
    )
    opened.execute(again, platform("directory"))
    opened.settle()
    assert who(opened) == [SAM.person_id]


def test_a_role_that_ends_before_it_begins_lets_nobody_watch(opened: Town) -> None:
    end_roles(opened, Role.STAFF, date(2019, 12, 31))
    with pytest.raises(Invalid):
        opened.execute(watch(SAM))


def test_of_what_comes_to_be_about_safeguarding_few_of_a_school_are_told(
    opened: Town,
) -> None:
    for somebody in (SAM, HARRIET, DAN, OLU):
        opened.execute(watch(somebody))
    classify(opened, "monitoring")
    few = {HARRIET.person_id, DAN.person_id, OLU.person_id}
    assert set(who(opened)) == few
    # That the list of the school has it no more does not make it another matter.
    opened.execute(SetCategories(school_id=ASHGROVE, categories=(), services=()))
    assert set(who(opened)) == few
    opened.execute(unwatch(SAM))
    with pytest.raises(Invalid, match="who"):
        opened.execute(watch(SAM))


def test_what_one_watches_is_found_and_counted_until_it_is_done(opened: Town) -> None:
    me = signed_in(OLU)
    assert opened.ask(CountTickets(assignee=me.actor), me).watched == 0
    opened.execute(replace(open_it, ticket_id=OTHER_TICKET))
    opened.execute(watch(OLU))
    found: TicketsView = opened.ask(FindTickets(queue=Queue.WATCHED), me)
    assert [one.ticket_id for one in found.tickets] == [TICKET]
    assert opened.ask(CountTickets(assignee=me.actor), me).watched == 1
    saved = SaveView(
        school_id=PROVIDER, view_id=uuid4(), name="Mine", queue=Queue.WATCHED
    )
    opened.execute(saved, me)
    [mine] = opened.ask(FindViews(), me).views
    assert mine.count == 1
    [other] = opened.ask(FindViews(), signed_in(ZOE)).views or [None]
    assert other is None
    sam = opened.ask(FindTickets(queue=Queue.WATCHED), signed_in(SAM))
    assert sam.tickets == ()


def merged(town: Town) -> None:
    """What Sam watches goes on as another."""
    town.execute(watch(SAM))
    town.execute(replace(open_it, ticket_id=OTHER_TICKET))
    merge = MergeTicket(
        school_id=ASHGROVE, ticket_id=TICKET, version=1, into_id=OTHER_TICKET
    )
    town.execute(merge)


def test_who_watches_what_is_merged_watches_where_it_goes_on(opened: Town) -> None:
    merged(opened)
    opened.execute(watch(OLU, OTHER_TICKET))
    opened.execute(watch(SAM, OTHER_TICKET))
    watching = view(opened, OTHER_TICKET).watchers
    assert {one.person_id for one in watching} == {SAM.person_id, OLU.person_id}
    assert len(watching) == 2


@pytest.mark.parametrize("there_too", [False, True])
def test_who_stops_where_it_goes_on_is_told_no_more(
    opened: Town, there_too: bool
) -> None:
    merged(opened)
    if there_too:
        opened.execute(watch(SAM, OTHER_TICKET))
    for _ in range(2):
        opened.execute(unwatch(SAM, OTHER_TICKET), by=signed_in(SAM))
    assert view(opened, OTHER_TICKET).watchers == ()


def test_without_the_merged_ones_who_stopped_would_be_told_for_ever(
    opened: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: they watch by the ticket that was merged."""
    monkeypatch.setattr(rows, "unwatch_merged", lambda *_: None)
    merged(opened)
    opened.execute(unwatch(SAM, OTHER_TICKET), by=signed_in(SAM))
    [one] = view(opened, OTHER_TICKET).watchers
    assert one.person_id == SAM.person_id


def test_there_is_nobody_who_watches_no_ticket(known: Town) -> None:
    with pytest.raises(NotFound):
        view(known)
    with pytest.raises(NotFound):
        known.execute(watch(SAM))


def test_it_follows_from_the_logs(opened: Town) -> None:
    opened.execute(watch(SAM))
    spoil(opened, "intake", watchers, email="x")
    spoil(opened, "intake", held_roles, until_on=date(2020, 1, 2))
    spoil(opened, "intake", known_people, account_id=TICKET)
    assert who(opened) == []
    changed = switched(opened, "intake").changed.keys()
    assert changed == {"held_roles", "known_people", "watchers"}
    assert who(opened) == [SAM.person_id]
