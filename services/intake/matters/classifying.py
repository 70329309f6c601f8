"""What type of ticket is it, and what is it about, once somebody has looked?"""

from __future__ import annotations

from dataclasses import replace

from contracts.intake import ClassifyTicket, TicketClassified
from services.intake.matters.categories import Named, check_names
from services.intake.ticket import Known


def classify(
    known: Known, command: ClassifyTicket, named: Named | None
) -> list[TicketClassified]:
    """What it is from now on, in any phase; nothing where it is that already."""
    check_names(command, named, kept=(known.category, known.service))
    event = TicketClassified(
        ticket_id=command.ticket_id,
        was=known.type,
        type=command.type,
        category=command.category,
        service=command.service,
        safeguarding=_is_safeguarding(known, command, named),
        suggested=command.suggested,
    )
    return [] if classified(known, event) == known else [event]


def _is_safeguarding(
    known: Known, command: ClassifyTicket, named: Named | None
) -> bool | None:
    """Whether it is about safeguarding from now on; None where nothing new is said.

    What stays though the school has it no more is what it was. What goes on as this
    ticket and is about safeguarding makes it so; once that is by itself again, it stays
    so until somebody says what it is about.
    """
    category = known.category if command.category is None else command.category
    service = known.service if command.service is None else command.service
    same = (category, service) == (known.category, known.service)
    if named is None or (same and (known.guarding or not known.guarded_by_merge)):
        return None
    if known.guarding:
        return True
    gone = _stays_gone(category, known.category, named.categories)
    gone = gone or _stays_gone(service, known.service, named.services)
    return named.is_safeguarding(category, service) or (gone and known.safeguarding)


def _stays_gone(said: str, was: str, has: frozenset[str]) -> bool:
    """Whether it is said as it was, and the school has it no more."""
    return said == was and said not in {"", *has}


def classified(known: Known, event: TicketClassified) -> Known:
    """What is known when its type was changed, or what it is about."""
    known = replace(
        known,
        type=event.type,
        category=known.category if event.category is None else event.category,
        service=known.service if event.service is None else event.service,
    )
    if event.safeguarding is None:
        return known
    by_merge = event.safeguarding and bool(known.guarding)
    return replace(known, safeguarding=event.safeguarding, guarded_by_merge=by_merge)
