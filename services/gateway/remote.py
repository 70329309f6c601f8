"""What do programs tell of remote sessions, and what does a school read of its own?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from marshmallow import Schema, fields

from contracts.intake import GetTicket, TicketView
from contracts.remote import (
    CloseRemoteSession,
    EndStandingConsent,
    FindRemoteSessions,
    GiveStandingConsent,
    OpenRemoteSession,
    RecordRemoteAction,
    RemoteSessionsView,
)
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of

_OF_SCHOOL = "/schools/<uuid:school_id>/remote-sessions"
_ONE = f"{_OF_SCHOOL}/<uuid:session_id>"
_CONSENT = "/schools/<uuid:school_id>/standing-consent"

routes = Routes("remote", "Who is on a school's device from afar, and who agreed.")


class RemoteQuery(Schema):
    """For which ticket."""

    ticket = fields.UUID(metadata={"description": "One ticket; all if not given."})


class RemoteOpened(Schema):
    """The session that is open now."""

    session_id = fields.UUID(required=True)


@routes.on(
    "GET",
    _OF_SCHOOL,
    needs=FindRemoteSessions,
    query=RemoteQuery(),
    answer=answer_of(RemoteSessionsView),
)
def find_remote_sessions(asker: Asker, school_id: UUID, query: Body) -> Any:
    """List the newest remote sessions, with all that was done, and the consent."""
    return _found(asker, school_id, query.get("ticket"))


@routes.on(
    "POST",
    "/tickets/<uuid:ticket_id>/remote-sessions",
    needs=OpenRemoteSession,
    body=body_of(OpenRemoteSession, "school_id", "ticket_id", "session_id"),
    answer=RemoteOpened(),
    keyed=True,
)
def open_remote_session(asker: Asker, ticket_id: UUID, body: Body) -> Any:
    """Say that a device is worked on remotely, for a ticket, and who agreed to it."""
    ticket: TicketView = asker.ask(GetTicket(ticket_id=ticket_id))
    command_id = asker.command_id(ticket.school_id, ticket_id)
    session_id = uuid5(command_id, "session")
    which: dict[str, Any] = {"school_id": ticket.school_id, "ticket_id": ticket_id}
    command = OpenRemoteSession(**which, session_id=session_id, **body)
    asker.execute(command, command_id, ticket.correlation_id)
    return {"session_id": session_id}


@routes.on(
    "POST",
    f"{_ONE}/actions",
    needs=RecordRemoteAction,
    body=body_of(RecordRemoteAction, "school_id", "session_id"),
    answer=answer_of(RemoteSessionsView),
    keyed=True,
)
def record_remote_action(
    asker: Asker, school_id: UUID, session_id: UUID, body: Body
) -> Any:
    """Record something that was done in a session that is open."""
    command = RecordRemoteAction(school_id=school_id, session_id=session_id, **body)
    asker.execute(command, asker.command_id(school_id, session_id))
    return _found(asker, school_id)


@routes.on(
    "POST",
    f"{_ONE}/close",
    needs=CloseRemoteSession,
    answer=answer_of(RemoteSessionsView),
    keyed=True,
)
def close_remote_session(asker: Asker, school_id: UUID, session_id: UUID) -> Any:
    """Say that nobody is on the device any more."""
    command = CloseRemoteSession(school_id=school_id, session_id=session_id)
    asker.execute(command, asker.command_id(school_id, session_id))
    return _found(asker, school_id)


@routes.on(
    "PUT",
    _CONSENT,
    needs=GiveStandingConsent,
    body=body_of(GiveStandingConsent, "school_id"),
    answer=answer_of(RemoteSessionsView),
    keyed=True,
)
def give_standing_consent(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Agree to sessions while nobody is there, until a day within a year."""
    command = GiveStandingConsent(school_id=school_id, **body)
    asker.execute(command, asker.command_id(school_id))
    return _found(asker, school_id)


@routes.on("DELETE", _CONSENT, needs=EndStandingConsent, answer=None, status=204)
def end_standing_consent(asker: Asker, school_id: UUID) -> Any:
    """Agree no longer to sessions while nobody is there."""
    asker.execute(EndStandingConsent(school_id=school_id), asker.command_id(school_id))


def _found(asker: Asker, school_id: UUID, ticket_id: UUID | None = None) -> Any:
    return asker.ask(FindRemoteSessions(school_id=school_id, ticket_id=ticket_id))
