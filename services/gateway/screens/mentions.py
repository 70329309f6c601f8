"""Which notes name whoever looks, and which of them have they not read?"""

from __future__ import annotations

from uuid import UUID

from flask import render_template

from contracts.mentions import FindMentions, MentionsView, ReadMentions
from services.gateway.screens import names
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit

screens = Screens("mentions")


@screens.on("GET", "/console/mentions", needs=FindMentions)
def mentions(visit: Visit) -> Page:
    """The newest, those that are not read marked."""
    found: MentionsView = visit.asker.ask(FindMentions())
    return render_template(
        "console/mentions.html",
        found=found,
        who=names.who,
        school=names.school,
    )


@screens.on(
    "POST",
    "/console/mentions/<uuid:school_id>/<uuid:ticket_id>",
    needs=ReadMentions,
)
def open_mention(visit: Visit, school_id: UUID, ticket_id: UUID) -> Page:
    """Go to the ticket; what names them on it is read from then on."""
    command = ReadMentions(
        school_id=school_id, ticket_id=ticket_id, person_id=visit.visitor.person_id
    )
    visit.asker.execute(command, visit.asker.command_id())
    return back(f"/console/tickets/{ticket_id}")


def unread(visit: Visit) -> int:
    """How many they have not read."""
    found: MentionsView = visit.asker.ask(FindMentions(limit=0))
    return found.unread
