"""Which agreement stands, which one is to come, and may this one be signed?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from contracts.refusals import Refused
from contracts.sla import AgreementSigned, SignAgreement
from contracts.sla_promises import ClosedDays, WhyClosed
from contracts.sla_signing import (
    AcceptAgreement,
    AgreementAccepted,
    AgreementProposed,
    ProposeAgreement,
)
from contracts.values import Nation, Priority
from services.sla.agreement import agreement_from
from services.sla.closed_days import by_reason, closed
from services.sla.nonsense import LONGEST_WEEKS, faults
from services.sla.working_time import Hours
from shared.decider import Decider

Command: TypeAlias = SignAgreement | ProposeAgreement | AcceptAgreement
Event: TypeAlias = AgreementSigned | AgreementProposed | AgreementAccepted

_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What was agreed with a school so far.

    `standing` counts until `ahead` does, which was signed for a moment to come;
    `accepted` is the last offer that was signed.
    """

    version: int = 0
    standing: AgreementSigned | None = None
    ahead: AgreementSigned | None = None
    proposed: AgreementProposed | None = None
    accepted: AgreementAccepted | None = None


def decide(agreed: Agreed, command: Command, now: datetime) -> list[Event]:
    """Sign what can be kept; what is promised already is not promised again."""
    match command:
        case SignAgreement():
            return [*_told(agreed, command)]
        case ProposeAgreement():
            return _propose(agreed, command, now)
        case AcceptAgreement():
            return _accept(agreed, command, now)
        case _:
            assert_never(command)


def evolve(agreed: Agreed, event: Event) -> Agreed:
    """The last agreement signed is the one that stands, once its day has come."""
    match event:
        case AgreementProposed():
            return replace(agreed, proposed=event)
        case AgreementAccepted(accepted_at=at):
            if agreed.ahead is not None and agreed.ahead.effective_from <= at:
                agreed = replace(agreed, standing=agreed.ahead, ahead=None)
            return replace(agreed, proposed=None, accepted=event)
        case AgreementSigned(agreement_version=version):
            if _is_ahead(agreed, event):
                return replace(agreed, version=version, ahead=event)
            later = agreed.ahead
            if later is not None and later.effective_from <= event.effective_from:
                later = None
            return replace(agreed, version=version, standing=event, ahead=later)
        case _:
            assert_never(event)


AGREEMENT: Decider[Agreed] = Decider(
    category="agreement",
    identity="school_id",
    commands=(SignAgreement, ProposeAgreement, AcceptAgreement),
    initial=Agreed(),
    decide=decide,
    evolve=evolve,
)


def _is_ahead(agreed: Agreed, event: AgreementSigned) -> bool:
    accepted, ahead = agreed.accepted, agreed.ahead
    if accepted is not None and accepted.agreement_version == event.agreement_version:
        return event.effective_from > accepted.accepted_at
    return ahead is not None and ahead.effective_from == event.effective_from


def _told(agreed: Agreed, command: SignAgreement) -> Sequence[AgreementSigned]:
    """What follows from the school's hours and calendar.

    They are counted in at once, and in what is signed for a moment to come.
    """
    standing, ahead = agreed.standing, agreed.ahead
    if standing is None:
        return [_checked(_first(command))]
    if not _replaces_any(command):
        return []
    if ahead is not None and ahead.effective_from <= command.effective_from:
        standing, ahead = ahead, None
    later = (
        None
        if ahead is None
        else replace(_next(ahead, command), effective_from=ahead.effective_from)
    )
    pairs = [(standing, _next(standing, command)), (ahead, later)]
    changed = [
        new
        for old, new in pairs
        if old is not None and new is not None and _terms(new) != _terms(old)
    ]
    return [
        _checked(replace(one, agreement_version=agreed.version + number))
        for number, one in enumerate(changed, start=1)
    ]


def _propose(agreed: Agreed, command: ProposeAgreement, now: datetime) -> list[Event]:
    known = (agreed.proposed, agreed.accepted)
    if any(one is not None and one.proposal_id == command.proposal_id for one in known):
        return []
    if agreed.standing is None:
        raise Refused("The school has no hours yet to promise anything in.")
    if command.effective_from < now:
        raise Refused("A promise counts from a moment to come, not from one before.")
    ahead = agreed.ahead
    if ahead is not None and now < ahead.effective_from != command.effective_from:
        raise Refused(
            "Something is signed that does not count yet. Offer this from the same day,"
            " or once that counts."
        )
    # Safeguarding does not wait for the morning: nobody is offered anything less.
    promised = replace(command.promised, safeguarding_always=True)
    _checked(replace(agreed.standing, promised=promised))
    proposed = AgreementProposed(
        proposal_id=command.proposal_id,
        effective_from=command.effective_from,
        promised=promised,
        proposer_id=command.proposer_id,
        proposer=command.proposer,
    )
    return [proposed]


def _accept(agreed: Agreed, command: AcceptAgreement, now: datetime) -> list[Event]:
    """It counts from its day; signed later than that, from when it is signed."""
    if _was_accepted(agreed, command.proposal_id):
        return []
    proposed, standing = agreed.proposed, agreed.ahead or agreed.standing
    if proposed is None or proposed.proposal_id != command.proposal_id:
        raise Refused("That is not what is offered now.")
    assert standing is not None, "nothing is offered where nothing stands"
    version = agreed.version + 1
    accepted = AgreementAccepted(
        proposal_id=command.proposal_id,
        agreement_version=version,
        accepted_at=now,
        signatory_id=command.signatory_id,
        signatory=command.signatory,
    )
    signed = replace(
        standing,
        agreement_version=version,
        effective_from=max(proposed.effective_from, now),
        promised=proposed.promised,
    )
    return [accepted, signed]


def _was_accepted(agreed: Agreed, proposal_id: UUID) -> bool:
    return agreed.accepted is not None and agreed.accepted.proposal_id == proposal_id


def _first(command: SignAgreement, nation: Nation = Nation.ENGLAND) -> AgreementSigned:
    nation = command.nation or nation
    return AgreementSigned(
        agreement_version=1,
        effective_from=command.effective_from,
        hours=command.hours,
        closed=by_reason(_closed(command, nation)),
        inset=tuple(sorted(set(command.inset))),
        promised=command.promised,
        nation=nation,
        inspected=tuple(sorted(set(command.inspected))),
    )


def _closed(command: SignAgreement, nation: Nation) -> tuple[ClosedDays, ...]:
    """What the command closes in a nation, with the bank holidays of that one."""
    theirs = [one.days for one in command.elsewhere if one.nation is nation]
    if not theirs:
        return command.closed
    holiday = WhyClosed.BANK_HOLIDAY
    others = (one for one in command.closed if one.because is not holiday)
    return (*others, closed(holiday, theirs[0]))


def _replaces_any(command: SignAgreement) -> bool:
    replaced = (command.replaces_hours, command.replaces_inspected)
    return any(replaced) or bool(command.replaces_closed)


def _next(standing: AgreementSigned, command: SignAgreement) -> AgreementSigned:
    """What stands, but for the parts that the command replaces."""
    told = _first(command, standing.nation)
    replaced = set(command.replaces_closed)
    kept = (one for one in standing.closed if one.because not in replaced)
    new = (one for one in told.closed if one.because in replaced)
    return replace(
        standing,
        agreement_version=standing.agreement_version + 1,
        effective_from=told.effective_from,
        hours=told.hours if command.replaces_hours else standing.hours,
        closed=by_reason((*kept, *new)),
        inset=told.inset if WhyClosed.CLOSURE in replaced else standing.inset,
        nation=told.nation,
        inspected=told.inspected if command.replaces_inspected else standing.inspected,
    )


def _terms(signed: AgreementSigned) -> AgreementSigned:
    """What was signed, whenever and however often that was."""
    return replace(signed, agreement_version=0, effective_from=_EVER)


def _checked(signed: AgreementSigned) -> AgreementSigned:
    """The agreement itself; Refused where nobody can keep it."""
    try:
        Hours(signed.hours)
        agreement = agreement_from(signed)
    except ValueError as error:
        raise Refused(str(error)) from error
    named = [promise.priority for promise in signed.promised.promises]
    for priority in tuple(Priority)[: max(len(named), 1)]:
        if named.count(priority) != 1:
            raise Refused(f"There must be one promise for {priority.value}.")
    for fault in faults(signed.promised, agreement.hours_of, LONGEST_WEEKS):
        raise Refused(fault.words)
    return signed
