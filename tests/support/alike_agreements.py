"""What is promised to two schools that are alike, offered and signed there?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from contracts import sla
from contracts.sla_explanation import ExplainClock
from contracts.sla_promises import Promise
from contracts.sla_restating import PreviewRestating, RestateClock, RestateTickets
from contracts.sla_signing import AcceptAgreement, FindAgreements, ProposeAgreement
from contracts.sla_what_if import OtherTerms, WhatIf
from contracts.values import Priority
from services.sla.standard import HOURS, PROMISED
from tests.support.cast import TICKET
from tests.support.scenario import at

_PROPOSAL = uuid5(TICKET, "proposal")
_MONDAY = at("mon 09:00")
_FAR = _MONDAY + timedelta(days=365 * 50)


READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    "sla.agreements.find_agreements": lambda school: (
        FindAgreements(school_id=school),
    ),
    "sla.explanations.explain_clock": lambda school: (
        ExplainClock(school_id=school, ticket_id=uuid5(TICKET, "clock")),
    ),
    "sla.recorded_clocks.clocks_after": lambda school: (school, None),
    "sla.restatements.preview_restating": lambda school: (preview_of(school),),
    "sla.what_if.what_if": lambda school: (what_if_of(school),),
    "sla.queries.in_force": lambda school: (school, _FAR),
}
"""What each reader of agreements is given, so that it is about a school."""


def what_if_of(school: UUID) -> WhatIf:
    """What would have come of its tickets if less had been promised?"""
    sooner = replace(PROMISED.promises[0], response=timedelta(seconds=1))
    return WhatIf(school_id=school, terms=OtherTerms(promises=(sooner,)))


def preview_of(school: UUID) -> PreviewRestating:
    """What would be restated of its tickets of Monday, by what was signed for later?"""
    monday = _MONDAY.date()
    return PreviewRestating(
        school_id=school, from_on=monday, until_on=monday, agreement_version=2
    )


def agreements_of(school: UUID, word: str, somebody: UUID) -> Iterator[Any]:
    """What is promised, an offer for a day that no test comes to, and its signature."""
    yield sla.SignAgreement(
        school_id=school,
        effective_from=_MONDAY - timedelta(days=1),
        hours=HOURS,
        closed=(),
        inset=(),
        promised=replace(
            PROMISED,
            promises=(*PROMISED.promises, Promise(priority=Priority.P5)),
            exclusions=(f"Boilers of {word}",),
        ),
    )
    yield ProposeAgreement(
        school_id=school,
        proposal_id=_PROPOSAL,
        effective_from=_FAR,
        promised=replace(PROMISED, exclusions=(f"Roofs of {word}",)),
        proposer_id=somebody,
        proposer=f"Olu for {word}",
    )
    yield AcceptAgreement(
        school_id=school,
        proposal_id=_PROPOSAL,
        signatory_id=somebody,
        signatory=f"The head of {word}",
    )


def restatements_of(school: UUID, word: str, somebody: UUID) -> Iterator[Any]:
    """A ticket that was done, and is judged by what was signed for later."""
    which: dict[str, Any] = {
        "school_id": school,
        "ticket_id": uuid5(TICKET, "restated"),
    }
    yield sla.StartClock(**which, at=_MONDAY, priority=Priority.P1)
    yield sla.StopClock(**which, at=_MONDAY + timedelta(hours=1))
    told: dict[str, Any] = {
        "agreement_version": 2,
        "reason": f"Agreed with {word}",
        "restater_id": somebody,
        "restater": f"Olu for {word}",
    }
    yield RestateClock(**which, **told)
    monday = _MONDAY.date()
    yield RestateTickets(school_id=school, from_on=monday, until_on=monday, **told)
