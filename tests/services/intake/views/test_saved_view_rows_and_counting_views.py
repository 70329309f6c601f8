"""How are saved views kept, who may change one, and how many tickets does each show?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

import pytest

from contracts.access import Caller, Role
from contracts.intake import (
    AssignTicket,
    OpenTicket,
    Queue,
    Requester,
    ResolveTicket,
)
from contracts.refusals import Conflict, Forbidden, NotFound, Refused
from contracts.saved_views import FindViews, RemoveView, SavedView, SaveView
from contracts.values import (
    PROVIDER,
    Channel,
    Level,
    Priority,
    TicketState,
    TicketType,
)
from services.intake.views import counting_views, saved_view_rows
from shared.application import Asked
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, PRIYA, TICKET
from tests.support.town import Town

VIEW = UUID("51e70000-0000-4000-8000-000000000001")
ENGINEER = Caller(actor="engineer:1", role=Role.ENGINEER)
LEAD = Caller(actor="team_lead:1", role=Role.TEAM_LEAD)


def save(town: Town, by: Caller = OLU.caller, **wanted: Any) -> None:
    said: dict[str, Any] = {"school_id": PROVIDER, "view_id": VIEW, "name": "Some"}
    town.execute(SaveView(**said | wanted), by=by)


def shown(town: Town, by: Caller = OLU.caller) -> list[SavedView]:
    return [*town.ask(FindViews(), by=by).views]


def opens(town: Town, school: UUID, number: int, **changed: Any) -> UUID:
    ticket_id = uuid5(TICKET, f"{school} {number}")
    asked: dict[str, Any] = {
        "subject": "The projector is dark",
        "description": "It was not on Friday.",
        "requester": Requester(name="Priya", email="Priya@ashgrove.example"),
        "channel": Channel.PHONE,
        "impact": Level.LOW,
        "urgency": Level.LOW,
    }
    command = OpenTicket(school_id=school, ticket_id=ticket_id, **asked | changed)
    town.execute(command)
    return ticket_id


def test_a_view_of_ones_own_is_shown_to_nobody_else(town: Town) -> None:
    save(town, ENGINEER, name="Mine")
    [view] = shown(town, ENGINEER)
    assert (view.name, view.mine, view.version, view.count) == ("Mine", True, 1, 0)
    assert shown(town, LEAD) == []
    with pytest.raises(NotFound):
        save(town, LEAD, name="Theirs")
    with pytest.raises(NotFound):
        town.execute(RemoveView(school_id=PROVIDER, view_id=VIEW), by=LEAD)


def test_what_is_shared_is_changed_by_who_shared_it_or_leads(town: Town) -> None:
    other = uuid5(VIEW, "other")
    save(town, ENGINEER, name="An engineer's", shared=True)
    save(town, LEAD, name="A lead's", shared=True, view_id=other)
    assert {one.name: one.mine for one in shown(town, ENGINEER)} == {
        "An engineer's": True,
        "A lead's": False,
    }
    with pytest.raises(Forbidden):
        save(town, ENGINEER, name="Taken", shared=True, view_id=other)
    save(town, LEAD, name="Everybody's", shared=True)
    assert [one.name for one in shown(town, ENGINEER)] == ["A lead's", "Everybody's"]
    # Whoever saved it first, owns it still.
    save(town, ENGINEER, name="Mine again")
    assert [one.name for one in shown(town, ENGINEER)] == ["Mine again", "A lead's"]
    town.execute(RemoveView(school_id=PROVIDER, view_id=other), by=LEAD)
    assert [one.name for one in shown(town, ENGINEER)] == ["Mine again"]


def test_who_looked_before_somebody_else_changed_it_overwrites_nothing(
    town: Town,
) -> None:
    save(town, shared=True)
    save(town, LEAD, shared=True, name="Theirs", version=1)
    with pytest.raises(Conflict):
        save(town, shared=True, name="Mine", version=1)
    assert [one.name for one in shown(town)] == ["Theirs"]


def test_there_are_so_many_views_and_no_more(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_view_rows, "MOST", 1)
    save(town)
    with pytest.raises(Refused, match="remove one first"):
        save(town, view_id=uuid5(VIEW, "other"))
    save(town, name="Changed")
    save(town, ENGINEER, view_id=uuid5(VIEW, "other"))


def test_a_view_counts_what_it_shows(town: Town) -> None:
    opens(town, ASHGROVE, 1, type=TicketType.CHANGE)
    urgent = opens(town, BECKFIELD, 2, impact=Level.HIGH, urgency=Level.HIGH)
    opens(town, BECKFIELD, 3, channel=Channel.EMAIL, subject="The printer")
    done = opens(town, ASHGROVE, 4)
    of: dict[str, Any] = {"school_id": BECKFIELD, "version": 1}
    town.execute(AssignTicket(**of, ticket_id=urgent, assignee=OLU.caller.actor))
    town.execute(
        ResolveTicket(school_id=ASHGROVE, ticket_id=done, version=1, note="Lit")
    )
    wanted: dict[str, tuple[dict[str, Any], int | None]] = {
        "all": ({}, 3),
        "open": ({"state": TicketState.OPEN}, 3),
        "held": ({"state": TicketState.ON_HOLD}, 0),
        "unassigned": ({"queue": Queue.UNASSIGNED}, 2),
        "urgent": ({"priority": Priority.P1}, 1),
        "mailed": ({"channel": Channel.EMAIL}, 1),
        "changes": ({"type": TicketType.CHANGE}, 1),
        "mine": ({"assignee": "me"}, 1),
        "at Ashgrove": ({"of_school": ASHGROVE}, 1),
        "by her": ({"requester_email": "priya@ashgrove.example"}, 3),
        "words": ({"search": "proj"}, 2),
        "words at Ashgrove": ({"search": "proj", "of_school": ASHGROVE}, 1),
        "no words": ({"search": "!"}, 0),
        "done": ({"state": TicketState.RESOLVED}, None),
    }
    for name, (asked, _) in wanted.items():
        save(town, name=name, view_id=uuid5(VIEW, name), **asked)
    counts = {one.name: one.count for one in shown(town)}
    assert counts == {name: count for name, (_, count) in wanted.items()}


def test_a_count_goes_so_far_and_no_further(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting_views, "MOST_COUNTED", 1)
    for number in range(3):
        opens(town, ASHGROVE, number)
    save(town)
    save(town, view_id=uuid5(VIEW, "words"), search="projector")
    assert [one.count for one in shown(town)] == [1, 1]


def test_a_view_never_shows_or_counts_what_is_another_schools(town: Town) -> None:
    """Golden: a saved view that somebody shared showed them other customers' work."""
    opens(town, ASHGROVE, 1)
    opens(town, BECKFIELD, 2)
    own: dict[str, Any] = {"school_id": BECKFIELD, "shared": True}
    for search in ("", "projector"):
        save(town, **own, view_id=uuid5(VIEW, search), name="All", search=search)
    of_beckfield = town.ask(FindViews(school_id=BECKFIELD)).views
    assert [one.count for one in of_beckfield] == [1, 1]
    assert town.ask(FindViews(school_id=ASHGROVE)).views == ()
    # The twin: over all schools the same two views would count both.
    counted = town.applications["intake"].read(_counted_everywhere, of_beckfield, town)
    assert counted == [2, 2]


def test_nobody_of_a_school_has_views_of_the_desk(town: Town) -> None:
    save(town, shared=True)
    for somebody in (PRIYA, BEN):
        with pytest.raises(Forbidden):
            town.ask(FindViews(), by=somebody.caller)
        with pytest.raises(Forbidden):
            save(town, by=somebody.caller, school_id=somebody.caller.school)
    assert [one.name for one in shown(town)] == ["Some"]


def _counted_everywhere(connection: Any, views: Any, town: Town) -> Any:
    asked = Asked(town.clock(), OLU.caller, None, town.keyring)
    return counting_views.count_each(connection, views, None, asked)
