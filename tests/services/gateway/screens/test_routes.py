"""Who sees what on our pages? Told for every page there is, by the map of routes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

import pytest

from contracts.access import Role
from contracts.values import PROVIDER
from tests.services.gateway.api import Api
from tests.services.gateway.promises import OFFERED
from tests.services.gateway.review_routes import REVIEW_PAGES
from tests.services.gateway.screens.calendar_pages import (
    CALENDAR_FORMS,
    CALENDAR_PAGES,
)
from tests.services.gateway.screens.catalogue_pages import catalogue_pages
from tests.services.gateway.screens.change_pages import (
    CHANGE_PAGES,
    FOR_WHO_RUNS_IT,
)
from tests.services.gateway.screens.enquiry_pages import ENQUIRY_PAGES
from tests.services.gateway.screens.guidance_pages import GUIDANCE_PAGES, SHELF
from tests.services.gateway.screens.hook_pages import OF_TOOLS
from tests.services.gateway.screens.incident_pages import INCIDENT_PAGES
from tests.services.gateway.screens.mail_pages import HELD_AT, MAIL_PAGES
from tests.services.gateway.screens.open_pages import FOR_ANYBODY, OPEN
from tests.services.gateway.screens.pages import Reader, make_known
from tests.services.gateway.screens.people_pages import PEOPLE_PAGES
from tests.services.gateway.screens.portal_pages import PORTAL_PAGES
from tests.services.gateway.screens.project_pages import PROJECT_PAGES
from tests.services.gateway.screens.promise_pages import PROMISE_PAGES
from tests.services.gateway.screens.retention_pages import RETENTION_PAGES
from tests.services.gateway.screens.telling import (
    ELSEWHERE,
    UNAPPROVED,
    VIEW,
    WORDS,
    tell,
)
from tests.services.gateway.screens.text_pages import PROTECTED
from tests.services.gateway.screens.tied import FORMS, MERGED, OF_TIED
from tests.services.gateway.screens.typed import (
    OFFER,
    PASTED,
    SETTINGS_PAGES,
    SMALL,
)
from tests.support.cast import (
    ASHGROVE,
    BECKFIELD,
    BEN,
    OLU,
    PRIYA,
    TICKET,
    ZOE,
    Person,
)
from tests.support.letters import LETTER

PASTE = "/console/tickets/paste"
SCHOOL, PORTAL = f"/console/schools/{ASHGROVE}", f"/portal/{ASHGROVE}"
TO_APPROVE = f"{PORTAL}/tickets/{UNAPPROVED}/approve"
OF_WHO_RUNS_IT = (
    *("agreement_screens.sign", "approvals_", "reports_", "staff_changes_"),
    *("remote_screens.agree", "account_reviews_"),
    *FOR_WHO_RUNS_IT,
    *("projects_screens.approve", "retention_screens"),
)
"""Forms that only who runs a school may send."""


class Page(NamedTuple):
    """A request of a browser that is about Ashgrove."""

    method: str
    address: str
    typed: dict[str, Any]


def _get(address: str) -> Callable[[UUID], Page]:
    return lambda story: Page("GET", address.format(story=story), {})


def _post(at: str, **typed: Any) -> Callable[[UUID], Page]:
    return lambda story: Page("POST", at.format(story=story), typed)


def _page(method: str, at: str, typed: dict[str, Any]) -> Callable[[UUID], Page]:
    return lambda _: Page(method, at, typed)


ABOUT_ASHGROVE: dict[str, Callable[[UUID], Page]] = {
    "account_screens.account": _get("/account"),
    "account_screens.end_session": _post(f"/account/sessions/{ELSEWHERE}/end"),
    "account_screens.keep_preferences": _post("/account/preferences", theme="dark"),
    "account_screens.set_password": _post("/account/password", password="short"),
    "agreement_screens.agreement": _get(f"{SCHOOL}/agreement"),
    "agreement_screens.offer": _post(f"{SCHOOL}/agreement/offer", **OFFER),
    "agreement_screens.sign": _post(f"{SCHOOL}/agreement/sign", proposal_id=OFFERED),
    "approvals_screens.decide": _post(TO_APPROVE, version=2),
    "audit_pages_screens.choose": _get("/audit"),
    "audit_pages_screens.download": _get(f"/audit/{ASHGROVE}/download"),
    "audit_pages_screens.show_log": _get(f"/audit/{ASHGROVE}"),
    "audit_pages_screens.tell_story": _get(f"/audit/{ASHGROVE}/stories/{{story}}"),
    "bulk_screens.assign_tickets": _post(
        "/console/assign", picked=f"{TICKET} 1", assignee="me"
    ),
    "bulk_screens.merge_tickets": _post("/console/merge", picked=MERGED, into=TICKET),
    "clocks_screens.explanation": _get(f"/tickets/{TICKET}/clock"),
    "figures_screens.of_all": _get("/console/figures"),
    "figures_screens.of_one": _get(f"{SCHOOL}/figures"),
    "finding_screens.find": _get("/console/find?words=kiln"),
    **{
        name: _get(address)
        for name, address in {**CALENDAR_PAGES, **GUIDANCE_PAGES}.items()
    },
    **{
        name: _post(at, **typed)
        for name, (at, typed) in {**CALENDAR_FORMS, **SHELF}.items()
    },
    "letters_screens.drop": _post(f"/console/letters/{ASHGROVE}/{LETTER}/drop"),
    "letters_screens.letters": _get("/console/letters"),
    "letters_screens.resend": _post(f"/console/letters/{ASHGROVE}/{LETTER}/resend"),
    "live_screens.live": _get("/console/live"),
    **{
        name: _page(*page)
        for name, page in (SETTINGS_PAGES | catalogue_pages(WORDS)).items()
    },
    **{name: _get(address) for name, address in MAIL_PAGES.items()},
    **{
        name: _page(*page)
        for name, page in (
            CHANGE_PAGES | PROJECT_PAGES | OF_TOOLS | INCIDENT_PAGES
        ).items()
    },
    "mails_screens.rule": _post(f"{HELD_AT}/refuse", reason="From elsewhere"),
    "mentions_screens.mentions": _get("/console/mentions"),
    "mentions_screens.open_mention": _post(f"/console/mentions/{ASHGROVE}/{TICKET}"),
    "new_ticket_screens.new_ticket": _get(f"/console/tickets/new?school={ASHGROVE}"),
    "new_ticket_screens.open_ticket": _post(
        "/console/tickets/new",
        school_id=ASHGROVE,
        subject="From elsewhere",
        description="Hello",
        name=PRIYA.name,
        email=PRIYA.email,
        channel="phone",
        **SMALL,
    ),
    "pasting_screens.make_ticket": _post(PASTE, **PASTED, school_id=ASHGROVE),
    "pasting_screens.paste": _get(PASTE),
    **{name: _page(*page) for name, page in (PEOPLE_PAGES | PROMISE_PAGES).items()},
    **{name: _page(*page) for name, page in (ENQUIRY_PAGES | REVIEW_PAGES).items()},
    **{name: _page(*page) for name, page in PORTAL_PAGES.items()},
    "queue_screens.console": _get("/console"),
    "search_screens.remove_view": _post(f"/console/views/{VIEW}/remove"),
    "search_screens.save_view": _post("/console/views", name="Ben's", school="Ash"),
    "search_screens.search": _get("/console/search?words=kiln"),
    "recurring_screens.recurring": _get("/console/recurring?times=1"),
    "schools_screens.add_school": _post("/console/schools/new", name="Another"),
    "schools_screens.new_school": _get("/console/schools/new?search=ashgrove"),
    "schools_screens.schools": _get("/console/schools?search=ashgrove"),
    "settings_screens.front": _get(SCHOOL),
    "sign_in_screens.sign_out": _post("/sign-out"),
    **{
        f"ties_screens.{act}": _post(f"{OF_TIED}/{act}", version=3, **typed)
        for act, typed in FORMS.items()
    },
    "ties_screens.ties": _get(f"{OF_TIED}/ties?words=kiln"),
    **{name: _page(*page) for name, page in (PROTECTED | RETENTION_PAGES).items()},
    "tickets_screens.act": _post(
        f"/console/tickets/{TICKET}/resolve", version=1, note="Done"
    ),
    "tickets_screens.preview": _post("/console/preview", text="**kiln**"),
    "tickets_screens.ticket": _get(f"/console/tickets/{TICKET}"),
}

CHANGING = {
    endpoint
    for endpoint, page in ABOUT_ASHGROVE.items()
    if page(TICKET).method == "POST"
} - (FOR_ANYBODY | {"tickets_screens.preview"})
"""The forms that change something of Ashgrove, or of what the MSP looks after."""


class Told(NamedTuple):
    """A town where Ashgrove has something, and the story that a request of it began."""

    api: Api
    story: UUID


@pytest.fixture(scope="module")
def town_of_all(shared_api: Api) -> Told:
    """One for all that is only looked at, or refused: no test changes what it has."""
    make_known(shared_api, OLU, Role.OPERATOR, PROVIDER)
    make_known(shared_api, PRIYA, Role.STAFF, ASHGROVE)
    make_known(shared_api, BEN, Role.STAFF, BECKFIELD)
    return Told(shared_api, tell(shared_api))


@pytest.fixture
def story(api: Api, priya: Reader) -> UUID:
    """The same in a town of this test's own, which may change it."""
    return tell(api)


def answer_to(reader: Reader, page: Page, **typed: Any) -> tuple[int, str]:
    """The status, and the text unless it never ends."""
    answer = reader.client.open(
        page.address, method=page.method, data=page.typed | typed, buffered=False
    )
    ends = answer.mimetype != "text/event-stream"
    said = answer.text if ends else ""
    answer.close()
    return answer.status_code, said


def test_every_page_is_told_of_here(api: Api) -> None:
    pages = {
        rule.endpoint
        for rule in api.app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0].endswith("_screens")
    }
    assert pages == ABOUT_ASHGROVE.keys() | OPEN


@pytest.mark.parametrize("endpoint", sorted(ABOUT_ASHGROVE))
def test_nobody_sees_a_page_before_signing_in(town_of_all: Told, endpoint: str) -> None:
    api, story = town_of_all

    status, said = answer_to(Reader(api, OLU), ABOUT_ASHGROVE[endpoint](story))

    assert status in {303, 401, 403}
    assert WORDS not in said


@pytest.mark.parametrize("endpoint", sorted(ABOUT_ASHGROVE))
def test_beckfield_cannot_see_or_touch_what_is_ashgroves(
    town_of_all: Told, endpoint: str
) -> None:
    api, story = town_of_all
    before = _recorded(api)

    page = ABOUT_ASHGROVE[endpoint](story)
    ben = Reader(api, BEN).signed_in()
    status, said = answer_to(ben, page, csrf=ben.token())

    assert endpoint in FOR_ANYBODY or status in {303, 403, 404}
    assert WORDS not in said
    assert ZOE.email not in said
    assert _recorded(api) == before


@pytest.mark.parametrize("endpoint", sorted(CHANGING))
def test_without_its_guard_each_of_those_forms_is_written_down(
    api: Api, story: UUID, endpoint: str
) -> None:
    """The twin: what Beckfield is refused is right, but for who sends it."""
    somebody = _who_may(api, endpoint)
    page, csrf = ABOUT_ASHGROVE[endpoint](story), somebody.token()
    before = _recorded(api)

    status, said = answer_to(somebody, page, csrf=csrf)

    assert status in {200, 303}, said
    assert _recorded(api) != before


@pytest.mark.parametrize(
    ("somebody", "endpoint"),
    [
        (OLU, "finding_screens.find"),
        (OLU, "letters_screens.letters"),
        (OLU, "queue_screens.console"),
        (OLU, "search_screens.search"),
        (OLU, "tickets_screens.ticket"),
        (PRIYA, "portal_screens.home"),
        (PRIYA, "portal_screens.ticket"),
    ],
)
def test_whoever_may_sees_what_beckfield_does_not(
    town_of_all: Told, somebody: Person, endpoint: str
) -> None:
    api, story = town_of_all
    reader = Reader(api, somebody).signed_in()
    assert WORDS in answer_to(reader, ABOUT_ASHGROVE[endpoint](story))[1]


def _who_may(api: Api, endpoint: str) -> Reader:
    """Priya in what is hers, as the head in what is a head's; else Olu, who has become
    one of those who may do most."""
    if endpoint.startswith(OF_WHO_RUNS_IT):
        return make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()
    if endpoint.startswith(("account_", "callbacks_", "portal_")):
        return Reader(api, PRIYA).signed_in()
    if endpoint.startswith("own_queue_"):
        return make_known(api, PRIYA, Role.TECHNICIAN, ASHGROVE).signed_in()
    return make_known(api, OLU, Role.MSP_ADMINISTRATOR, PROVIDER).signed_in()


def _recorded(api: Api) -> list[object]:
    """How far the logs of everybody but Beckfield go."""
    return [
        (service, head)
        for service in ("directory", "intake", "sla")
        for head in api.town.applications[service].heads(None)
        if head.school != BECKFIELD
    ]
