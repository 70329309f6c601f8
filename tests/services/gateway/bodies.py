"""What do programs send in these tests, as bodies of their requests?"""

from __future__ import annotations

from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD

MESSAGE = (
    b"From: Priya <priya@ashgrove.example>\r\nTo: help@ashgrove.example\r\n"
    b"Subject: The projector\r\n\r\nIt is dark.\r\n"
)
PASSWORD = {"password": "thistle lantern harbour"}
URN = {"urn": 900_001, "on": "2026-06-08", "reason": "It is the one it has."}
SISTER = {
    "other_school_id": str(BECKFIELD),
    "kind": "merged_into",
    "on": "2026-06-08",
}
DIGEST = "5e" * 32
LINK = {"urn": 100_001, "link_urn": 100_002, "name": ASHGROVE_NAME, "type": "Successor"}
MONDAY = {"day": "mon", "intervals": [{"opens": "08:30", "closes": "16:00"}]}
HOURS = {"timezone": "Europe/London", "days": [MONDAY]}
AUTUMN = {"name": "Autumn", "from_on": "2026-09-01", "until_on": "2026-12-18"}
OFSTED = {"from_on": "2026-11-24", "until_on": "2026-11-25", "name": "Ofsted"}
SNOW = {
    "from_on": "2027-01-12",
    "until_on": "2027-01-12",
    "kind": "emergency",
    "reason": "Snow",
}
MOCKS = {"name": "Mocks", "from_on": "2027-01-11", "until_on": "2027-01-22"}
OFFER = {
    "effective_from": "2026-06-08T23:00:00Z",
    "proposer": "Olu",
    "promised": {
        "promises": [
            {"priority": priority, "response": "PT1H"}
            for priority in ("p1", "p2", "p3", "p4")
        ],
        "warn_at_percents": [50, 75],
    },
}
SIMULATED = {
    "agreement": {
        "timezone": "Europe/London",
        "hours": {"mon": [["08:30", "16:00"]]},
        "targets": {"p1": {"response": "PT1H"}},
    },
    "facts": [{"at": "2026-06-08T08:00:00Z", "type": "opened", "priority": "p1"}],
    "now": "2026-06-08T09:00:00Z",
}
TRIED = {
    "school_id": str(ASHGROVE),
    "agreement": {"targets": {"p1": {"response": "PT15M"}}},
}
RESTATED = {"agreement_version": 2, "reason": "Agreed in May.", "restater": "Olu"}
