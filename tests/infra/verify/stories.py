"""What happens at two schools, so that there are logs to verify?"""

from __future__ import annotations

from importlib import import_module
from typing import Any
from uuid import UUID

from contracts.directory import AddSchool
from contracts.intake import NoteTicket, OpenTicket, ReplyToTicket, Requester
from contracts.values import Channel, Level
from infra.verify.findings import Report
from infra.verify.verifier import Verifier
from tests.support.cast import (
    ASHGROVE,
    ASHGROVE_NAME,
    BECKFIELD,
    BECKFIELD_NAME,
    BEN,
    OTHER_TICKET,
    PRIYA,
    TICKET,
    Person,
)
from tests.support.databases import Databases
from tests.support.town import SERVICES, Town

MESSAGE = UUID("3e55a9e0-0000-4000-8000-000000000001")
OTHER_MESSAGE = UUID("3e55a9e0-0000-4000-8000-000000000002")


def build(databases: Databases, *, noted: bool = True) -> Town:
    """Ashgrove and Beckfield each asked for something, and everybody has heard it.

    `noted` false: the desk keeps nothing for itself, so that each log has three events.
    """
    rooms = [import_module(f"services.{name}.rooms").ROOMS for name in SERVICES]
    town = Town(rooms, databases)
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    town.execute(AddSchool(school_id=BECKFIELD, name=BECKFIELD_NAME))
    _ask(town, ASHGROVE, TICKET, PRIYA, noted)
    _ask(town, BECKFIELD, OTHER_TICKET, BEN, noted)
    town.settle()
    return town


def _ask(town: Town, school: UUID, ticket: UUID, person: Person, noted: bool) -> None:
    asked: dict[str, Any] = {"school_id": school, "ticket_id": ticket}
    town.execute(
        OpenTicket(
            **asked,
            subject="Projector stays dark",
            description="It worked on Friday.",
            requester=Requester(name=person.name, email=person.email),
            channel=Channel.PHONE,
            impact=Level.LOW,
            urgency=Level.HIGH,
        )
    )
    town.execute(ReplyToTicket(**asked, version=1, message_id=MESSAGE, text="On it."))
    if noted:
        note = NoteTicket(**asked, version=2, message_id=OTHER_MESSAGE, text="A lamp.")
        town.execute(note)


def verify(databases: Databases, school: UUID = ASHGROVE) -> Report:
    """What the verifier says of a school."""
    verifier = Verifier(databases, SERVICES)
    steps = sum(1 for _ in verifier.verify(school))
    assert steps >= verifier.report.events
    return verifier.report


def found(databases: Databases) -> set[str]:
    """What the verifier says of Ashgrove, without its name."""
    findings = verify(databases).findings
    assert len({str(one) for one in findings}) == len(findings)
    return {str(one).replace(f" of {ASHGROVE}", "") for one in findings}
