"""How is what is promised to a school offered, signed, and read in every version?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from contracts.sla_signing import (
    AcceptAgreement,
    AgreementsView,
    FindAgreements,
    ProposeAgreement,
)
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of

routes = Routes("agreements", "What is promised to a school, and who signed it.")


@routes.on(
    "GET",
    "/schools/<uuid:school_id>/agreements",
    needs=FindAgreements,
    answer=answer_of(AgreementsView),
)
def find_agreements(asker: Asker, school_id: UUID) -> Any:
    """Show every version that was promised, the newest first, and what is offered."""
    return asker.ask(FindAgreements(school_id=school_id))


@routes.on(
    "POST",
    "/schools/<uuid:school_id>/agreements",
    needs=ProposeAgreement,
    body=body_of(ProposeAgreement, "school_id", "proposal_id", "proposer_id"),
    answer=answer_of(AgreementsView),
    keyed=True,
)
def propose_agreement(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Offer a school promises from a moment on; `proposer` is the name of who does."""
    command_id = asker.command_id(school_id)
    command = ProposeAgreement(
        school_id=school_id,
        proposal_id=uuid5(command_id, "proposal"),
        proposer_id=asker.caller_id,
        **body,
    )
    receipt = asker.execute(command, command_id)
    return asker.ask(FindAgreements(school_id=school_id)), replayed(receipt)


@routes.on(
    "POST",
    "/schools/<uuid:school_id>/agreements/<uuid:proposal_id>/sign",
    needs=AcceptAgreement,
    body=body_of(AcceptAgreement, "school_id", "proposal_id", "signatory_id"),
    answer=answer_of(AgreementsView),
    keyed=True,
)
def sign_agreement(asker: Asker, school_id: UUID, proposal_id: UUID, body: Body) -> Any:
    """Sign what is offered for the school; `signatory` is the name of who does."""
    command = AcceptAgreement(
        school_id=school_id,
        proposal_id=proposal_id,
        signatory_id=asker.caller_id,
        **body,
    )
    receipt = asker.execute(command, asker.command_id(school_id))
    return asker.ask(FindAgreements(school_id=school_id)), replayed(receipt)
