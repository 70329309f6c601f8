"""Is what would be restated shown first, and done once it was seen?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.gateway.api import Api
from tests.services.gateway.promises import done
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE

AT = f"/console/schools/{ASHGROVE}/restate"
TYPED = {
    "from_on": "2026-06-08",
    "until_on": "2026-06-09",
    "agreement_version": "2",
    "reason": "Agreed in May.",
}


@pytest.fixture
def ticket(api: Api) -> str:
    """A P1 that was done in twenty minutes; a quarter of an hour is promised since."""
    return done(api)


def sends(reader: Reader, act: str, **changed: str) -> Any:
    return reader.sends(AT, act=act, **TYPED | changed)


def restated(api: Api) -> int:
    log = [one.type for one in api.town.log("sla", ASHGROVE)]
    return log.count("sla.clock_restated")


def test_what_changes_is_shown_and_nothing_is_recorded(
    api: Api, olu: Reader, ticket: str
) -> None:
    page = olu.reads(AT)
    assert '<option value="2">Version 2, from ' in page
    assert '<option value="1"' not in page
    shown = sends(olu, "preview")
    assert shown.status_code == 200
    assert "Of 1 ticket something else comes, of 1 that were looked at." in shown.text
    assert f'href="/console/tickets/{ticket}"' in shown.text
    assert "missed by" in shown.text
    assert "Agreed in May.</textarea>" in shown.text
    assert restated(api) == 0


def test_what_was_seen_is_done_once_with_the_reason_and_the_name(
    api: Api, olu: Reader, ticket: str
) -> None:
    for _ in range(2):
        answer = sends(olu, "restate", key="once")
        assert answer.status_code == 303, answer.text
    assert "1 ticket is restated, of 1." in olu.reads(AT)
    assert restated(api) == 1
    page = olu.reads(f"/tickets/{ticket}/clock")
    assert "Agreed in May." in page
    assert "Olu" in page


def test_where_nothing_changes_there_is_nothing_to_do(
    api: Api, olu: Reader, ticket: str
) -> None:
    shown = sends(olu, "preview", from_on="2026-06-09")
    assert "Nothing changes." in shown.text
    assert 'value="restate"' not in shown.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"from_on": ""}, "First day: Fill this in."),
        ({"until_on": "soon"}, "Last day: Not a day."),
        ({"reason": " "}, "Reason: Fill this in."),
        ({"until_on": "2026-06-07"}, "Last day: Must not be before the first day."),
        ({"agreement_version": "9"}, "Judged by: There is no such version."),
    ],
)
@pytest.mark.parametrize("act", ["preview", "restate"])
@pytest.mark.usefixtures("ticket")
def test_what_cannot_be_restated_is_said_so_and_nothing_is_lost(
    api: Api, olu: Reader, act: str, typed: dict[str, str], told: str
) -> None:
    answer = sends(olu, act, **typed)
    assert answer.status_code == 422
    assert told in answer.text
    assert restated(api) == 0


def test_under_one_version_there_is_nothing_to_judge_by(olu: Reader) -> None:
    assert "There is one version only" in olu.reads(AT)
    page = olu.reads(f"/console/schools/{ASHGROVE}/agreement")
    assert "Judge tickets once more" not in page


def test_the_agreement_leads_there(olu: Reader, ticket: str) -> None:
    page = olu.reads(f"/console/schools/{ASHGROVE}/agreement")
    assert f'href="{AT}"' in page


def test_a_school_restates_nothing(priya: Reader, ticket: str) -> None:
    priya.reads(AT, status=403)
