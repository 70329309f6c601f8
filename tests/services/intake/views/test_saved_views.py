"""What may a saved view ask for, and what is then kept of it?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from contracts.intake import Queue
from contracts.refusals import Invalid, NotFound
from contracts.saved_views import RemoveView, SaveView, ViewRemoved, ViewSaved
from contracts.values import PROVIDER, Priority, TicketState
from services.intake.views.saved_views import VIEW
from tests.support.cast import ASHGROVE
from tests.support.scenario import Scenario

VIEW_ID = UUID("51e70000-0000-4000-8000-000000000001")

views = Scenario(VIEW)
urgent = ViewSaved(
    view_id=VIEW_ID,
    name="Urgent",
    shared=True,
    queue=Queue.UNASSIGNED,
    state=None,
    priority=Priority.P1,
    channel=None,
    assignee=None,
    of_school=ASHGROVE,
    requester_email=None,
    search="",
)
removed = ViewRemoved(view_id=VIEW_ID)
remove = RemoveView(school_id=PROVIDER, view_id=VIEW_ID)


def save(**changed: Any) -> SaveView:
    wanted = SaveView(
        school_id=PROVIDER,
        view_id=VIEW_ID,
        name="Urgent",
        shared=True,
        queue=Queue.UNASSIGNED,
        priority=Priority.P1,
        of_school=ASHGROVE,
    )
    return replace(wanted, **changed)


def test_a_view_is_saved_as_it_is_meant() -> None:
    typed = save(name=" Urgent ", search=" ", requester_email=" ")
    views.given().when(typed).then(urgent)
    asked = save(requester_email=" Priya@Ashgrove.example ")
    views.given().when(asked).then(
        replace(urgent, requester_email="priya@ashgrove.example")
    )


def test_a_view_is_changed_and_the_same_again_is_silence() -> None:
    views.given(urgent).when(save(shared=False)).then(replace(urgent, shared=False))
    views.given(urgent).when(save()).then_nothing()


def test_what_makes_no_sense_is_named() -> None:
    with pytest.raises(Invalid) as refusal:
        views.given().when(save(name=" ", state=TicketState.OPEN))
    assert refusal.value.errors.keys() == {"name", "state"}


def test_a_view_of_a_school_names_no_school() -> None:
    with pytest.raises(Invalid, match="its own tickets only"):
        views.given().when(save(school_id=ASHGROVE))
    views.given().when(save(school_id=ASHGROVE, of_school=None)).then(
        replace(urgent, of_school=None)
    )


def test_a_view_is_removed_once_and_does_not_come_back() -> None:
    views.given(urgent).when(remove).then(removed)
    views.given(urgent, removed).when(remove).then_nothing()
    with pytest.raises(NotFound):
        views.given().when(remove)
    views.given(urgent, removed).when(save()).then_refused("was removed")
