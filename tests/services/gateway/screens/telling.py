"""What does Ashgrove have that its pages tell of, and nobody else may read?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from contracts.access import Role
from contracts.intake import (
    GetTicket,
    OpenTicket,
    Requester,
    ResolveTicket,
    SetMailboxes,
)
from contracts.saved_views import SaveView
from contracts.values import PROVIDER, Channel, Level
from tests.services.gateway.api import Api
from tests.services.gateway.enquiry_routes import asked
from tests.services.gateway.incident_routes import troubled
from tests.services.gateway.project_routes import plan_projects
from tests.services.gateway.promises import alarm, done, offered
from tests.services.gateway.retention_routes import long_done
from tests.services.gateway.review_routes import look_at_all
from tests.services.gateway.screens.change_pages import change_some
from tests.services.gateway.screens.hook_pages import keep_tools
from tests.services.gateway.screens.mail_pages import HELD
from tests.services.gateway.screens.pages import Reader, make_known
from tests.services.gateway.screens.text_pages import opening_of, protect
from tests.services.gateway.screens.tied import PAIR, tie
from tests.services.gateway.watching_routes import watch
from tests.support.alike_catalogue import catalogue_of
from tests.support.alike_guidance import articles_of
from tests.support.cast import (
    ASHGROVE,
    ASHGROVE_MAILBOX,
    OLU,
    OTHER_TICKET,
    PRIYA,
    TICKET,
    ZOE,
)
from tests.support.incoming import deliver
from tests.support.letters import refused_letter

WORDS = "The kiln will not light"
"""What only Ashgrove and the desk may read."""

ELSEWHERE = UUID("5e551000-0000-4000-8000-000000000001")
"""The session in which Priya is signed in at another browser."""

UNAPPROVED = uuid5(TICKET, "unapproved")
"""A ticket that waits for approval."""

VIEW = UUID("51e70000-0000-4000-8000-000000000001")
"""A view that is shared at the desk."""


def tell(api: Api) -> UUID:
    """All of it; the story that a request of Ashgrove's began."""
    done(api)
    for ticket_id in (TICKET, OTHER_TICKET, *PAIR, UNAPPROVED):
        asks = "ada@ashgrove.example" if ticket_id == UNAPPROVED else PRIYA.email
        api.town.execute(
            OpenTicket(
                school_id=ASHGROVE,
                ticket_id=ticket_id,
                subject=WORDS,
                description="It was hot on Friday.",
                requester=Requester(name=PRIYA.name, email=asks),
                channel=Channel.PORTAL,
                impact=Level.LOW,
                urgency=Level.LOW,
                approval="A kiln" if ticket_id == UNAPPROVED else "",
            ),
            command_id=opening_of(ticket_id),
        )
    refused_letter(api.town)
    for command in (catalogue_of(ASHGROVE, WORDS), *articles_of(ASHGROVE, WORDS)):
        api.town.execute(command)
    of_ashgrove: dict[str, Any] = {"school_id": ASHGROVE}
    lit = ResolveTicket(**of_ashgrove, ticket_id=OTHER_TICKET, version=1, note="Lit")
    api.town.execute(lit)
    api.town.execute(SetMailboxes(**of_ashgrove, addresses=(ASHGROVE_MAILBOX,)))
    deliver(api.town, HELD)
    tie(api.town)
    protect(api.town)
    offered(api)
    alarm(api, TICKET)
    Reader(api, PRIYA).signed_in(ELSEWHERE)
    saved = SaveView(school_id=PROVIDER, view_id=VIEW, name="Kilns", shared=True)
    api.town.execute(saved)
    keep_tools(api.town)
    troubled(api.town)
    asked(api.town)
    change_some(api.town)
    plan_projects(api.town, TICKET)
    long_done(api.town)
    make_known(api, ZOE, Role.ENGINEER, PROVIDER).signed_in()
    make_known(api, OLU, Role.OPERATOR, PROVIDER)
    api.town.settle()
    watch(api.town)
    look_at_all(api.town)
    found: UUID = api.town.ask(GetTicket(ticket_id=TICKET)).correlation_id
    return found
