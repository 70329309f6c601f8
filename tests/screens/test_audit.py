"""Can a school and the MSP read the log in a browser, and see that it is unaltered?"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from infra.demo_people import ASHGROVE, BECKFIELD
from tests.shared import reference_verifier as stranger
from tests.support.browser import Opens
from tests.support.places import ticket_of
from tests.support.platform import Platform

LOG = f"/audit/{ASHGROVE}"
_READ = "select actor from events where school = ? and position = ?"
_ALTER = "update events set actor = ? where school = ? and position = ?"


def test_the_desk_follows_a_ticket_through_all_services(
    demo: Platform, opens: Opens
) -> None:
    ticket = ticket_of(demo, "The bell rings twice")
    page = opens(f"/console/tickets/{ticket}")
    page.get_by_role("link", name="The whole story").click()
    expect(page.locator("h1")).to_have_text("What happened because of one request")
    lines = page.locator(".story li")
    expect(lines.first).to_contain_text("Ticket opened")
    effect = lines.filter(has_text="Clock started")
    expect(effect).to_contain_text(re.compile(r"sla \d+\s+because of intake \d+"))
    expect(effect).to_have_class("depth-1")


def test_a_head_reaches_the_log_from_a_request(demo: Platform, opens: Opens) -> None:
    ticket = ticket_of(demo, "The kettle trips the fuse")
    page = opens(f"/portal/{ASHGROVE}/tickets/{ticket}", "head")
    page.get_by_role("link", name="The story of this request").click()
    expect(page.locator(".story li").first).to_contain_text("Ticket opened")
    page.get_by_role("link", name="Log of Ashgrove Primary").click()
    expect(page.locator("h1")).to_have_text("Log of Ashgrove Primary")


def test_a_log_is_narrowed_and_shown_from_its_beginning(opens: Opens) -> None:
    page = opens(LOG, "head")
    page.get_by_label("Service").select_option("Intake")
    page.get_by_label("What happened").select_option("Ticket opened (intake)")
    page.get_by_label("Order").select_option("Oldest first")
    page.get_by_role("button", name="Show").click()
    events = page.locator(".events > li")
    expect(events.first).to_contain_text("intake 3")
    expect(events.filter(has_not_text="Ticket opened")).to_have_count(0)
    page.get_by_label("To", exact=True).fill("2000-01-01")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Nothing fits.")).to_be_visible()


def test_an_event_is_read_as_it_was_recorded_and_its_text_is_sealed(
    demo: Platform, opens: Opens
) -> None:
    ticket_of(demo, "A secret about the safe")
    page = opens(f"{LOG}?service=intake&type=intake.ticket_opened", "head")
    page.locator("summary").first.click()
    body = page.locator(".events pre").first
    expect(body).to_contain_text('"sealed"')
    expect(body).not_to_contain_text("A secret about the safe")


def test_what_is_shown_is_verified(opens: Opens) -> None:
    page = opens(LOG, "head")
    expect(page.locator(".verdict")).to_contain_text(
        re.compile(r"Verified, intake: events \d+-\d+ follow each other unaltered")
    )


def test_what_somebody_altered_is_told_on_the_page(
    demo: Platform, opens: Opens
) -> None:
    page = opens(f"{LOG}?service=intake&order=oldest", "head")
    expect(page.locator(".verdict")).to_contain_text("Verified, intake")
    with altered(demo.data, position=2):
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text("Not intact: intake.")
    page.reload()
    expect(page.get_by_role("alert")).to_have_count(0)


@contextmanager
def altered(data: Path, position: int) -> Iterator[None]:
    """Have an event of Ashgrove say for a while that somebody else caused it."""
    mine = (ASHGROVE.hex, position)
    with closing(sqlite3.connect(data / "intake.db", timeout=20)) as connection:
        [was] = connection.execute(_READ, mine).fetchone()
        for actor in ("person:somebody-else", was):
            with connection:
                assert connection.execute(_ALTER, (actor, *mine)).rowcount == 1
            if actor != was:
                yield


def test_what_is_downloaded_can_be_checked_by_a_stranger(
    opens: Opens, tmp_path: Path
) -> None:
    page = opens(LOG, "head")
    with page.expect_download() as started:
        page.get_by_role("link", name="Download the whole log").click()
    started.value.save_as(tmp_path / "log.ndjson")
    logs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (tmp_path / "log.ndjson").read_text().splitlines():
        event = json.loads(line)
        event["body"] = stranger.canonical(event["body"]).decode()
        event["school"] = str(ASHGROVE)
        logs[event["service"]].append(event)
    assert logs.keys() == {"directory", "intake", "sla"}
    for events in logs.values():
        stranger.verify(events)
    logs["intake"][1]["actor"] = "person:somebody-else"
    with pytest.raises(AssertionError, match="2 was altered"):
        stranger.verify(logs["intake"])


def test_no_log_of_another_school_is_shown_or_downloaded(opens: Opens) -> None:
    page = opens(f"/audit/{BECKFIELD}", "head")
    expect(page.locator("h1")).to_have_text("Not allowed")
    page.goto("/audit")
    expect(page.locator("h1")).to_have_text("Log of Ashgrove Primary")
    answer = page.request.get(f"/audit/{BECKFIELD}/download")
    assert answer.status == 403


def test_the_msp_finds_any_school_and_its_own_log(opens: Opens) -> None:
    page = opens("/audit", "auditor")
    page.get_by_label("Find a school").fill("beck")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("link", name="Ashgrove Primary")).to_have_count(0)
    page.get_by_role("link", name="Beckfield Academy").click()
    expect(page.locator("h1")).to_have_text("Log of Beckfield Academy")
    page.goto("/audit")
    page.get_by_role("link", name="The MSP's own log").click()
    expect(page.locator(".events")).to_contain_text("Session started")
