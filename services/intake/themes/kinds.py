"""Of which kinds are incidents, and after whom are they named?

As data: a kind that is added here can be given from then on. None is ever taken away
or given another meaning, since what was counted as it stays in the log.
"""

from __future__ import annotations

from collections.abc import Mapping

from contracts.incident_kinds import (
    GetIncidentKinds,
    IncidentKind,
    IncidentKindsView,
)
from shared.application import Answer

_ICO = "The types by which the ICO counts data security incidents"
_DFE_CYBER = "DfE, Cyber security standards for schools and colleges"
_DFE_FILTERING = "DfE, Filtering and monitoring standards"
_OWN = "The MSP's own"


def _kind(name: str, title: str, means: str, source: str) -> IncidentKind:
    return IncidentKind(name=name, title=title, means=means, source=source)


LISTED: tuple[IncidentKind, ...] = (
    _kind(
        "phishing",
        "Phishing",
        "A message that wants a password, money or data in another's name.",
        _ICO,
    ),
    _kind(
        "account_compromise",
        "Account compromise",
        "Somebody else signed in with an account, or could have.",
        _DFE_CYBER,
    ),
    _kind(
        "malware",
        "Malware or ransomware",
        "A program that does harm, or locks data away.",
        _ICO,
    ),
    _kind(
        "unauthorised_access",
        "Unauthorised access",
        "Somebody of the school or from outside saw or used what was not theirs.",
        _ICO,
    ),
    _kind(
        "data_misdirected",
        "Data sent to the wrong person",
        "By mail, in print or shared, also where everybody's address was shown.",
        _ICO,
    ),
    _kind(
        "data_exposed",
        "Data open to more than it is for",
        "A folder, site or setting let others see it; nothing was sent.",
        _ICO,
    ),
    _kind(
        "lost_device",
        "Device lost or stolen",
        "A laptop, telephone or stick, or papers.",
        _ICO,
    ),
    _kind(
        "data_loss",
        "Data lost",
        "Deleted, overwritten or broken, whether it came back or not.",
        _DFE_CYBER,
    ),
    _kind(
        "outage",
        "Outage",
        "A service, the network or the internet was not there for those who need it.",
        _OWN,
    ),
    _kind(
        "denial_of_service",
        "Denial of service",
        "Somebody made a service so busy that nobody could use it.",
        _ICO,
    ),
    _kind(
        "filter_bypass",
        "Filter bypassed or not working",
        "What is to be blocked could be seen, or what is to be seen was not noticed.",
        _DFE_FILTERING,
    ),
    _kind(
        "supplier",
        "Incident at a supplier",
        "It went wrong at a company that the school's data or services are with.",
        _DFE_CYBER,
    ),
)

TITLES: Mapping[str, str] = {one.name: one.title for one in LISTED}
"""What each kind is called."""


def get_incident_kinds(*_: object) -> IncidentKindsView:
    """Every kind, in the order in which a form offers them."""
    return IncidentKindsView(kinds=LISTED)


ANSWERS: Mapping[type, Answer] = {GetIncidentKinds: get_incident_kinds}
