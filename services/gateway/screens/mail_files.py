"""How does somebody get a file that came with a message on a ticket?"""

from __future__ import annotations

from base64 import b64decode
from urllib.parse import quote
from uuid import UUID

from flask import Response

from contracts.access import Right
from contracts.mail import (
    LAST_PLACE,
    AttachedFile,
    AttachedView,
    FileView,
    FindAttached,
    GetAttached,
)
from services.gateway.screens.frame import Page, Screens
from services.gateway.screens.visits import Visit

screens = Screens("mail_files")

_FILE = f"/files/<uuid:mail_id>/<int(max={LAST_PLACE}):place>"


@screens.on(
    "GET", f"/console/tickets/<uuid:ticket_id>{_FILE}", needs=Right.WORK_TICKETS
)
def of_the_desk(visit: Visit, ticket_id: UUID, mail_id: UUID, place: int) -> Page:
    """A file, for the desk."""
    return _handed(
        visit, GetAttached(ticket_id=ticket_id, mail_id=mail_id, place=place)
    )


@screens.on(
    "GET",
    f"/portal/<uuid:school_id>/tickets/<uuid:ticket_id>{_FILE}",
    needs=GetAttached,
)
def of_the_school(
    visit: Visit, school_id: UUID, ticket_id: UUID, mail_id: UUID, place: int
) -> Page:
    """A file, for the school whose ticket it is."""
    return _handed(
        visit,
        GetAttached(
            school_id=school_id, ticket_id=ticket_id, mail_id=mail_id, place=place
        ),
    )


def files_of(
    visit: Visit, ticket_id: UUID, school_id: UUID
) -> tuple[AttachedFile, ...]:
    """The files that came with the messages on a ticket."""
    question = FindAttached(ticket_id=ticket_id, school_id=school_id)
    found: AttachedView = visit.asker.ask(question)
    return found.files


def _handed(visit: Visit, question: GetAttached) -> Response:
    """A file to keep: no browser is to open it in our name."""
    view: FileView = visit.asker.ask(question)
    response = Response(b64decode(view.content), mimetype="application/octet-stream")
    name = quote(view.name, safe="")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
