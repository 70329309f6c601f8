"""How does a near miss become a ticket that says so, in one transaction?"""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid5

from contracts.incident_kinds import GiveIncidentKind, TellNearMiss
from contracts.intake import OpenTicket, Requester
from contracts.refusals import Invalid
from contracts.values import Level
from services.intake.desk import open_ticket
from services.intake.themes.giving import check_kind
from shared.work import Cause, Work


def tell_near_miss(work: Work, command: TellNearMiss, cause: Cause) -> None:
    """Open its ticket and say that it is one; told twice, there is one.

    What nearly happened and what stopped it are the ticket's description: so whatever
    finds, restricts or redacts the text of a ticket reaches both.
    """
    check_kind(command.kind)
    said = {name: getattr(command, name).strip() for name in ("nearly", "stopped")}
    if blank := [name for name, one in said.items() if not one]:
        raise Invalid({name: ["Must not be blank."] for name in blank})
    opened = OpenTicket(
        school_id=work.school,
        ticket_id=command.ticket_id,
        subject=command.subject,
        description=f"What nearly happened:\n\n{said['nearly']}\n\n"
        f"What stopped it:\n\n{said['stopped']}",
        requester=Requester(name=command.requester_name, email=command.requester_email),
        channel=command.channel,
        impact=Level.LOW,
        urgency=Level.LOW,
        despite_warning=command.despite_warning,
    )
    open_ticket(work, opened, cause)
    kind = GiveIncidentKind(
        school_id=work.school,
        ticket_id=command.ticket_id,
        kind=command.kind,
        near_miss=True,
    )
    work.execute(kind, replace(cause, command_id=uuid5(cause.command_id, "kind")))
