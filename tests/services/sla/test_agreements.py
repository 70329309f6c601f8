"""Is every version told, with who signed it, and the one that counts now?"""

from __future__ import annotations

from dataclasses import replace

from contracts.access import platform
from contracts.sla import SignAgreement
from contracts.sla_signing import AgreementsView, FindAgreements
from tests.services.sla.stories import SIGNED
from tests.services.sla.test_signing import ACCEPT, CLOSED, PROPOSE, SNOW, SOONER
from tests.support.cast import ASHGROVE, OLU, PRIYA
from tests.support.scenario import at
from tests.support.town import Town

FIRST = SignAgreement(
    school_id=ASHGROVE,
    effective_from=at("mon 00:00"),
    hours=SIGNED.hours,
    closed=SIGNED.closed,
    inset=(),
    promised=SIGNED.promised,
)


def told(town: Town, when: str, *commands: object) -> AgreementsView:
    """What is shown after these commands were given at a moment."""
    town.clock.set(at(when))
    for command in commands:
        town.execute(command, by=platform("sla"))
    view: AgreementsView = town.ask(FindAgreements(school_id=ASHGROVE))
    return view


def test_versions_are_told_with_who_signed_them(town: Town) -> None:
    offered = told(town, "mon 09:00", FIRST, PROPOSE)
    assert offered.proposal is not None
    assert (offered.proposal.proposer, offered.in_force) == (OLU.name, 1)
    signed = told(town, "tue 09:00", ACCEPT)
    newest, oldest = signed.versions
    assert (newest.proposer, newest.signatory) == (OLU.name, PRIYA.name)
    assert (newest.promised, oldest.signatory) == (SOONER, None)
    assert (signed.in_force, signed.proposal) == (1, None)
    assert told(town, "wed 09:00", CLOSED).in_force == 3
    assert told(town, "next mon 09:00").in_force == 4


def test_a_version_tells_which_days_are_closed_now_and_which_no_more(
    town: Town,
) -> None:
    opened = replace(CLOSED, closed=(), effective_from=at("thu 09:00"))
    view = told(town, "thu 09:00", FIRST, CLOSED, opened)
    days = [(one.closed, one.opened) for one in view.versions]
    snow = SNOW.days
    assert days == [((), snow), (snow, ()), ((), ())]
    assert view.versions[0].hours == SIGNED.hours


def test_a_school_that_is_promised_nothing_has_no_versions(town: Town) -> None:
    nothing = told(town, "mon 09:00")
    assert (nothing.in_force, nothing.versions, nothing.proposal) == (None, (), None)
