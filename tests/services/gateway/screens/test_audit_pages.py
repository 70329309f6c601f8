"""How do a school and the MSP look into the log, and see that nobody altered it?"""

from __future__ import annotations

import json
import re
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from contracts.access import Role, person
from contracts.values import PROVIDER
from services.gateway.log import SERVICES
from services.gateway.screens import audit_log
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, Person
from tests.support.databases import behind

LOG = f"/audit/{ASHGROVE}"
_EVENT = re.compile(r'<span class="muted">(\w+) (\d+)</span>')


@pytest.fixture
def head(api: Api) -> Reader:
    """The head of Ashgrove, at whose school something happened on two days."""
    ticket = api.olu.opens()
    api.town.settle()
    api.olu.acts(ticket, "reply", text="I am on my way.")
    api.town.settle()
    api.town.clock.advance(days=1)
    api.olu.opens(subject="<script>alert(1)</script>")
    api.town.settle()
    return make_known(api, _HEAD, Role.HEAD, ASHGROVE).signed_in()


def shown(page: str) -> list[tuple[str, int]]:
    """The events of a page, as service and position, in its order."""
    return [(service, int(position)) for service, position in _EVENT.findall(page)]


def whole(api: Api) -> list[tuple[str, int]]:
    """Every event of Ashgrove, the oldest first."""
    logs = [e for service in SERVICES for e in api.town.log(service, ASHGROVE)]
    logs.sort(key=lambda e: (e.recorded_at, e.service, e.position))
    return [(e.service, e.position) for e in logs]


def test_the_log_is_read_newest_first_or_oldest_first(head: Reader) -> None:
    everything = whole(head.api)
    assert 8 < len(everything) <= audit_log.PAGE
    assert shown(head.reads(f"{LOG}?order=oldest")) == everything
    assert shown(head.reads(LOG)) == everything[::-1]


@pytest.mark.parametrize("order", ["", "oldest"])
def test_pages_hold_every_event_once_and_in_order(
    head: Reader, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_log, "PAGE", 3)
    monkeypatch.setattr(audit_log, "_CHUNK", 2)
    everything = whole(head.api)
    read: list[tuple[str, int]] = []
    following: str | None = f"{LOG}?order={order}"
    while following:
        page = head.reads(following)
        read += shown(page)
        assert "Verified" in page
        found = re.search(r'rel="next" href="([^"]+)"', page)
        following = found[1] if found else None
    assert read == (everything if order else everything[::-1])


def test_what_comes_in_meanwhile_moves_no_page(
    head: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_log, "PAGE", 3)
    everything = whole(head.api)[::-1]
    found = re.search(r'rel="next" href="([^"]+)"', head.reads(LOG))
    assert found
    head.api.olu.opens()
    assert shown(head.reads(found[1])) == everything[3:6]


def test_a_log_is_narrowed_by_service_by_type_and_by_day(head: Reader) -> None:
    everything = whole(head.api)
    intake = shown(head.reads(f"{LOG}?service=intake&order=oldest"))
    assert intake == [one for one in everything if one[0] == "intake"]
    page = head.reads(f"{LOG}?type=intake.ticket_replied")
    assert shown(page) == [("intake", 3)]
    assert "events 1-4 follow each other unaltered" in page
    monday = shown(head.reads(f"{LOG}?until=2026-06-08&service=intake"))
    tuesday = shown(head.reads(f"{LOG}?since=2026-06-09&service=intake"))
    assert monday == [("intake", number) for number in (4, 3, 2, 1)]
    assert tuesday == [("intake", 6), ("intake", 5)]
    assert "Nothing fits." in head.reads(f"{LOG}?since=2026-06-10&type=x")


def test_where_few_events_fit_a_page_ends_and_says_that_there_is_more(
    head: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_log, "SCANNED", 2)
    page = head.reads(f"{LOG}?type=directory.school_added")
    assert "there is more to look through" in page
    assert 'rel="next"' in page


@pytest.mark.parametrize("day", ["yesterday", "9999-12-31", "0001-01-01", ""])
@pytest.mark.parametrize("after", ["x", "e30", ""])
def test_what_is_no_day_and_no_cursor_narrows_nothing(
    head: Reader, day: str, after: str
) -> None:
    page = head.reads(f"{LOG}?until={day}&after={after}&service=moon")
    assert "Log of Ashgrove Primary" in page


def test_each_page_is_verified_and_says_from_where_to_where(head: Reader) -> None:
    page = head.reads(f"{LOG}?service=intake")
    assert "Verified, intake: events 1-6 follow each other unaltered." in page
    page = head.reads(f"{LOG}?service=intake&since=2026-06-09")
    assert "Verified, intake: events 5-6 follow each other unaltered." in page


def test_one_altered_event_is_named(head: Reader) -> None:
    """The twin: the very same page, after somebody changed a row of the log."""
    database = head.api.town.databases["intake"]
    with behind(database) as connection:
        connection.execute(
            text("UPDATE events SET actor = 'somebody' WHERE position = 2")
        )
    page = head.reads(f"{LOG}?service=intake")
    assert "Not intact: intake." in page
    assert "Position 2 is not what was recorded" in page
    assert "Verified, intake" not in page


def test_each_event_says_who_on_whose_behalf_and_links_to_its_story(
    head: Reader,
) -> None:
    page = head.reads(f"{LOG}?type=intake.ticket_opened")
    recorded = head.api.town.log("intake", ASHGROVE)[0]
    assert "on behalf of requester " in page
    assert recorded.hash.hex()[:12] in page
    story = f"{LOG}/stories/{recorded.correlation_id}"
    assert f'href="{story}"' in page


def test_a_story_is_told_over_all_services_causes_first(head: Reader) -> None:
    recorded = head.api.town.log("intake", ASHGROVE)[0]
    page = head.reads(f"{LOG}/stories/{recorded.correlation_id}")
    assert ("sla", 1) not in shown(page)
    told = shown(page)
    assert told[0] == ("intake", 1)
    assert {service for service, _ in told} == {"intake", "sla"}
    assert 'class="depth-1"' in page
    assert "recorded <time" in page
    head.reads(f"{LOG}/stories/{uuid4()}", 404)


def test_personal_text_stays_sealed_and_nothing_hostile_is_run(head: Reader) -> None:
    raw = head.client.get(LOG).text
    assert "<script>alert" not in raw
    assert "sealed" in raw
    assert "I am on my way" not in raw


def test_the_whole_log_is_downloaded_a_line_for_each_event(head: Reader) -> None:
    answer = head.client.get(f"{LOG}/download")
    assert answer.status_code == 200
    assert answer.content_type == "application/x-ndjson"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [(one["service"], one["position"]) for one in lines] == whole(head.api)
    api = head.api.olu.get(f"/schools/{ASHGROVE}/events", limit=1_000)
    assert lines == api.json["events"]  # type: ignore[index]


def test_the_msp_picks_whose_log_it_reads_and_has_one_of_its_own(
    api: Api, olu: Reader
) -> None:
    page = olu.reads("/audit")
    assert f'href="{LOG}"' in page
    assert f'href="/audit/{BECKFIELD}"' in page
    assert "No school is called so." in olu.reads("/audit?search=nowhere")
    assert "Log of the MSP" in olu.reads(f"/audit/{PROVIDER}")
    olu.reads(f"/audit/{uuid4()}", 404)
    olu.reads(f"/audit/{uuid4()}/download", 404)


def test_an_auditor_begins_at_the_logs(api: Api) -> None:
    auditor = make_known(api, OLU, Role.AUDITOR, PROVIDER).signed_in()
    assert auditor.client.get("/").location == "/audit"
    assert "Log of Ashgrove Primary" in auditor.reads(LOG)


def test_who_is_of_one_school_goes_straight_to_its_log(head: Reader) -> None:
    assert head.client.get("/audit").location == LOG
    assert f'href="{LOG}"' in head.reads("/help")


def test_staff_read_no_log(priya: Reader) -> None:
    for at in ("/audit", LOG, f"{LOG}/download", f"{LOG}/stories/{uuid4()}"):
        priya.reads(at, 403)
    assert "/audit" not in priya.reads("/help")


def test_beckfield_cannot_see_ashgrove(head: Reader) -> None:
    other = make_known(head.api, BEN, Role.HEAD, BECKFIELD).signed_in()
    recorded = head.api.town.log("intake", ASHGROVE)[0]
    story = f"/stories/{recorded.correlation_id}"
    for at in (LOG, f"{LOG}/download", f"{LOG}{story}", f"/audit/{PROVIDER}"):
        page = other.reads(at, 403)
        assert "Ashgrove" not in page
        assert str(ASHGROVE) not in page
    other.reads(f"/audit/{BECKFIELD}{story}", 404)
    assert "Ashgrove" not in other.reads(f"/audit/{BECKFIELD}")


_ID = UUID("9e950000-0000-4000-8000-000000000009")
_HEAD = Person(
    person_id=_ID,
    name="Head of Ashgrove",
    email="head@ashgrove.example",
    caller=person(_ID, {Role.HEAD}, ASHGROVE),
)
