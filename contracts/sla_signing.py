"""The language of sla about who proposes and who signs what is promised."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, personal, query, text, value, view
from contracts.sla_promises import Promised
from contracts.values import SchoolId, WorkingHours


@command("sla.propose_agreement", needs=Right.MANAGE_SCHOOLS)
class ProposeAgreement:
    """Offer a school these promises from a moment on; it takes the place of any offer.

    The school's hours and calendar stay its own.
    """

    school_id: SchoolId
    proposal_id: UUID
    effective_from: datetime
    promised: Promised
    proposer_id: UUID
    proposer: str = text(least=1)


@event("sla.agreement_proposed")
class AgreementProposed:
    """The MSP offers these promises; nothing changes until the school signs them."""

    proposal_id: UUID
    effective_from: datetime
    promised: Promised
    proposer_id: UUID
    proposer: str = personal("proposer_id")


@command("sla.accept_agreement", needs=Right.SIGN_AGREEMENTS)
class AcceptAgreement:
    """Sign what is offered, in the name of the school."""

    school_id: SchoolId
    proposal_id: UUID
    signatory_id: UUID
    signatory: str = text(least=1)


@event("sla.agreement_accepted")
class AgreementAccepted:
    """Somebody signed what was offered; it counts as this version of the agreement."""

    proposal_id: UUID
    agreement_version: int
    accepted_at: datetime
    signatory_id: UUID
    signatory: str = personal("signatory_id")


@query("sla.find_agreements", needs=Right.READ_TICKETS)
class FindAgreements:
    """What was promised to this school before, what is now, and what is offered?"""

    school_id: SchoolId


@value
class AgreementVersion:
    """One version: its promises, from when they count, and who signed them.

    Nobody signed a version that only follows from the school's hours or calendar.
    `closed` are days on which no time counts any more that did in the version before,
    `opened` those on which it does again.
    """

    agreement_version: int
    effective_from: datetime
    promised: Promised
    hours: WorkingHours
    closed: tuple[date, ...]
    opened: tuple[date, ...]
    proposer: str | None = None
    signatory: str | None = None


@value
class Proposal:
    """What is offered and not signed yet."""

    proposal_id: UUID
    effective_from: datetime
    promised: Promised
    proposer: str


@view("sla.agreements")
class AgreementsView:
    """The versions, the newest first; `in_force` counts for a ticket opened now."""

    school_id: SchoolId
    in_force: int | None
    versions: tuple[AgreementVersion, ...]
    proposal: Proposal | None
