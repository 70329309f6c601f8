"""Who is let through a route, where the database sees to it as well?

The routes of test_routes.py, on PostgreSQL with its policies on. Beckfield has a ticket
with the same id, and asks for it by every route.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from uuid import UUID

import pytest

from contracts.access import Role
from contracts.intake import OpenTicket, Requester
from contracts.values import Channel, Level
from tests.services.gateway.api import Api
from tests.services.gateway.test_routes import (
    ABOUT_ASHGROVE,
    OF_A_SCHOOL_ALONE,
    Story,
    _send,
    story,
)
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD, BEN
from tests.support.databases import Databases
from tests.support.town import SERVICES, Town

__all__ = ["story"]


@pytest.fixture
def api(postgresql: Databases) -> Iterator[Api]:
    """The gateway over a town whose databases are on a server."""
    rooms = [import_module(f"services.{name}.rooms").ROOMS for name in SERVICES]
    town = Town(rooms, postgresql)
    yield Api(town)
    town.close()


@pytest.mark.parametrize("role", [Role.STAFF, Role.HEAD])
def test_beckfield_sees_and_touches_its_own_where_ids_are_the_same(
    api: Api, story: Story, role: Role
) -> None:
    asked = Requester(name=BEN.name, email=BEN.email)
    opened = OpenTicket(
        school_id=BECKFIELD,
        ticket_id=UUID(story.ticket),
        subject="Another printer",
        description="It is out of paper.",
        requester=asked,
        channel=Channel.PHONE,
        impact=Level.LOW,
        urgency=Level.LOW,
    )
    api.town.execute(opened)
    api.town.settle()
    somebody = api.program(role, BECKFIELD)
    before = _told(api)
    for endpoint, about in ABOUT_ASHGROVE.items():
        sent = about(story)
        for path in (sent.path, sent.path.replace(str(ASHGROVE), str(BECKFIELD))):
            answer = _send(somebody, sent._replace(path=path))
            assert answer.status_code < 500, (endpoint, answer.text)
            for mark in (ASHGROVE_NAME, str(ASHGROVE), story.reference):
                assert mark not in answer.text, endpoint
    assert _told(api) == before


def test_what_the_msp_asks_is_answered_there_as_well(api: Api, story: Story) -> None:
    """The twin: what is refused above is right but for who asks."""
    head = api.program(Role.HEAD, ASHGROVE)
    for endpoint, about in ABOUT_ASHGROVE.items():
        sender = head if endpoint in OF_A_SCHOOL_ALONE else api.administrator
        answer = _send(sender, about(story))
        assert answer.status_code in {200, 201, 204}, (endpoint, answer.text)


def _told(api: Api) -> list[object]:
    """All that is in the logs of Ashgrove."""
    return [api.town.log(service, ASHGROVE) for service in SERVICES]
