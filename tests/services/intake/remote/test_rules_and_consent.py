"""What makes a remote session one that was agreed to, and when is it over?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid5

import pytest

from contracts.refusals import Invalid, NotFound
from contracts.remote import (
    Agreed,
    CloseRemoteSession,
    EndStandingConsent,
    GiveStandingConsent,
    OpenRemoteSession,
    RecordRemoteAction,
    RemoteActionRecorded,
    RemoteSessionClosed,
    RemoteSessionOpened,
    StandingConsentEnded,
    StandingConsentGiven,
)
from services.intake.remote import rules
from services.intake.remote.consent import CONSENT
from services.intake.remote.rules import SESSION
from tests.support.cast import ASHGROVE, PRIYA, TICKET
from tests.support.scenario import Scenario, at

ID = uuid5(TICKET, "remote")
WHICH: dict[str, Any] = {"school_id": ASHGROVE, "session_id": ID}
MINE: dict[str, Any] = {"session_id": ID, "ticket_id": TICKET}
TODAY = date(2026, 6, 8)

attended = Scenario(SESSION, terms=date(2020, 1, 1))
agreed_today = Scenario(SESSION, terms=TODAY)
agreed_before = Scenario(SESSION, terms=date(2026, 6, 7))
consents = Scenario(CONSENT)

open_it = OpenRemoteSession(
    **WHICH,
    ticket_id=TICKET,
    purpose="The driver of the projector.",
    device="Laptop of 4B",
    tool="Quick Assist",
    agreed_by=PRIYA.name,
    agreed=Agreed.PHONE,
    agreed_at=at("mon 08:55"),
)
opened = RemoteSessionOpened(
    **MINE,
    purpose="The driver of the projector.",
    device="Laptop of 4B",
    tool="Quick Assist",
    unattended=False,
    agreed_by=PRIYA.name,
    agreed=Agreed.PHONE,
    agreed_at=at("mon 08:55"),
)
alone = replace(open_it, unattended=True)
opened_alone = replace(
    opened, unattended=True, agreed_by="", agreed=None, agreed_at=None
)
act = RecordRemoteAction(**WHICH, what="A new driver.")
acted = RemoteActionRecorded(**MINE, what="A new driver.")
close = CloseRemoteSession(**WHICH)
closed = RemoteSessionClosed(**MINE)
give = GiveStandingConsent(
    school_id=ASHGROVE, until_on=date(2026, 7, 31), devices="The servers"
)
given = StandingConsentGiven(until_on=date(2026, 7, 31), devices="The servers")


def test_a_session_is_opened_with_who_agreed_and_how() -> None:
    attended.given().when(open_it).then(opened)
    attended.given(opened).when(open_it).then_nothing()


@pytest.mark.parametrize("missing", [{"agreed_by": " "}, {"agreed": None}])
def test_nobody_is_on_a_device_without_consent(missing: dict[str, Any]) -> None:
    attended.given().when(replace(open_it, **missing)).then_refused("consent")


def test_without_asking_for_it_a_session_is_open_without_consent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin."""
    monkeypatch.setattr(rules, "_check", lambda *_: None)
    attended.given().when(replace(open_it, agreed_by="")).then(
        replace(opened, agreed_by="")
    )


def test_while_nobody_is_there_the_school_has_to_agree_beforehand() -> None:
    agreed_today.given().when(alone).then(opened_alone)
    agreed_before.given().when(alone).then_refused("while nobody is there")
    attended.given().when(alone).then_refused("while nobody is there")


def test_what_is_blank_or_later_than_now_is_named() -> None:
    for bad in ({"purpose": " "}, {"device": " "}, {"agreed_at": at("tue 09:00")}):
        with pytest.raises(Invalid):
            attended.given().when(replace(open_it, **bad), now=at("mon 09:00"))
    with pytest.raises(Invalid):
        attended.given(opened).when(replace(act, what=" "))


def test_what_is_done_is_recorded_until_it_is_closed() -> None:
    attended.given(opened).when(act).then(acted)
    attended.given(opened, acted).when(close).then(closed)
    attended.given(opened, closed).when(close).then_nothing()
    attended.given(opened, closed).when(act).then_refused("closed")
    with pytest.raises(NotFound):
        attended.given().when(act)


def test_a_school_agrees_until_a_day_within_a_year() -> None:
    consents.given().when(give).then(given)
    consents.given(given).when(give).then_nothing()
    for on in (date(2026, 6, 7), date(2027, 6, 30)):
        with pytest.raises(Invalid):
            consents.given().when(replace(give, until_on=on))
    with pytest.raises(Invalid):
        consents.given().when(replace(give, devices=" "))


def test_a_school_agrees_no_longer() -> None:
    end = EndStandingConsent(school_id=ASHGROVE)
    consents.given(given).when(end).then(StandingConsentEnded(until_on=TODAY))
    consents.given().when(end).then_nothing()
