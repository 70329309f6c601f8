"""To whom is an incident reported in each nation, and where is that written?

As data: each route has its source and the day that was read on. What a source says
with a number has a clock of that; what it says without one has a clock of the MSP's own
playbook, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from contracts.obligations import ICO_NOTICE, Counting, Obligation
from contracts.reporting import Body, Route
from contracts.values import Nation

_DFE = "DfE, Cyber security standards for schools and colleges"
_SCOTLAND = (
    "Scottish Government, Public sector cyber incident co-ordination procedure, annex A"
)
_READ = date(2026, 9, 16)
_UK = (*Nation,)
_NOT_SCOTLAND = (Nation.ENGLAND, Nation.WALES, Nation.NORTHERN_IRELAND)
PLAYBOOK = "The MSP's own playbook: its source gives no number"

WITHIN_A_DAY = "As soon as it is known; this playbook gives it a day"

GOVERNORS = Obligation(
    name="Tell the governors of an incident",
    counting=Counting.WORKING_DAYS,
    number=1,
    source=f"{_DFE} (governors are told; the day is the MSP's own)",
)


class Listed(NamedTuple):
    """A route, for what it is, in which nations, and its clock if it has one."""

    route: Route
    nations: tuple[Nation, ...]
    cyber: bool
    personal_data: bool
    clock: Obligation | None


def _soon(what: str) -> Obligation:
    return Obligation(
        name=what, counting=Counting.CLOCK_HOURS, number=24, source=PLAYBOOK
    )


def _route(body: Body, title: str, how: str, when: str, source: str) -> Route:
    return Route(body=body, title=title, how=how, when=when, source=source, as_of=_READ)


LISTED: tuple[Listed, ...] = (
    Listed(
        _route(
            Body.INSURER,
            "The insurer, or the risk protection arrangement (RPA)",
            "As the policy or the membership says, before anything is paid or wiped.",
            WITHIN_A_DAY,
            _DFE,
        ),
        _UK,
        True,
        True,
        _soon("Report to the insurer, or say why not"),
    ),
    Listed(
        _route(
            Body.POLICE,
            "Report Fraud",
            "Telephone 0300 123 2040, or its website. It was Action Fraud until 2025.",
            WITHIN_A_DAY,
            _DFE,
        ),
        _NOT_SCOTLAND,
        True,
        False,
        _soon("Report to the police, or say why not"),
    ),
    Listed(
        _route(
            Body.POLICE,
            "Police Scotland",
            "Telephone 101, and ask for the cyber crime unit.",
            WITHIN_A_DAY,
            _SCOTLAND,
        ),
        (Nation.SCOTLAND,),
        True,
        False,
        _soon("Report to the police, or say why not"),
    ),
    Listed(
        _route(
            Body.DEPARTMENT,
            "Department for Education",
            "Mail to Sector.Incidentreporting@education.gov.uk.",
            WITHIN_A_DAY,
            _DFE,
        ),
        (Nation.ENGLAND,),
        True,
        False,
        _soon("Report to the DfE, or say why not"),
    ),
    Listed(
        _route(
            Body.COORDINATION_CENTRE,
            "Scottish Cyber Coordination Centre",
            "Mail the form of the procedure to SC3@gov.scot; 0300 244 9700 by day.",
            WITHIN_A_DAY,
            _SCOTLAND,
        ),
        (Nation.SCOTLAND,),
        True,
        False,
        _soon("Report to the Scottish Cyber Coordination Centre, or say why not"),
    ),
    Listed(
        _route(
            Body.AUTHORITY,
            "Whoever maintains the school",
            "The local authority; in Northern Ireland, the Education Authority.",
            "No national rule is known to us; this playbook gives it a day",
            PLAYBOOK,
        ),
        (Nation.WALES, Nation.SCOTLAND, Nation.NORTHERN_IRELAND),
        True,
        True,
        _soon("Tell who maintains the school, or say why not"),
    ),
    Listed(
        _route(
            Body.NCSC,
            "National Cyber Security Centre",
            "Its website. In Scotland by mail to Incidents@ncsc.gov.uk as well.",
            "Where it closes a school for long, or more than one, or loses much money",
            _DFE,
        ),
        _UK,
        True,
        False,
        _soon("Report to the NCSC, or say why not"),
    ),
    Listed(
        _route(
            Body.ICO,
            "Information Commissioner's Office",
            "Its website, or 0303 123 1113. The DPO judges whether it has to be told.",
            "Within 72 hours of becoming aware, unless a risk to people is unlikely",
            ICO_NOTICE.source,
        ),
        _UK,
        False,
        True,
        ICO_NOTICE,
    ),
    Listed(
        _route(
            Body.JISC,
            "Jisc",
            "Its security incident response team.",
            "Further education only; no clock",
            _DFE,
        ),
        _UK,
        True,
        False,
        None,
    ),
)


def routes_of(nation: Nation, *, cyber: bool, personal_data: bool) -> Iterator[Listed]:
    """The routes of a nation for what an incident is."""
    for one in LISTED:
        applies = (one.cyber and cyber) or (one.personal_data and personal_data)
        if nation in one.nations and applies:
            yield one


def route_of(body: Body, nation: Nation) -> Route:
    """How a body is told in a nation."""
    return next(
        one.route for one in LISTED if one.route.body is body and nation in one.nations
    )
