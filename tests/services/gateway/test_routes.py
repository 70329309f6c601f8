"""Who is let through a route? Told for every route there is, by the map of routes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import pytest

from contracts.access import Role, platform
from contracts.mail import MailOutcome
from contracts.people import AddPerson
from contracts.sla import StartClock
from contracts.values import PROVIDER
from services.gateway.routes import Routes
from tests.services.gateway.api import Api, Program, json_of, problem_of, request_of
from tests.services.gateway.bodies import (
    DIGEST,
    LINK,
    SISTER,
    URN,
)
from tests.services.gateway.calendar_routes import CALENDAR
from tests.services.gateway.change_routes import CHANGES, OF_WHO_RUNS_IT, changing
from tests.services.gateway.enquiry_routes import ENQUIRIES, asked
from tests.services.gateway.guidance_routes import GUIDANCE, article_of_ashgrove
from tests.services.gateway.hook_routes import HOOKS, told
from tests.services.gateway.incident_routes import INCIDENTS, troubled
from tests.services.gateway.mail_routes import HELD, MAIL
from tests.services.gateway.people_routes import PEOPLE
from tests.services.gateway.project_routes import PROJECTS, plan_projects
from tests.services.gateway.promises import OF_PROMISES, done, escalated, offered
from tests.services.gateway.remote_routes import open_session
from tests.services.gateway.retention_routes import (
    OF_THE_SCHOOL,
    RETENTION,
    long_done,
)
from tests.services.gateway.review_routes import OF_SIGNATORIES, REVIEW_ROUTES
from tests.services.gateway.team_routes import OF_TECHNICIANS, TEAMS, took
from tests.services.gateway.text_routes import TEXTS
from tests.services.gateway.ticket_routes import ACTS, MACROS, WORDS, prepared
from tests.services.gateway.watching_routes import WATCHING, colleague
from tests.support.cast import (
    ASHGROVE,
    ASHGROVE_MAILBOX,
    ASHGROVE_NAME,
    BECKFIELD,
    OLU,
    PRIYA,
    Person,
)
from tests.support.incoming import WITH_FILE, deliver
from tests.support.letters import LETTER, OTHER_LETTER, refused_letter

OPEN = {
    "static",
    "api-docs.openapi_json",
    "assets.asset",
    "pages.docs",
    "pages.problem",
    "probes.healthz",
    "probes.metrics",
    "probes.readyz",
    "shades.stylesheet",
}
"""What is answered without a token, since it tells of no school."""

SEARCHES = {
    *("schools.find_schools", "tickets.find_tickets", "sla.simulate"),
    *("guidance.find_guidance", "texts.count_personal_data"),
    "themes.get_incident_kinds",
}
"""What anybody may ask: each gets what is theirs, or nothing of any school."""

OF_A_SCHOOL_ALONE = {
    "agreements.sign_agreement",
    *OF_WHO_RUNS_IT,
    "projects.approve_project",
    *("remote.give_standing_consent", "remote.end_standing_consent"),
    *("tickets.give_approval", "tickets.decline_approval"),
    *OF_THE_SCHOOL,
}
"""What the MSP may not do: it is the school's to sign, and to approve."""

OF_TWO_TICKETS = {
    *("tickets.get_ties", "tickets.merge_ticket", "tickets.unmerge_ticket"),
    *("tickets.split_ticket", "tickets.link_ticket", "tickets.unlink_ticket"),
}
"""Tried of both by tests/services/gateway/test_ticket_ties.py."""


@dataclass
class Story:
    """What there is to see at Ashgrove."""

    ticket: str
    reference: str
    correlation: str
    token: UUID
    view: str
    macro: str
    person: UUID
    colleague: UUID
    escalated: str
    held: MailOutcome
    carried: MailOutcome
    restated: str
    proposal: UUID
    article: UUID
    text: str
    version: int = 1

    def next_version(self) -> int:
        self.version += 1
        return self.version - 1


class Sent(NamedTuple):
    """A request that is about Ashgrove."""

    method: str
    path: str
    options: dict[str, Any]


def _sent(method: str, path: str, **options: Any) -> Callable[[Story], Sent]:
    return lambda story: Sent(
        method, path.format(school=ASHGROVE, **vars(story)), options
    )


def _act(action: str, **body: Any) -> Callable[[Story], Sent]:
    def sent(story: Story) -> Sent:
        body["version"] = story.next_version()
        return Sent("POST", f"/tickets/{story.ticket}/{action}", {"json": body})

    return sent


def _write(story: Story) -> Sent:
    """What a requester adds names no version, and makes one more."""
    story.next_version()
    return Sent("POST", f"/tickets/{story.ticket}/write", {"json": {"text": "E13."}})


LETTERS, ASKED = "/schools/{school}/letters", request_of()

ABOUT_ASHGROVE: dict[str, Callable[[Story], Sent]] = {
    "schools.add_school": _sent("POST", "/schools", json={"name": ASHGROVE_NAME}),
    "schools.find_schools": _sent("GET", "/schools"),
    "schools.get_school": _sent("GET", "/schools/{school}"),
    "schools.set_mailboxes": _sent(
        "PUT", "/schools/{school}/mailboxes", json={"addresses": [ASHGROVE_MAILBOX]}
    ),
    "schools.get_mailboxes": _sent("GET", "/schools/{school}/mailboxes"),
    "schools.change_urn": _sent("POST", "/schools/{school}/urns", json=URN),
    "schools.link_schools": _sent("POST", "/schools/{school}/links", json=SISTER),
    "schools.get_agreement": _sent("GET", "/schools/{school}/agreement"),
    "looks.get_look": _sent("GET", "/schools/{school}/look"),
    "looks.set_look": _sent(
        "PUT", "/schools/{school}/look", json={"accent": "#7a1f3d"}
    ),
    "reference.stage_gias_links": _sent(
        "POST", "/reference/gias-links/pages", json={"digest": DIGEST, "links": [LINK]}
    ),
    "reference.load_gias_links": _sent(
        "POST", "/reference/gias-links", json={"digest": DIGEST, "rows": 1}
    ),
    "reference.get_gias_links": _sent("GET", "/reference/gias-links"),
    "reference.find_establishments": _sent(
        "GET", "/reference/establishments?search=ashgrove"
    ),
    "tickets.open_ticket": _sent("POST", "/schools/{school}/tickets", json=ASKED),
    "tickets.get_ticket": _sent("GET", "/tickets/{ticket}"),
    "tickets.find_tickets": _sent("GET", "/tickets"),
    "tickets.write_ticket": _write,
    **{name: _act(action, **body) for name, (action, body) in ACTS.items()},
    "letters.find_letters": _sent("GET", "/letters"),
    "letters.resend_letter": _sent("POST", f"{LETTERS}/{LETTER}/resend"),
    "letters.drop_letter": _sent("POST", f"{LETTERS}/{OTHER_LETTER}/drop"),
    "log.read_log": _sent("GET", "/schools/{school}/events"),
    "stories.get_story": _sent("GET", "/stories/{correlation}"),
    **{
        name: _sent(*place, **sent)
        for some in (
            *(CALENDAR, CHANGES, GUIDANCE, INCIDENTS, MACROS, MAIL, OF_PROMISES, HOOKS),
            *(
                PEOPLE,
                PROJECTS,
                TEAMS,
                TEXTS,
                ENQUIRIES,
                REVIEW_ROUTES,
                WATCHING,
                RETENTION,
            ),
        )
        for name, (place, sent) in some.items()
    },
    "tokens.create_token": _sent(
        "POST", "/tokens", json={"role": "head", "school_id": str(ASHGROVE)}
    ),
    "tokens.revoke_token": _sent("DELETE", "/tokens/{token}?school={school}"),
    "operations.find_parked": _sent("GET", "/operations/parked"),
    "operations.retry_parked": _sent(
        "POST",
        "/operations/parked/retry",
        json={"service": "sla", "source": "intake", "school_id": str(ASHGROVE)},
    ),
}
"""A request to every route, in an order in which the desk could send them."""


@pytest.fixture
def story(api: Api) -> Story:
    ticket = api.olu.opens()
    prepared(api.town)
    for letter in (LETTER, OTHER_LETTER):
        refused_letter(api.town, letter, UUID(ticket))
    shown = api.olu.sees(ticket)
    told(api.town, UUID(ticket))
    troubled(api.town)
    took(api.town)
    asked(api.town)
    colleague(api.town)
    changing(api.town)
    plan_projects(api.town, UUID(ticket))
    open_session(api.town, UUID(ticket))
    long_done(api.town)
    head = api.program(Role.HEAD, ASHGROVE)
    view = {"name": ASHGROVE_NAME, "shared": True, "of_school": str(ASHGROVE)}
    return Story(
        ticket,
        shown["reference"],
        shown["correlation_id"],
        head.token_id,
        view=json_of(api.administrator.post("/views", view), 201)["view_id"],
        macro=json_of(api.administrator.post("/macros", WORDS), 201)["macro_id"],
        person=_known(api, PRIYA, ASHGROVE),
        colleague=_known(api, OLU, PROVIDER),
        escalated=escalated(api),
        held=deliver(api.town, HELD),
        carried=deliver(api.town, WITH_FILE),
        restated=done(api),
        proposal=offered(api),
        article=article_of_ashgrove(api),
        text=shown["timeline"][0]["entry_id"],
    )


def _known(api: Api, somebody: Person, school: UUID) -> UUID:
    add = AddPerson(
        school_id=school,
        person_id=somebody.person_id,
        name=somebody.name,
        email=somebody.email,
    )
    api.town.execute(add, by=platform("directory"))
    return somebody.person_id


def test_every_route_is_told_of_here(api: Api) -> None:
    endpoints = {
        rule.endpoint
        for rule in api.app.url_map.iter_rules()
        # Pages are told of in screens/test_routes.py.
        if not rule.endpoint.partition(".")[0].endswith("_screens")
    }
    elsewhere = OF_TWO_TICKETS | OF_TECHNICIANS | OF_SIGNATORIES | OPEN
    assert endpoints == ABOUT_ASHGROVE.keys() | elsewhere


def test_nothing_is_answered_without_a_token(api: Api, story: Story) -> None:
    for about in ABOUT_ASHGROVE.values():
        method, path, options = about(story)
        answer = api.client.open(f"/api/v1{path}", method=method, **options)
        problem_of(answer, 401, "unauthenticated")
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="caretaker"'


@pytest.mark.parametrize("role", [Role.STAFF, Role.HEAD, Role.AUDITOR])
def test_beckfield_cannot_see_or_touch_what_is_ashgroves(
    api: Api, story: Story, role: Role
) -> None:
    somebody = api.program(role, BECKFIELD)
    before = _recorded(api)
    for endpoint, about in ABOUT_ASHGROVE.items():
        answer = _send(somebody, about(story))
        if endpoint in SEARCHES:
            json_of(answer)
        else:
            assert answer.status_code in {403, 404}, (endpoint, answer.text)
            assert answer.content_type == "application/problem+json"
        for mark in (ASHGROVE_NAME, str(ASHGROVE), story.ticket, story.reference):
            assert mark not in answer.text, endpoint
    assert _recorded(api) == before


def test_a_search_that_names_ashgrove_is_forbidden_to_beckfield(api: Api) -> None:
    for path in ("/tickets", f"/stories/{uuid4()}"):
        answer = api.ben.get(path, school=str(ASHGROVE))
        problem_of(answer, 403, "forbidden")


def test_what_beckfield_is_refused_is_right_but_for_who_asks(
    api: Api, story: Story
) -> None:
    """The twin: the very same requests are answered when the MSP sends them, or who
    runs Ashgrove where only a school may."""
    head = api.program(Role.HEAD, ASHGROVE)
    for endpoint, about in ABOUT_ASHGROVE.items():
        sender = head if endpoint in OF_A_SCHOOL_ALONE else api.administrator
        answer = _send(sender, about(story))
        assert answer.status_code in {200, 201, 204}, (endpoint, answer.text)


def test_what_only_the_platform_may_send_gets_no_route() -> None:
    with pytest.raises(AssertionError, match="platform's own"):
        Routes("clocks", "").on("POST", "/clocks", needs=StartClock, answer=None)


def test_who_may_not_is_told_so_before_what_is_wrong_with_the_request(
    api: Api,
) -> None:
    problem_of(api.priya.post("/schools", {"colour": "blue"}), 403, "forbidden")


def test_nobody_learns_whether_another_school_is_there(api: Api) -> None:
    answers = [api.ben.get(f"/schools/{school}") for school in (ASHGROVE, uuid4())]
    assert answers[0].json == answers[1].json
    assert answers[0].status_code == 403


def _send(program: Program, sent: Sent) -> Any:
    return program.call(sent.method, sent.path, **sent.options)


def _recorded(api: Api) -> list[object]:
    return [
        sorted(application.heads(None), key=lambda head: head.school)
        for application in api.town.applications.values()
    ]
