"""Where do the pages of `tests/support/pages.py` lead? To the demo, with more in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from contracts.fields import format_moment
from contracts.values import PROVIDER
from infra.demo_guidance import article_of
from infra.demo_people import ASHGROVE, BECKFIELD, BEN, PRIYA, Somebody
from shared.clock import now
from tests.support.change_looks import keep_changes
from tests.support.enquiry_looks import OF_ENQUIRIES, enquired
from tests.support.incident_places import OF_INCIDENTS, trouble
from tests.support.mail_places import held_mail
from tests.support.platform import Platform
from tests.support.suggested_place import suggested_ticket
from tests.support.team_looks import keep_teams
from tests.support.text_places import texts_of
from tests.support.watching_looks import watched

NAMES = (
    *("ashgrove", "beckfield", "msp"),
    *("busy", "done", "held", "projector", "suggested"),
    *OF_ENQUIRIES,
    *("story", "long", "priya", "lead", "unapproved"),
    *("macro", "hook", "call", *OF_INCIDENTS),
    *("view", "nobodys", "held_mail", "article"),
    *("long_article", "open_article", "leaver", "own_work", "site_visit"),
    *("change", "change_begun", "project"),
    *("carded", "text", "restricted", "restricted_text", "due_list"),
)
_CROWD = (
    ("Whiteboard in 3B flickers", "medium", "high"),
    ("No sound in the assembly hall", "high", "medium"),
    ("Cannot open the reading scheme", "medium", "medium"),
    ("Two laptops of the trolley do not start", "medium", "medium"),
    ("Key of the laptop trolley is lost", "medium", "low"),
    ("New starter on Monday needs an account", "low", "high"),
    ("Parents' evening: booking page is slow", "high", "low"),
    ("Visualiser in Science 2 is out of focus", "low", "medium"),
    ("Photocopier asks for a code", "medium", "low"),
    ("Shared drive is nearly full", "high", "low"),
    ("Headphones for the phonics check", "low", "low"),
    ("Screen of the office computer is yellow", "low", "low"),
    ("Please move a telephone to room 12", "low", "low"),
    ("Dinner register prints twice", "low", "medium"),
    ("Wi-Fi is weak in the music hut", "medium", "low"),
    ("Old tablets to be collected", "low", "low"),
    ("Camera at the gate shows nothing", "medium", "high"),
    ("Calendar does not show on my telephone", "low", "low"),
    ("Toner for the library", "low", "low"),
    ("Keyboard without the letter e", "low", "low"),
)
"""What a school asks for in a week: its subject, impact and urgency."""

_LEAVER = {
    "kind": "leaver",
    "person": "Sam Okafor-Featherstonehaugh",
    "role": "Teacher of year 4",
    "on": f"{datetime.now(UTC) + timedelta(days=20):%Y-%m-%d}",
    "accounts": "The MIS, safeguarding, the till",
    "passes_to": "Files to Priya",
}
_OFFER = {
    "effective_from": "2099-01-01T00:00:00Z",
    "proposer": "Olu",
    "promised": {
        "promises": [
            {
                "priority": priority,
                "response": "PT15M",
                "round_the_clock": priority == "p1",
            }
            for priority in ("p1", "p2", "p3", "p4")
        ],
        "warn_at_percents": [50, 75],
        "exclusions": ["Telephones that the school bought itself"],
    },
}
_NAME = "Professor Bartholomew Featherstonehaugh-Cholmondeley of Beckfield"
_LONG = (
    "Help: the interactive whiteboard, the visualiser and both loudspeakers of the"
    " drama studio behind the sports hall are dead since the half-term clean, and"
    " Wolstenholme-Featherstonehaugh-Cholmondeley-Marjoribanks cannot teach"
)
_ANSWER = """\
We looked at it this morning. **Three things** are wrong:

1. the fuse in the cupboard of the drama studio
2. the driver, see `C:\\Windows\\System32\\DriverStore\\FileRepository\\display.inf`
3. the cable

| part | ordered | comes |
|---|---|---|
| fuse 13 A | yes | tomorrow |
| HDMI cable, 15 m | yes | Thursday, by the carrier of the supplier |

```
2026-11-20T08:31:07.112Z display-driver[4711]: no link, fell back to 640x480 at 60 Hz
```

<https://beckfield.example/a/very/long/address/that/nobody/can/break/anywhere/in/the/middle/of/it>
"""
_HOOK = {
    "address": "https://tools.example/tickets?of=all",
    "occasions": ["ticket.opened", "ticket.held", "ticket.breached"],
}
_MACRO = {
    "name": "Restart it first",
    "text": "Dear {requester},\n\nplease **restart it** and tell us whether that"
    " helped. Your reference is {reference}.\n\n{me}",
    "ending": "hold",
    "assign_to_me": True,
}


def ticket_of(
    demo: Platform, subject: str, asked_by: Somebody = PRIYA, **changed: Any
) -> str:
    """The id of a new ticket of the demo, which somebody telephoned about."""
    body: dict[str, Any] = {
        "subject": subject,
        "description": f"{subject}.\n\nIt was fine on Friday.",
        "requester": {"name": asked_by.name, "email": asked_by.email},
        "channel": "phone",
        "impact": "low",
        "urgency": "low",
    }
    answer = demo.api(
        "POST", f"/schools/{asked_by.school}/tickets", json=body | changed
    )
    ticket: str = answer.json()["ticket_id"]
    return ticket


def _calls(demo: Platform) -> object:
    """Somebody calls, and so does somebody whose number is withheld."""
    rung = {"started_at": format_moment(now()), "extension": "204"}
    number = {"number": "020 7946 0000"}
    demo.api("POST", "/calls", json=rung | {"call": "other"})
    again = demo.api("POST", "/calls", json=rung | number | {"call": "again"})
    return again.json()["call_id"]


def places(demo: Platform) -> dict[str, object]:
    """The places by their names, once all that stands there is there."""
    hook = demo.api("POST", "/hooks", json=_HOOK)
    for subject, impact, urgency in _CROWD:
        who = PRIYA if len(subject) % 2 else BEN
        ticket_of(demo, subject, who, impact=impact, urgency=urgency)
    asks = {"name": _NAME, "email": BEN.email}
    about = {"category": "classroom", "service": "storage"}
    long = ticket_of(demo, _LONG[:200], BEN, requester=asks, **about)
    at = f"/tickets/{long}"
    demo.api("POST", f"{at}/reply", json={"version": 1, "text": _ANSWER})
    demo.api("POST", f"{at}/hold", json={"version": 2, "reason": _LONG})
    _a_mailbox_fails(demo)
    low = {"name": "P4 of Ashgrove", "shared": True, "priority": "p4"}
    demo.api("POST", f"/schools/{ASHGROVE}/agreements", json=_OFFER)
    macro = demo.api("POST", "/macros", json=_MACRO)
    view = demo.api("POST", "/views", json=low | {"of_school": str(ASHGROVE)})
    return {
        "ashgrove": ASHGROVE,
        "beckfield": BECKFIELD,
        "msp": PROVIDER,
        "busy": uuid5(ASHGROVE, "registers"),
        "done": uuid5(ASHGROVE, "password"),
        "held": uuid5(ASHGROVE, "tablets"),
        "projector": uuid5(ASHGROVE, "projector"),
        "suggested": suggested_ticket(demo),
        "story": uuid5(uuid5(ASHGROVE, "registers"), "story"),
        "long": long,
        "priya": PRIYA.person_id,
        "lead": uuid5(PROVIDER, "lead@msp.example"),
        "macro": macro.json()["macro_id"],
        "hook": hook.json()["hook_id"],
        "call": _calls(demo),
        **trouble(demo),
        **enquired(demo),
        "unapproved": ticket_of(
            demo,
            "An account for somebody who starts",
            type="service_request",
            category="accounts",
            approval="An account for somebody who starts, by the head",
        ),
        "view": view.json()["view_id"],
        "nobodys": UUID(int=1),
        "held_mail": held_mail(demo),
        "article": article_of("projector"),
        "long_article": _long_article(demo),
        "open_article": article_of("signing-in"),
        "leaver": watched(demo, ticket_of(demo, "A leaver", change=_LEAVER)),
        **keep_changes(demo),
        **keep_teams(demo, ticket_of(demo, "A tablet shows nothing")),
        **texts_of(demo, ticket_of),
    }


def _long_article(demo: Platform) -> str:
    """The id of an article with much in it, of which a second version is a draft."""
    body = {"title": _LONG[:120], "text": _ANSWER, "also_called": _NAME}
    article: str = demo.api("POST", "/articles", json=body).json()["article_id"]
    demo.api("POST", f"/articles/{article}/publish", json={})
    more = {"text": f"{_ANSWER}\n\n{_LONG}", "of_school": str(BECKFIELD)}
    demo.api("PUT", f"/articles/{article}", json=body | more)
    return article


def _a_mailbox_fails(demo: Platform) -> None:
    """Alertmanager says so, as our own rule has it."""
    alert = {
        "status": "firing",
        "labels": {"alertname": "MailboxFailing", "severity": "critical"},
        "annotations": {
            "summary": "Mail does not come in from the mailbox beckfield-upper-school"
        },
        "startsAt": "2026-11-30T08:00:00Z",
        "fingerprint": "5ef77f1f8a3ecfcc",
    }
    told = {"version": "4", "groupKey": "{}:{mailbox}", "alerts": [alert]}
    answer = demo.api("POST", "/alerts", json=told)
    assert answer.status_code == 200, answer.text
