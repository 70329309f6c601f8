"""What is sent to the routes of problems and incidents of Ashgrove, in order?"""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from contracts.access import platform
from contracts.intake import Requester
from contracts.problems import DeclareKnownError
from contracts.ties import Link, LinkBack
from contracts.values import PROVIDER, TicketType
from tests.services.intake.incidents_of import jams
from tests.support.cast import ASHGROVE, TICKET
from tests.support.town import Town

TROUBLE, JAM = uuid5(TICKET, "trouble"), uuid5(TICKET, "jam")
OUTAGE = uuid5(TICKET, "outage")
ERROR = uuid5(TICKET, "known error")
_SAID = {
    "title": "Printing stops",
    "workaround": "Restart it.",
    "schools": [str(ASHGROVE)],
}
_BEGUN = {
    "by": "category",
    "name": "printing",
    "subject": "Printing",
    "requester_name": "Olu",
    "requester_email": "olu@msp.example",
}

NEARLY = {
    "subject": "The kiln nearly burnt",
    "nearly": "It was on all night.",
    "stopped": "The caretaker smelt it.",
    "requester_name": "Priya",
    "requester_email": "priya@ashgrove.example",
    "kind": "outage",
}

_MAJOR = f"/tickets/{OUTAGE}/major-incident"
_REPORTS, _AWARE = f"/tickets/{OUTAGE}/reports", "2020-06-08T08:00:00Z"
_TOLD = {"json": {"text": "Switch 3 is dead."}}
_ACTION = {"what": "Buy one", "owner": "Olu", "due_on": "2026-06-30"}

INCIDENTS: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "incidents.open_problem": (
        ("POST", "/schools/{school}/problems"),
        {"json": _BEGUN},
    ),
    "incidents.record_problem": (
        ("POST", f"/tickets/{TROUBLE}/problem"),
        {"json": {"workaround": "Fan the paper."}},
    ),
    "incidents.resolve_incidents": (
        ("POST", f"/tickets/{TROUBLE}/incidents/resolve"),
        {"json": {"note": "New rollers."}},
    ),
    "incidents.give_incident_kind": (
        ("POST", f"/tickets/{OUTAGE}/incident-kind"),
        {"json": {"kind": "outage"}},
    ),
    "themes.get_incident_kinds": (("GET", "/incident-kinds"), {}),
    "surveys.get_surveys": (("GET", "/surveys?school={school}"), {}),
    "surveys.send_survey": (("POST", "/schools/{school}/surveys"), {}),
    "themes.get_themes": (("GET", "/themes?school={school}"), {}),
    "themes.tell_near_miss": (
        ("POST", "/schools/{school}/near-misses"),
        {"json": NEARLY},
    ),
    "incidents.declare_major_incident": (
        ("POST", _MAJOR),
        {"json": {"lead": "Olu", "reason": "All is down."}},
    ),
    "incidents.lead_major_incident": (
        ("POST", f"{_MAJOR}/lead"),
        {"json": {"lead": "Zoe"}},
    ),
    "incidents.update_major_incident": (("POST", f"{_MAJOR}/update"), _TOLD),
    "incidents.note_major_incident": (("POST", f"{_MAJOR}/note"), _TOLD),
    "incidents.stand_down_major_incident": (("POST", f"{_MAJOR}/stand-down"), _TOLD),
    "incidents.review_major_incident": (
        ("POST", f"{_MAJOR}/review"),
        {"json": {"what_happened": "A", "causes": "B", "actions": [_ACTION]}},
    ),
    "incidents.close_review_action": (
        ("POST", f"{_MAJOR}/action"),
        {"json": {"number": 1}},
    ),
    "incidents.close_major_incident": (("POST", f"{_MAJOR}/close"), {"json": {}}),
    "incidents.begin_reporting": (
        ("POST", _REPORTS),
        {"json": {"aware_at": _AWARE, "cyber": True, "personal_data": True}},
    ),
    "incidents.record_report": (
        ("POST", f"{_REPORTS}/made"),
        {"json": {"body": "ico", "reference": "IC-1", "reported_at": _AWARE}},
    ),
    "incidents.waive_report": (
        ("POST", f"{_REPORTS}/waived"),
        {"json": {"body": "jisc", "reason": "We are a primary."}},
    ),
    "incidents.tell_governors": (
        ("POST", f"{_REPORTS}/governors"),
        {"json": {"told_at": _AWARE, "who": "The head", "how": "By phone"}},
    ),
    "known errors.find_known_errors": (("GET", "/schools/{school}/known-errors"), {}),
    "known errors.list_known_errors": (("GET", "/known-errors"), {}),
    "known errors.add_known_error": (("POST", "/known-errors"), {"json": _SAID}),
    "known errors.declare_known_error": (
        ("PUT", f"/known-errors/{ERROR}"),
        {"json": _SAID},
    ),
    "known errors.end_known_error": (
        ("POST", f"/known-errors/{ERROR}/end"),
        {"json": {"reason": "It is gone."}},
    ),
}
"""Method and address of each, and what is sent to it."""


def troubled(town: Town) -> None:
    """A printer jams at Ashgrove, there is a problem, and an error is known."""
    jams(town, JAM)
    # Somebody whom directory does not know, so that nobody ends a role of theirs.
    una = Requester(name="Una", email="una@ashgrove.example")
    jams(town, OUTAGE, category="", requester=una)
    jams(town, TROUBLE, type=TicketType.PROBLEM, category="")
    for at, other, link in ((TROUBLE, JAM, Link.EFFECT), (JAM, TROUBLE, Link.CAUSE)):
        pair: dict[str, Any] = {"ticket_id": at, "other_id": other, "link": link}
        town.execute(LinkBack(school_id=ASHGROVE, **pair), by=platform("test"))
    error = DeclareKnownError(
        school_id=PROVIDER,
        known_error_id=ERROR,
        title="Printing stops",
        workaround="The kiln will not light",
        schools=(ASHGROVE,),
    )
    town.execute(error, by=platform("test"))
    town.settle()
