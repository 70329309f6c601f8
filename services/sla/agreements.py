"""What was promised to a school in every version, and who signed it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from contracts.sla import AgreementSigned
from contracts.sla_signing import (
    AgreementAccepted,
    AgreementProposed,
    AgreementsView,
    AgreementVersion,
    FindAgreements,
    Proposal,
)
from services.sla.closed_days import each_once
from services.sla.queries import in_force
from services.sla.signing import AGREEMENT
from shared.application import Answer, Asked
from shared.reading import read_event
from shared.store import Log

SHOWN = 50
"""Versions that are told, the newest: every change of a calendar makes one."""


def find_agreements(
    connection: Connection, query: FindAgreements, asked: Asked
) -> AgreementsView:
    """Read off the log, where the names of those who signed are sealed."""
    log = Log("sla", query.school_id, connection)
    stream = log.stream(AGREEMENT.stream(query))
    events = [read_event(recorded, asked.keyring) for recorded in stream]
    now = in_force(connection, query.school_id, asked.now)
    return AgreementsView(
        school_id=query.school_id,
        in_force=None if now is None else now.agreement_version,
        versions=tuple([*_versions(events)][: -SHOWN - 1 : -1]),
        proposal=_proposal(events),
    )


ANSWERS: Mapping[type, Answer] = {FindAgreements: find_agreements}


def _versions(events: list[object]) -> Iterator[AgreementVersion]:
    proposers: dict[UUID, str] = {}
    accepted: dict[int, AgreementAccepted] = {}
    shut: set[date] | None = None
    for event in events:
        match event:
            case AgreementProposed():
                proposers[event.proposal_id] = event.proposer
            case AgreementAccepted():
                accepted[event.agreement_version] = event
            case AgreementSigned(agreement_version=version):
                by, now_shut = accepted.get(version), {d.on for d in each_once(event)}
                before = now_shut if shut is None else shut
                shut = now_shut
                yield AgreementVersion(
                    agreement_version=version,
                    effective_from=event.effective_from,
                    promised=event.promised,
                    hours=event.hours,
                    closed=tuple(sorted(now_shut - before)),
                    opened=tuple(sorted(before - now_shut)),
                    proposer=proposers[by.proposal_id] if by else None,
                    signatory=by.signatory if by else None,
                )


def _proposal(events: list[object]) -> Proposal | None:
    """What was offered last, unless it was signed."""
    offers = [e for e in events if isinstance(e, AgreementProposed | AgreementAccepted)]
    if not offers or isinstance(offers[-1], AgreementAccepted):
        return None
    offered = offers[-1]
    return Proposal(
        proposal_id=offered.proposal_id,
        effective_from=offered.effective_from,
        promised=offered.promised,
        proposer=offered.proposer,
    )
