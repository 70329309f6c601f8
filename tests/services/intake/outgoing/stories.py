"""What do the stories of letters have in common? A letter to Priya about her ticket."""

from __future__ import annotations

from uuid import UUID

from contracts.values import Channel, TicketState
from services.intake.outgoing.addressing import Addressee
from tests.support.cast import PRIYA
from tests.support.scenario import at

LETTER = UUID("1e77e400-0000-4000-8000-000000000001")

PRIYAS = Addressee(
    requester_id=PRIYA.person_id,
    email=PRIYA.email,
    channel=Channel.EMAIL,
    state=TicketState.OPEN,
    answered=False,
    opened_at=at("mon 09:00"),
    is_ours=False,
    acknowledged=0,
)
