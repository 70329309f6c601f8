"""What is there to look at on the first day? Two schools, and a morning's requests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from contracts.directory import AddSchool, GetSchool, SetHours
from contracts.intake import (
    AssignTicket,
    FindTickets,
    HoldTicket,
    NoteTicket,
    OpenTicket,
    ReplyToTicket,
    Requester,
    ResolveTicket,
    SetMailboxes,
    TriageTicket,
)
from contracts.look import SetLook
from contracts.refusals import NotFound
from contracts.sla import GetAgreement
from contracts.values import (
    Channel,
    DayHours,
    Interval,
    Level,
    TicketType,
    Weekday,
    WorkingHours,
)
from infra import (
    demo_calendar,
    demo_catalogue,
    demo_guidance,
    demo_people,
    demo_register,
)
from infra.demo_people import ASHGROVE, BECKFIELD
from infra.demo_people import OLU_CALLER as OLU
from shared.link import Link
from shared.work import Cause

PRIYA = Requester(name=demo_people.PRIYA.name, email=demo_people.PRIYA.email)
BEN = Requester(name=demo_people.BEN.name, email=demo_people.BEN.email)


class Request(NamedTuple):
    """A request as somebody made it."""

    name: str
    school: UUID
    requester: Requester
    channel: Channel
    subject: str
    description: str
    impact: Level
    urgency: Level
    type: TicketType = TicketType.INCIDENT


REQUESTS = (
    Request(
        "projector",
        ASHGROVE,
        PRIYA,
        Channel.PHONE,
        "Projector in Year 4 stays dark",
        "It worked on Friday. The light on it is red, and the class starts at nine.",
        Level.MEDIUM,
        Level.HIGH,
    ),
    Request(
        "registers",
        BECKFIELD,
        BEN,
        Channel.EMAIL,
        "Nobody can take the register",
        "The page does not load in any classroom since this morning.",
        Level.HIGH,
        Level.HIGH,
    ),
    Request(
        "password",
        ASHGROVE,
        PRIYA,
        Channel.PORTAL,
        "New password for a supply teacher",
        "She is with us until Thursday and cannot sign in.",
        Level.LOW,
        Level.MEDIUM,
        TicketType.SERVICE_REQUEST,
    ),
    Request(
        "printer",
        BECKFIELD,
        BEN,
        Channel.WALK_IN,
        "Office printer takes two sheets at once",
        "Letters home come out with blank pages between.",
        Level.LOW,
        Level.LOW,
    ),
    Request(
        "tablets",
        ASHGROVE,
        PRIYA,
        Channel.EMAIL,
        "Six tablets do not charge",
        "They stand in the trolley by the library, top shelf.",
        Level.MEDIUM,
        Level.LOW,
    ),
)

_THE_END = 2**62
"""Further than any log goes: who must have heard this far hears all there is."""


def load(link: Link) -> None:
    """Have two schools and some tickets, unless they are there already."""
    try:
        link.ask(GetSchool(school_id=ASHGROVE), OLU)
    except NotFound:
        for command in _commands():
            cause = Cause(caller=OLU, correlation_id=_correlation(command))
            link.execute(command, cause)
        _let_everybody_hear(link)


def _let_everybody_hear(link: Link) -> None:
    """Have the clocks started and the queue in order before anybody looks."""
    for school in (ASHGROVE, BECKFIELD):
        everything = {"directory": _THE_END, "intake": _THE_END}
        link.ask(GetAgreement(school_id=school), OLU, requires=everything)
        wanted = FindTickets(school_id=school)
        link.ask(wanted, OLU, requires={"sla": _THE_END})


def _commands() -> Iterator[Any]:
    yield from demo_register.commands()
    yield AddSchool(school_id=ASHGROVE, name="Ashgrove Primary")
    yield AddSchool(school_id=BECKFIELD, name="Beckfield Academy")
    yield SetHours(school_id=ASHGROVE, hours=_hours(time(8), time(16, 30)))
    yield SetHours(school_id=BECKFIELD, hours=_hours(time(7, 30), time(17)))
    yield from demo_calendar.commands()
    yield SetLook(school_id=ASHGROVE, accent="#7a1f3d")
    yield SetLook(school_id=BECKFIELD, shown_name="Beckfield", accent="#14603f")
    yield SetMailboxes(school_id=ASHGROVE, addresses=("help@ashgrove.example",))
    yield SetMailboxes(school_id=BECKFIELD, addresses=("help@beckfield.example",))
    yield from demo_catalogue.commands()
    yield from demo_guidance.commands()
    for request in REQUESTS:
        yield OpenTicket(
            school_id=request.school,
            ticket_id=_id(request.name),
            subject=request.subject,
            description=request.description,
            requester=request.requester,
            channel=request.channel,
            impact=request.impact,
            urgency=request.urgency,
            type=request.type,
        )
    yield from _what_the_desk_did()


def _what_the_desk_did() -> Iterator[Any]:
    registers: dict[str, Any] = {"school_id": BECKFIELD, "ticket_id": _id("registers")}
    yield AssignTicket(**registers, version=1, assignee=OLU.actor)
    yield ReplyToTicket(
        **registers,
        version=2,
        message_id=_id("registers reply"),
        text="We see it too and are on it. Please use the paper sheets until ten.",
    )
    yield NoteTicket(
        **registers,
        version=3,
        message_id=_id("registers note"),
        text="The supplier's status page is still green. Called them, case open.",
    )
    tablets: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": _id("tablets")}
    yield AssignTicket(**tablets, version=1, assignee=OLU.actor)
    yield HoldTicket(**tablets, version=2, reason="The new charger comes on Tuesday.")
    password: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": _id("password")}
    yield TriageTicket(**password, version=1, impact=Level.LOW, urgency=Level.HIGH)
    yield ResolveTicket(
        **password, version=2, note="She can sign in; the password is in the office."
    )


def _hours(opens: time, closes: time) -> WorkingHours:
    intervals = (Interval(opens=opens, closes=closes),)
    weekdays = tuple(Weekday)[:5]
    return WorkingHours(
        timezone="Europe/London",
        days=tuple(DayHours(day=day, intervals=intervals) for day in weekdays),
    )


def _correlation(command: Any) -> UUID:
    """Everything about one ticket is one story."""
    about = getattr(command, "ticket_id", command.school_id)
    return uuid5(about, "story")


def _id(name: str) -> UUID:
    return uuid5(ASHGROVE, name)
