"""May an incident be of that kind, and does a near miss say that it is one?"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid5

import pytest

from contracts.access import Caller, Role
from contracts.incident_kinds import (
    GetIncidentKinds,
    GiveIncidentKind,
    IncidentKindGiven,
    IncidentKindsView,
    KindShown,
    TellNearMiss,
)
from contracts.intake import TicketView
from contracts.personal_data import RedactText
from contracts.refusals import Forbidden, Invalid, Reused
from contracts.values import TicketType
from services.intake.incidents.about import About
from services.intake.themes import kinds
from services.intake.themes.giving import INCIDENT_KIND
from services.intake.themes.kinds import LISTED, TITLES
from tests.services.intake.incidents_of import known, seen
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, BEN, OLU, PRIYA, TICKET
from tests.support.scenario import Scenario
from tests.support.town import Town

NEAR = uuid5(TICKET, "near miss")
TOLD = uuid5(NEAR, "told")
about = Scenario(INCIDENT_KIND, terms=About())

phishing = GiveIncidentKind(school_id=ASHGROVE, ticket_id=TICKET, kind="phishing")
was_phishing = IncidentKindGiven(ticket_id=TICKET, kind="phishing", near_miss=False)
tell = TellNearMiss(
    school_id=ASHGROVE,
    ticket_id=NEAR,
    subject="A mail asked for gift cards",
    nearly="The office nearly bought gift cards for 500 pounds.",
    stopped="Priya knew that the head never asks for this.",
    requester_name=PRIYA.name,
    requester_email=PRIYA.email,
    kind="phishing",
)


def told(town: Town, command: TellNearMiss = tell, key: UUID = TOLD) -> TicketView:
    town.execute(command, by=PRIYA.caller, command_id=key)
    return seen(town, NEAR, PRIYA.caller)


def test_an_incident_is_of_the_kind_that_was_said_last() -> None:
    about.given().when(phishing).then(was_phishing)
    other = replace(was_phishing, kind="malware")
    about.given(was_phishing).when(replace(phishing, kind="malware")).then(other)


def test_what_is_said_again_says_nothing() -> None:
    about.given(was_phishing).when(phishing).then_nothing()
    about.given().when(replace(phishing, kind="")).then_nothing()


def test_a_kind_that_is_none_is_invalid_and_told_which_there_are() -> None:
    with pytest.raises(Invalid, match="account_compromise"):
        about.given().when(replace(phishing, kind="gremlins")).then()


def test_only_an_incident_is_of_a_kind() -> None:
    request = Scenario(INCIDENT_KIND, terms=About(TicketType.SERVICE_REQUEST))
    request.given().when(phishing).then_refused("not an incident")


def test_every_kind_says_what_it_is_and_after_whom_it_is_named(town: Town) -> None:
    view: IncidentKindsView = town.ask(GetIncidentKinds(), by=PRIYA.caller)
    assert view.kinds == LISTED
    assert len(TITLES) == len(LISTED)
    assert all(one.means and one.source and len(one.name) <= 40 for one in LISTED)


def test_a_near_miss_is_a_ticket_that_says_so(town: Town) -> None:
    view = told(town)
    assert tell.nearly in view.description
    assert tell.stopped in view.description
    shown = known(town, NEAR, PRIYA.caller).kind
    assert shown == KindShown(
        kind="phishing", title="Phishing", near_miss=True, version=1
    )
    assert [one.kind for one in view.timeline] == ["opened", "near_miss_told"]
    assert view.timeline[1].detail == "Phishing"


def test_told_twice_there_is_one_and_another_under_its_key_is_refused(
    town: Town,
) -> None:
    told(town)
    assert len(told(town).timeline) == 2
    with pytest.raises(Reused):
        told(town, replace(tell, kind="malware"))


def test_what_is_blank_or_of_no_kind_opens_nothing(town: Town) -> None:
    with pytest.raises(Invalid, match="stopped"):
        told(town, replace(tell, stopped=" "))
    with pytest.raises(Invalid, match="kind"):
        told(town, replace(tell, kind="gremlins"))
    assert town.log("intake", ASHGROVE) == []


def test_who_may_not_ask_tells_of_none(town: Town) -> None:
    governor = Caller(actor="governor:1", role=Role.GOVERNOR, school=ASHGROVE)
    for caller in (governor, BEN.caller):
        with pytest.raises(Forbidden):
            town.execute(tell, by=caller)


def test_the_desk_says_that_it_happened_after_all(town: Town) -> None:
    told(town)
    happened = replace(phishing, ticket_id=NEAR, kind="account_compromise", version=1)
    town.execute(happened, by=OLU.caller)
    shown = known(town, NEAR).kind
    assert shown is not None
    assert (shown.title, shown.near_miss) == ("Account compromise", False)
    town.execute(replace(happened, kind="", version=2), by=OLU.caller)
    last = seen(town, NEAR).timeline[-1]
    assert (last.kind, last.detail) == ("incident_kind_given", "not known")


def test_the_school_itself_gives_no_kind(town: Town) -> None:
    town.execute(open_it)
    with pytest.raises(Forbidden):
        town.execute(phishing, by=PRIYA.caller)


def test_what_was_told_is_redacted_as_any_text_is(town: Town) -> None:
    asked_in = told(town).timeline[0].entry_id
    assert asked_in is not None
    redact = RedactText(school_id=ASHGROVE, entry_id=asked_in, reason="A name")
    town.execute(redact, by=OLU.caller)
    assert "gift cards" not in seen(town, NEAR).description


def test_a_kind_that_was_taken_from_the_list_keeps_its_name(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(town)
    monkeypatch.setattr(kinds, "TITLES", {})
    monkeypatch.setattr("services.intake.themes.rows.TITLES", {})
    shown = known(town, NEAR).kind
    assert shown is not None
    assert shown.title == "phishing"
