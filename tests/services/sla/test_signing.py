"""Who may have another agreement signed, and from when does it count?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from contracts.sla import AgreementSigned, SignAgreement
from contracts.sla_promises import ClosedDays, Promised, WhyClosed
from contracts.sla_signing import (
    AcceptAgreement,
    AgreementAccepted,
    AgreementProposed,
    ProposeAgreement,
)
from services.sla.signing import AGREEMENT
from tests.services.sla.stories import P1, SIGNED, promise
from tests.support.cast import ASHGROVE, OLU, PRIYA
from tests.support.scenario import Scenario, at

agreement = Scenario(AGREEMENT)

OFFER, OTHER = UUID(int=1), UUID(int=2)
SOONER: Promised = replace(
    SIGNED.promised,
    promises=(promise(P1, 0.5, 1, 2), *SIGNED.promised.promises[1:]),
    safeguarding_always=True,
)
PROPOSE = ProposeAgreement(
    school_id=ASHGROVE,
    proposal_id=OFFER,
    effective_from=at("next mon 00:00"),
    promised=SOONER,
    proposer_id=OLU.person_id,
    proposer=OLU.name,
)
PROPOSED = AgreementProposed(
    proposal_id=OFFER,
    effective_from=at("next mon 00:00"),
    promised=SOONER,
    proposer_id=OLU.person_id,
    proposer=OLU.name,
)
ACCEPT = AcceptAgreement(
    school_id=ASHGROVE,
    proposal_id=OFFER,
    signatory_id=PRIYA.person_id,
    signatory=PRIYA.name,
)
SNOW = ClosedDays(because=WhyClosed.CLOSURE, days=(date(2026, 6, 16),))
CLOSED = SignAgreement(
    school_id=ASHGROVE,
    effective_from=at("wed 09:00"),
    hours=SIGNED.hours,
    closed=(SNOW,),
    inset=(),
    promised=SIGNED.promised,
    replaces_closed=(WhyClosed.CLOSURE,),
)


def accepted(version: int, when: str) -> AgreementAccepted:
    return AgreementAccepted(
        proposal_id=OFFER,
        agreement_version=version,
        accepted_at=at(when),
        signatory_id=PRIYA.person_id,
        signatory=PRIYA.name,
    )


def version(
    number: int,
    when: str,
    promised: Promised = SIGNED.promised,
    closed: tuple[ClosedDays, ...] = SIGNED.closed,
) -> AgreementSigned:
    return replace(
        SIGNED,
        agreement_version=number,
        effective_from=at(when),
        promised=promised,
        closed=closed,
    )


AHEAD = (
    PROPOSED,
    accepted(2, "tue 09:00"),
    version(2, "next mon 00:00", promised=SOONER),
)


def test_what_is_offered_changes_nothing_yet() -> None:
    agreement.given(SIGNED).when(PROPOSE, now=at("mon 09:00")).then(PROPOSED)


def test_what_is_offered_twice_under_one_id_is_offered_once() -> None:
    agreement.given(SIGNED, PROPOSED).when(PROPOSE).then_nothing()
    agreement.given(SIGNED, *AHEAD).when(PROPOSE).then_nothing()


def test_what_is_signed_counts_from_its_day_in_the_calendar_of_the_school() -> None:
    signing = agreement.given(SIGNED, PROPOSED).when(ACCEPT, now=at("tue 09:00"))
    signing.then(*AHEAD[1:])


def test_what_is_signed_late_counts_from_when_it_is_signed() -> None:
    signing = agreement.given(SIGNED, PROPOSED).when(ACCEPT, now=at("next tue 09:00"))
    signing.then(
        accepted(2, "next tue 09:00"), version(2, "next tue 09:00", promised=SOONER)
    )


def test_what_was_signed_is_not_signed_again() -> None:
    agreement.given(SIGNED, *AHEAD).when(ACCEPT).then_nothing()


def test_only_what_is_offered_now_can_be_signed() -> None:
    agreement.given(SIGNED).when(ACCEPT).then_refused("not what is offered now")
    other = replace(PROPOSED, proposal_id=OTHER)
    past = agreement.given(SIGNED, PROPOSED, other)
    past.when(ACCEPT).then_refused("not what is offered now")


def test_nothing_is_offered_for_a_moment_that_has_passed() -> None:
    late = agreement.given(SIGNED).when(PROPOSE, now=at("next mon 00:01"))
    late.then_refused("from a moment to come")


def test_nothing_is_offered_to_a_school_without_hours() -> None:
    agreement.given().when(PROPOSE).then_refused("no hours yet")


def test_nothing_is_offered_that_nobody_can_keep() -> None:
    rest = replace(SOONER, promises=SOONER.promises[1:])
    offer = replace(PROPOSE, promised=rest)
    agreement.given(SIGNED).when(offer, now=at("mon 09:00")).then_refused(
        "one promise for p1"
    )


def test_a_closure_counts_now_and_under_what_is_signed_for_later() -> None:
    closed = (*SIGNED.closed, SNOW)
    agreement.given(SIGNED, *AHEAD).when(CLOSED).then(
        version(3, "wed 09:00", closed=closed),
        version(4, "next mon 00:00", closed=closed, promised=SOONER),
    )


def test_a_closure_told_after_that_day_is_of_what_stands_then() -> None:
    later = replace(CLOSED, effective_from=at("next mon 09:00"))
    agreement.given(SIGNED, *AHEAD).when(later).then(
        version(3, "next mon 09:00", closed=(*SIGNED.closed, SNOW), promised=SOONER)
    )


def test_whatever_is_offered_counts_safeguarding_round_the_clock() -> None:
    less = replace(PROPOSE, promised=replace(SOONER, safeguarding_always=False))
    agreement.given(SIGNED).when(less).then(PROPOSED)


INSPECTED = replace(
    CLOSED, replaces_closed=(), inspected=(date(2026, 6, 9),), replaces_inspected=True
)


def test_an_inspection_is_a_new_version_and_leaves_closures_and_terms() -> None:
    told = agreement.given(SIGNED).when(INSPECTED)
    first = replace(version(2, "wed 09:00"), inspected=INSPECTED.inspected)
    standing = told.then(first)
    standing.when(INSPECTED).then_nothing()
    closed = standing.when(CLOSED).events[-1]
    assert isinstance(closed, AgreementSigned)
    assert closed.inspected == INSPECTED.inspected


def test_an_inspection_counts_now_and_under_what_is_signed_for_later() -> None:
    signed = version(2, "next mon 00:00", SOONER)
    told = agreement.given(SIGNED, PROPOSED, accepted(2, "tue 09:00"), signed)
    both = told.when(INSPECTED).events
    assert [one.inspected for one in both if isinstance(one, AgreementSigned)] == (
        2 * [INSPECTED.inspected]
    )


LATER = replace(PROPOSE, proposal_id=OTHER, effective_from=at("next fri 00:00"))


def test_another_day_is_offered_once_what_is_signed_counts() -> None:
    signed = agreement.given(SIGNED, *AHEAD)
    signed.when(LATER, now=at("wed 09:00")).then_refused("does not count yet")
    assert signed.when(LATER, now=at("next mon 00:00")).events


def test_what_counts_already_stays_until_the_day_of_the_next_one() -> None:
    before = [SIGNED, *AHEAD]
    accept = replace(ACCEPT, proposal_id=OTHER)
    for command, when in ((LATER, "next tue 09:00"), (accept, "next tue 10:00")):
        before += agreement.given(*before).when(command, now=at(when)).events
    closed = replace(CLOSED, effective_from=at("next wed 09:00"))
    told = agreement.given(*before).when(closed).events
    versions = [one for one in told if isinstance(one, AgreementSigned)]
    assert [one.promised for one in versions[-2:]] == [SOONER, LATER.promised]
    assert versions[-2].effective_from == at("next wed 09:00")
