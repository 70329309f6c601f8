"""Does audit keep every event as it came?"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, Row, select

from contracts.directory import AddSchool
from contracts.envelope import Recorded
from contracts.intake import OpenTicket, Requester
from contracts.values import Channel, Level
from services.audit.tables import story
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, PRIYA, TICKET
from tests.support.town import Town

SECRET = "The head's password is on the board."


def busy(town: Town) -> None:
    """A school that asked for something, heard everywhere."""
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    town.execute(
        OpenTicket(
            school_id=ASHGROVE,
            ticket_id=TICKET,
            subject="A password",
            description=SECRET,
            requester=Requester(name=PRIYA.name, email=PRIYA.email),
            channel=Channel.PHONE,
            impact=Level.LOW,
            urgency=Level.LOW,
        )
    )
    town.settle()


def kept(town: Town, service: str) -> list[Recorded]:
    """What audit has of one service."""

    def read(connection: Connection, school: UUID) -> list[Row[tuple[object, ...]]]:
        found = select(story).where(
            story.c.school == school, story.c.service == service
        )
        return list(connection.execute(found.order_by(story.c.position)))

    rows = town.applications["audit"].read(read, ASHGROVE, school=ASHGROVE)
    names = Recorded._fields
    return [Recorded(**{name: getattr(row, name) for name in names}) for row in rows]


def test_every_event_of_every_service_is_kept_to_the_byte(town: Town) -> None:
    busy(town)
    for service in town.applications["audit"].rooms.hears:
        log = town.log(service, ASHGROVE)
        assert log
        assert kept(town, service) == log


def test_what_was_written_about_people_is_kept_sealed(town: Town) -> None:
    busy(town)
    bodies = b"".join(event.body for event in kept(town, "intake"))
    assert SECRET.encode() not in bodies
    assert b'"sealed"' in bodies
