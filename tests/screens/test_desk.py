"""Does a ticket go through its whole life in the console, and do others see it go?"""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from infra.demo_people import ASHGROVE
from tests.support.browser import Opens
from tests.support.places import ticket_of
from tests.support.platform import Platform


def said(page: Page, words: str) -> None:
    """What an act says when it is done, to the eye and to the ear."""
    expect(page.locator(".flash")).to_have_text(words)
    expect(page.locator("#announcer")).to_have_text(words)


def test_a_ticket_is_worked_from_triage_to_the_end_and_opened_again(
    demo: Platform, opens: Opens
) -> None:
    page = opens(f"/console/tickets/{ticket_of(demo, 'The lift stands')}")
    facts = page.locator(".ticket header .facts")
    chips = page.locator(".promises")
    expect(facts).to_contain_text("P4 low")

    page.locator("summary", has_text="Triage").click()
    page.get_by_label("Impact").select_option("High")
    page.get_by_label("Urgency").select_option("High")
    page.get_by_role("button", name="Set").click()
    said(page, "Impact, urgency and priority are set.")
    expect(facts).to_contain_text("P1 critical")

    page.get_by_label("Who works on it").select_option(label="Olu (me)")
    page.get_by_role("button", name="Assign", exact=True).click()
    said(page, "It is assigned.")
    expect(page.locator(".timeline")).to_contain_text(
        re.compile(r"assigned it to\s+Olu")
    )

    page.locator("summary", has_text="Put on hold").click()
    page.get_by_label("Whom or what it waits for").fill("The engineer of the lift.")
    page.get_by_role("button", name="Put on hold").click()
    said(page, "It is on hold; its clock stands still.")
    expect(chips).to_contain_text("Resolution stands still")

    page.get_by_role("button", name="Go on with it").click()
    said(page, "It goes on; its clock counts again.")
    expect(chips).to_contain_text(re.compile(r"Resolution in \d+"))

    page.locator("summary", has_text="Resolve").click()
    page.get_by_label("What was done").fill("A new fuse.")
    page.get_by_role("button", name="Resolve", exact=True).click()
    said(page, "It is resolved.")
    expect(facts).to_contain_text("Resolved")
    expect(chips).to_contain_text("Resolution in time")

    page.get_by_label("Why it is not done after all").fill("It stands again.")
    page.get_by_role("button", name="Reopen").click()
    said(page, "It is open again.")
    expect(facts).to_contain_text("Open")
    expect(page.locator(".timeline")).to_contain_text("It stands again.")


def test_a_reply_is_for_the_school_and_a_note_for_the_desk(
    demo: Platform, opens: Opens
) -> None:
    ticket = ticket_of(demo, "The scanner skews")
    page = opens(f"/console/tickets/{ticket}")
    reply, note = page.locator(".composer-reply"), page.locator(".composer-note")
    expect(reply).to_contain_text("Priya Nair at Ashgrove Primary will read this.")
    page.get_by_label("Your reply").fill("Put it *straight*.")
    reply.get_by_role("button", name="Preview").click()
    expect(reply.locator(".preview em")).to_have_text("straight")
    reply.get_by_role("button", name="Send reply").click()
    said(page, "Your reply is sent.")
    note.locator("summary").click()
    expect(page.get_by_label("Your reply")).to_be_hidden()
    expect(note).to_contain_text("Only the desk reads this.")
    page.get_by_label("Your note").fill("It is the third time.")
    note.get_by_role("button", name="Keep note").click()
    said(page, "Your note is kept for the desk.")
    colours = "one => getComputedStyle(one).backgroundColor"
    assert page.locator(".entry-note").evaluate(colours) != page.locator(
        ".entry-reply"
    ).evaluate(colours)
    theirs = opens(f"/portal/{ASHGROVE}/tickets/{ticket}", "priya")
    expect(theirs.locator(".timeline")).to_contain_text("Put it straight.")
    expect(theirs.locator("body")).not_to_contain_text("third time")


def test_two_people_see_what_the_other_does_as_it_happens(
    demo: Platform, opens: Opens
) -> None:
    ticket = ticket_of(demo, "The tannoy crackles")
    olu = opens(f"/console/tickets/{ticket}")
    expect(olu.locator("html")).to_have_attribute("data-live", "on")
    olu.evaluate("window.since = 'the beginning'")
    lead = opens(f"/console/tickets/{ticket}", "lead")
    lead.get_by_label("Who works on it").select_option(label="Olu")
    lead.get_by_role("button", name="Assign", exact=True).click()
    said(lead, "It is assigned.")
    expect(olu.locator(f"#row-{ticket}")).to_contain_text("Olu")
    expect(olu.locator(".timeline")).to_contain_text("Team lead")
    expect(olu.get_by_label("Who works on it")).to_have_value(re.compile("person:"))
    lead.locator("summary", has_text="Resolve").click()
    lead.get_by_label("What was done").fill("A new amplifier.")
    lead.get_by_role("button", name="Resolve", exact=True).click()
    expect(olu.locator(".ticket header .facts")).to_contain_text("Resolved")
    expect(olu.locator(f"#row-{ticket}")).to_have_count(0)
    assert olu.evaluate("window.since") == "the beginning"


def test_what_a_school_writes_reaches_an_open_console(
    demo: Platform, opens: Opens
) -> None:
    ticket = ticket_of(demo, "The screen flickers green")
    olu = opens(f"/console/tickets/{ticket}")
    expect(olu.locator("html")).to_have_attribute("data-live", "on")
    priya = opens(f"/portal/{ASHGROVE}/tickets/{ticket}", "priya")
    priya.get_by_label("Your message").fill("Now it is purple.")
    priya.get_by_role("button", name="Send").click()
    expect(olu.locator(".timeline")).to_contain_text("Now it is purple.")


def test_what_somebody_else_changed_is_shown_and_not_overwritten(
    demo: Platform, opens: Opens
) -> None:
    ticket = ticket_of(demo, "The projector is upside down")
    slow = opens(f"/console/tickets/{ticket}", java_script_enabled=False)
    quick = opens(f"/console/tickets/{ticket}", "lead")
    quick.locator("summary", has_text="Triage").click()
    quick.get_by_label("Urgency").select_option("High")
    quick.get_by_role("button", name="Set").click()
    said(quick, "Impact, urgency and priority are set.")
    slow.locator("summary", has_text="Triage").click()
    slow.get_by_label("Impact").select_option("Medium")
    slow.get_by_role("button", name="Set").click()
    expect(slow.locator(".summary")).to_contain_text("It has changed since you looked")
    expect(slow.locator(".summary")).to_contain_text("Team lead: ticket triaged")
    answer = demo.api("GET", f"/tickets/{ticket}").json()
    assert (answer["impact"], answer["urgency"]) == ("low", "high")


def test_beckfield_hears_nothing_of_the_live_stream(
    demo: Platform, opens: Opens
) -> None:
    for who in ("ben", "priya", "head", "auditor"):
        page = opens("/account", who)
        assert page.evaluate("fetch('/console/live').then(r => r.status)") == 403
        closed = """() => new Promise(done => {
            const stream = new EventSource('/console/live');
            stream.onerror = () => done(stream.readyState === EventSource.CLOSED);
        })"""
        assert page.evaluate(closed) is True


def test_what_is_looked_for_is_found_or_said_not_to_be_there(
    demo: Platform, opens: Opens
) -> None:
    ticket_of(demo, "Xylophone lost its mallets")
    page = opens("/console")
    page.keyboard.press("/")
    expect(page.get_by_label("Search in this queue")).to_be_focused()
    page.keyboard.type("xylophone")
    page.keyboard.press("Enter")
    expect(page.locator(".row-of")).to_have_count(1)
    expect(page).to_have_url(re.compile("search=xylophone"))
    page.get_by_label("Search in this queue").fill("zither")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing found.")).to_be_visible()


def test_a_call_is_written_down_while_somebody_talks(
    demo: Platform, opens: Opens
) -> None:
    page = opens("/console")
    page.get_by_role("link", name="New ticket").click()
    page.get_by_label("Words of its name, or its URN").fill("beckf")
    page.get_by_label("Beckfield Academy").check()
    page.get_by_label("Who asks").fill("Ben Okafor")
    page.get_by_label("Email address").fill("ben@beckfield.example")
    page.get_by_label("In a few words").fill("Nothing prints in the office")
    page.get_by_role("button", name="Open ticket").click()
    expect(page.locator("#ticket-title")).to_have_text("Nothing prints in the office")
    expect(page.locator(".about")).to_contain_text("Phone")
