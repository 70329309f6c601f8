"""What may be asked by API of what a school's past suggests?"""

from __future__ import annotations

from tests.services.gateway.api import Api, json_of, problem_of
from tests.services.gateway.screens.test_suggested import SUBJECT, a_past
from tests.support.cast import ASHGROVE


def test_what_is_suggested_says_why_and_is_accepted_by_an_ordinary_act(
    api: Api,
) -> None:
    ticket = a_past(api)
    found = json_of(api.olu.get(f"/tickets/{ticket}/suggestions"))
    assert found["category"]["category"] == "printing"
    assert found["priority"]["because"] == {
        "words": ["printers", "tray"],
        "times": 3,
        "of": 3,
    }
    taken = {"version": 1, "impact": "high", "urgency": "high", "suggested": True}
    seen = json_of(api.olu.post(f"/tickets/{ticket}/triage", taken))
    assert seen["timeline"][-1]["detail"].endswith(", as suggested")
    taken = {"version": 2, "impact": "low", "urgency": "low", "suggested": True}
    problem_of(api.olu.post(f"/tickets/{ticket}/triage", taken), 422, "refused")


def test_a_likely_duplicate_is_dismissed(api: Api) -> None:
    one, other = api.olu.opens(subject=SUBJECT), api.olu.opens(subject=SUBJECT)
    found = json_of(api.olu.get(f"/tickets/{other}/suggestions"))
    assert [each["ticket_id"] for each in found["duplicates"]] == [one]
    at = f"/tickets/{other}/dismiss-duplicate"
    seen = json_of(api.olu.post(at, {"other_id": one}))
    assert seen["timeline"][-1]["kind"] == "duplicate_dismissed"
    found = json_of(api.olu.get(f"/tickets/{other}/suggestions"))
    assert found["duplicates"] == []


def test_a_request_is_compared_before_it_is_opened(api: Api) -> None:
    one = api.olu.opens(subject=SUBJECT)
    at = f"/schools/{ASHGROVE}/suggestions"
    found = json_of(api.olu.post(at, {"subject": SUBJECT}))
    assert [each["ticket_id"] for each in found["duplicates"]] == [one]
    problem_of(api.priya.post(at, {"subject": SUBJECT}), 403, "forbidden")
