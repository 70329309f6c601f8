"""Of which ticket is something recorded, and may it be?"""

from __future__ import annotations

from typing import NamedTuple

from contracts.refusals import Refused
from contracts.values import TicketType

INCIDENTS = (TicketType.INCIDENT, TicketType.MAJOR_INCIDENT)


class About(NamedTuple):
    """A ticket, as far as the rules of what is recorded of it ask."""

    type: TicketType = TicketType.INCIDENT
    merged: bool = False


def refuse_other(of: About, *types: TicketType) -> None:
    """Refused where the ticket goes on as another, or is of another type."""
    if of.merged:
        raise Refused("This ticket is merged. Record it at the one that goes on.")
    if of.type not in types:
        wanted = " or a ".join(one.value.replace("_", " ") for one in types)
        article = "an" if wanted.startswith("i") else "a"
        raise Refused(
            f"This ticket is not {article} {wanted}. Classify it as one first."
        )
