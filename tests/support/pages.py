"""Which pages are there, who looks at each, and what do they do there first?

Every page that a browser can be shown has its row here. A row is proved in light and
dark, on a telephone, at 200 %, with large text and by keyboard. A name in braces in an
address is a place of `tests/support/places.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page

from tests.support.calendar_looks import CALENDAR
from tests.support.catalogue_looks import CATALOGUE
from tests.support.change_looks import CHANGES
from tests.support.enquiry_looks import ENQUIRIES
from tests.support.guidance_looks import GUIDANCE
from tests.support.hook_looks import HOOKS
from tests.support.incident_looks import INCIDENTS
from tests.support.portal_deeds import (
    ask_badly,
    ask_for_no_call,
    say_how_it_was,
    want_a_bad_password,
)
from tests.support.priority_looks import PRIORITIES
from tests.support.promise_deeds import PROMISES
from tests.support.queue_deeds import (
    ask_for_keys,
    ask_the_palette,
    keep_badly,
    tick_and,
)
from tests.support.remote_looks import REMOTE
from tests.support.retention_looks import RETENTION
from tests.support.review_looks import REVIEWS
from tests.support.settings_deeds import (
    add_no_address,
    add_nobody,
    choose_a_pale_colour,
    give_it_backwards,
    take_on_nobody,
)
from tests.support.staff_looks import STAFF
from tests.support.team_looks import TEAMS
from tests.support.text_looks import TEXTS
from tests.support.watching_looks import WATCHING

Deed = Callable[[Page], object]


class Look(NamedTuple):
    """A page as somebody comes to see it; `then` is what they do there first."""

    name: str
    address: str
    who: str | None
    then: Deed | None = None


def _press(button: str) -> Deed:
    return lambda page: page.get_by_role("button", name=button, exact=True).click()


def _open(words: str) -> Deed:
    return lambda page: page.locator("summary", has_text=words).first.click()


def _guess(page: Page) -> None:
    page.get_by_label("Email address").fill("nobody@msp.example")
    page.get_by_label("Password").fill("not a password")
    page.get_by_role("button", name="Sign in").click()
    page.locator(".summary").wait_for()


def _say_nothing(label: str, button: str) -> Deed:
    """Send a form with a field that is only blanks, which browsers let pass."""

    def send(page: Page) -> None:
        page.get_by_label(label).fill(" ")
        page.get_by_role("button", name=button).click()
        page.locator(".summary").wait_for()

    return send


def _note_nothing(page: Page) -> None:
    _open("Note")(page)
    _say_nothing("Your note", "Keep note")(page)


def _write_and_preview(page: Page) -> None:
    page.get_by_label("Your reply").fill("It is **done**:\n\n- one\n- two")
    page.locator("#reply").get_by_role("button", name="Preview").click()
    page.locator("#reply .preview").wait_for()


def _take_a_bad_call(page: Page) -> None:
    for label in ("Who asks", "In a few words"):
        page.get_by_label(label).fill(" ")
    page.get_by_label("Email address").fill("somebody@localhost")
    page.get_by_role("button", name="Open ticket").click()
    page.locator(".summary").wait_for()


def _look_for_the_same(page: Page) -> None:
    page.get_by_label("Words of its name, or its URN").fill("Ashgrove")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("radio").first.check()
    page.get_by_label("In a few words").fill("The whiteboard flickers")
    page.get_by_role("button", name="Look for the same").click()
    page.get_by_text("Perhaps it is there already:").wait_for()


SCHOOL = "/portal/{ashgrove}"
HELD = "/console/mail/{ashgrove}/{held_mail}"
LOG = "/audit/{ashgrove}"
SETTINGS = "/console/schools/{ashgrove}"
TIES = "/console/tickets/{busy}/ties"
UNASSIGNED = "/console?tab=unassigned"

PAGES = (
    Look("sign-in", "/sign-in", None),
    Look("sign-in-refused", "/sign-in", None, _guess),
    Look("help", "/help", None),
    Look("help-of-the-desk", "/help", "olu"),
    Look("account", "/account", "olu"),
    Look("account-refused", "/account", "olu", want_a_bad_password),
    Look("queue", "/console", "olu"),
    Look("queue-crowded", UNASSIGNED, "olu", _open("Assign or merge several")),
    Look("queue-of-nothing", "/console?tab=on_hold&search=xyz", "olu"),
    Look("queue-of-a-view", "/console?view={view}", "olu"),
    Look("search", "/console/search?state=open&words=", "olu"),
    Look("search-refused", "/console/search?school=nowhere&words=", "olu"),
    Look("view", "/console/search?view={view}", "olu"),
    Look("ticket", "/console/tickets/{busy}", "olu"),
    Look("ticket-with-preview", "/console/tickets/{busy}", "olu", _write_and_preview),
    Look("ticket-with-mistake", "/console/tickets/{busy}", "olu", _note_nothing),
    Look("ticket-triaged", "/console/tickets/{busy}", "olu", _open("Triage")),
    Look("ticket-on-hold", "/console/tickets/{held}?tab=on_hold", "olu"),
    Look("ticket-resolved", "/console/tickets/{done}?tab=resolved", "olu"),
    Look("clock", "/tickets/{busy}/clock", "olu", _open("Every stretch")),
    Look("clock-for-the-school", "/tickets/{done}/clock", "head"),
    Look("ticket-suggested", "/console/tickets/{suggested}", "olu"),
    Look("new-ticket-suggested", "/console/tickets/new", "olu", _look_for_the_same),
    Look("ticket-to-approve", "/console/tickets/{unapproved}", "olu"),
    Look("recurring", "/console/recurring?times=1&days=30", "olu"),
    Look("macros", "/console/macros?macro={macro}", "olu"),
    Look("macros-refused", "/console/macros", "olu", keep_badly),
    Look("macro", "/console/tickets/{busy}/macros/{macro}", "olu"),
    Look("ticket-long", "/console/tickets/{long}?tab=on_hold", "olu"),
    Look(
        "assigned",
        "/console?search=trolley",
        "olu",
        tick_and("Assign ticked", ".outcomes"),
    ),
    Look(
        "merging",
        "/console?search=trolley",
        "olu",
        tick_and("Merge ticked", "fieldset"),
    ),
    Look("ties", TIES, "olu"),
    Look("ties-refused", f"{TIES}?words=the", "olu", _press("Tie them")),
    Look("keys", "/console", "olu", ask_for_keys),
    Look("palette", "/console", "olu", ask_the_palette),
    Look("letters", "/console/letters", "olu"),
    Look("schools", "/console/schools", "olu"),
    Look("new-school", "/console/schools/new?search=becket", "lead"),
    Look("new-school-refused", "/console/schools/new", "lead", take_on_nobody),
    *(Look(*row) for row in (*CALENDAR, *CATALOGUE, *PRIORITIES, *PROMISES)),
    Look("mailboxes", f"{SETTINGS}/mailboxes", "olu"),
    Look("mailboxes-refused", f"{SETTINGS}/mailboxes", "olu", add_no_address),
    Look("people", f"{SETTINGS}/people", "olu"),
    Look("people-refused", f"{SETTINGS}/people", "olu", add_nobody),
    Look("person", f"{SETTINGS}/people/{{priya}}", "olu", _open("End it")),
    Look("person-refused", f"{SETTINGS}/people/{{priya}}", "olu", give_it_backwards),
    Look("colleagues", "/console/colleagues", "administrator"),
    *(Look(*row) for row in (*HOOKS, *INCIDENTS, *ENQUIRIES, *REVIEWS)),
    Look("colleague", "/console/colleagues/{lead}", "administrator"),
    Look("look", f"{SETTINGS}/look", "olu"),
    Look("look-refused", f"{SETTINGS}/look", "olu", choose_a_pale_colour),
    Look("new-ticket", "/console/tickets/new", "olu"),
    Look("paste", "/console/tickets/paste", "olu"),
    Look("new-ticket-refused", "/console/tickets/new", "olu", _take_a_bad_call),
    Look("portal", SCHOOL, "priya"),
    Look("portal-of-the-school", f"{SCHOOL}?whose=school", "priya"),
    Look("portal-of-the-head", SCHOOL, "head"),
    Look("portal-of-nothing", f"{SCHOOL}?search=xyz", "priya"),
    Look("portal-of-a-governor", SCHOOL, "governor"),
    Look("portal-for-the-desk", "/portal/{beckfield}", "olu"),
    Look("request", f"{SCHOOL}/tickets/{{projector}}", "priya"),
    Look("request-done", f"{SCHOOL}/tickets/{{done}}", "head"),
    Look("request-to-approve", f"{SCHOOL}/tickets/{{unapproved}}", "head"),
    Look("rate", f"{SCHOOL}/tickets/{{done}}", "priya", say_how_it_was),
    Look("request-long", "/portal/{beckfield}/tickets/{long}", "ben"),
    Look("call-me", f"{SCHOOL}/call-me", "priya"),
    Look("call-me-refused", f"{SCHOOL}/call-me", "priya", ask_for_no_call),
    Look("new-request", f"{SCHOOL}/new", "priya"),
    Look("new-request-refused", f"{SCHOOL}/new", "priya", ask_badly),
    *(
        Look(*row)
        for row in (
            *(*CHANGES, *GUIDANCE, *STAFF, *TEAMS, *TEXTS, *REMOTE, *RETENTION),
            *WATCHING,
        )
    ),
    Look("offerings", f"{SCHOOL}/ask", "priya"),
    Look("offering", f"{SCHOOL}/ask/borrow-laptops", "priya"),
    Look("mail", "/console/mail", "olu"),
    Look("mail-held", HELD, "olu", _open("Put it")),
    Look("logs", "/audit", "olu"),
    Look("figures", "/console/figures", "olu"),
    Look("figures-of-the-school", f"{SETTINGS}/figures", "priya"),
    Look("log", LOG, "head"),
    Look("log-in-full", f"{LOG}?service=intake", "head", _open("What was recorded")),
    Look("log-of-nothing", f"{LOG}?since=2000-01-01&until=2000-01-02", "head"),
    Look("log-of-the-msp", "/audit/{msp}", "auditor"),
    Look("story", "/audit/{beckfield}/stories/{story}", "olu"),
    Look("not-for-you", "/console", "priya"),
    Look("not-there", "/console/tickets/{nobodys}", "olu"),
    Look("no-such-page", "/nowhere", "olu"),
    Look("api", "/api/docs", None),
    Look("problem", "/problems/conflict", None),
)
