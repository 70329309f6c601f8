"""Does the desk get its work done in a real browser?"""

from __future__ import annotations

import re

from playwright.sync_api import expect

from infra.demo_people import BEN
from tests.support.browser import Opens
from tests.support.places import ticket_of
from tests.support.platform import Platform


def test_a_ticket_is_worked_by_keyboard_alone(demo: Platform, opens: Opens) -> None:
    page = opens("/console?tab=unassigned")
    page.keyboard.press("j")
    expect(page.locator(".to-ticket").first).to_be_focused()
    subject = page.locator(".subject").first.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#ticket-title")).to_have_text(subject)
    expect(page.locator("#ticket-title")).to_be_focused()
    expect(page).to_have_url(re.compile("/console/tickets/.+tab=unassigned"))
    expect(page).to_have_title(re.compile(re.escape(subject)))
    page.keyboard.press("n")
    expect(page.get_by_label("Your note")).to_be_focused()
    page.keyboard.type("The *spare* is in van 2.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".timeline em")).to_have_text("spare")
    expect(page.locator("#announcer")).to_have_text("Your note is kept for the desk.")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.get_by_label("Find a ticket")).to_be_focused()
    page.keyboard.type("take the register")
    expect(page.locator("#palette [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#ticket-title")).to_have_text("Nobody can take the register")


def test_single_keys_do_nothing_for_who_switched_them_off(opens: Opens) -> None:
    page = opens("/account")
    page.get_by_label("Single keys do something").uncheck()
    page.get_by_role("button", name="Keep").click()
    page.goto("/console")
    page.keyboard.press("?")
    page.keyboard.press("j")
    expect(page.locator(".to-ticket").first).not_to_be_focused()
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.get_by_label("Find a ticket")).to_be_focused()


def test_what_changes_elsewhere_is_seen_without_a_reload(
    demo: Platform, opens: Opens
) -> None:
    page = opens("/console")
    expect(page.locator("html")).to_have_attribute("data-live", "on")
    ticket = ticket_of(demo, "The lamp flickers")
    expect(page.locator("#rows")).to_contain_text("The lamp flickers")
    page.get_by_role("link", name="The lamp flickers").click()
    expect(page.locator("#ticket-title")).to_be_focused()
    said = {"version": 1, "text": "Somebody else was faster."}
    demo.api("POST", f"/tickets/{ticket}/reply", json=said)
    expect(page.locator(".timeline")).to_contain_text("Somebody else was faster.")


def test_nothing_typed_is_lost_when_somebody_else_was_faster(
    demo: Platform, opens: Opens
) -> None:
    ticket = ticket_of(demo, "The door beeps")
    page = opens(f"/console/tickets/{ticket}")
    expect(page.locator("html")).to_have_attribute("data-live", "on")
    page.get_by_label("Your reply").fill("On my way.")
    demo.api("POST", f"/tickets/{ticket}/hold", json={"version": 1, "reason": "Part."})
    expect(page.get_by_text("Somebody changed this ticket.")).to_be_visible()
    expect(page.get_by_label("Your reply")).to_have_value("On my way.")
    page.get_by_role("button", name="Send reply").click()
    summary = page.locator(".summary")
    expect(summary).to_contain_text("It has changed since you looked")
    expect(summary).to_contain_text("ticket held")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Your reply")).to_have_value("On my way.")
    page.get_by_role("button", name="Send reply").click()
    expect(page.locator(".entry-reply")).to_contain_text("On my way.")


def test_several_tickets_are_assigned_at_once(demo: Platform, opens: Opens) -> None:
    for number in (1, 2):
        ticket_of(demo, f"Mouse {number} is missing")
    page = opens("/console?tab=unassigned&search=mouse")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_text("Assign or merge several").click()
    page.get_by_role("button", name="Assign ticked").click()
    expect(page.locator("h1")).to_have_text("2 of 2 assigned to Olu")


def test_a_reply_is_previewed_as_it_will_be_read(demo: Platform, opens: Opens) -> None:
    page = opens(f"/console/tickets/{ticket_of(demo, 'The bell is late')}")
    page.get_by_label("Your reply").fill("By **noon**.")
    page.locator("#reply").get_by_role("button", name="Preview").click()
    expect(page.locator("#reply .preview strong")).to_have_text("noon")


def test_the_console_works_without_script(demo: Platform, opens: Opens) -> None:
    ticket_of(demo, "The clock is slow")
    page = opens("/console?search=clock", java_script_enabled=False)
    page.get_by_role("link", name="The clock is slow").click()
    page.get_by_label("Your reply").fill("We set it tonight.")
    page.get_by_role("button", name="Send reply").click()
    expect(page.locator(".flash")).to_have_text("Your reply is sent.")
    expect(page.locator(".entry-reply")).to_contain_text("We set it tonight.")


def test_back_and_forth_show_what_the_address_says(opens: Opens) -> None:
    page = opens("/console")
    page.get_by_role("link", name="On hold").click()
    expect(page.locator("h1#list-title")).to_have_text("On hold")
    expect(page.locator("#tab-on_hold")).to_be_focused()
    page.go_back()
    expect(page.locator("h1#list-title")).to_have_text("Open")


def test_what_is_found_by_fields_is_kept_beside_the_queue(
    demo: Platform, opens: Opens
) -> None:
    page = opens("/console/search", fresh=True)
    page.get_by_label("School, by words of its name").fill("beckfield")
    page.get_by_label("Words or reference").fill("gymnasium")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.get_by_role("heading", name="Nothing fits")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("The gymnasium")
    page.get_by_role("button", name="Save view").click()
    expect(page.locator("#list-title")).to_have_text("The gymnasium")
    view = page.locator(".tabs a", has_text="The gymnasium")
    expect(view).to_have_text(re.compile("0 tickets"))
    expect(page.locator("html")).to_have_attribute("data-live", "on")
    ticket_of(demo, "The gymnasium has no light", BEN)
    ticket_of(demo, "The gymnasium has no sound")
    expect(view).to_have_text(re.compile("1 ticket$"))
    expect(page.locator("#rows .subject")).to_have_text("The gymnasium has no light")
    page.get_by_role("link", name="Change this view").click()
    page.get_by_role("button", name="Remove this view").click()
    expect(page.locator(".flash")).to_contain_text("The view is removed.")
    expect(view).to_have_count(0)
