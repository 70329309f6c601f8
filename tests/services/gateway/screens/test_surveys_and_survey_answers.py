"""How does somebody answer the survey of a year, and what does its page show?"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from uuid import uuid4

import pytest

from contracts.access import Role
from contracts.outgoing import LetterKind, LetterWritten
from services.intake.survey.answering import proof
from services.intake.survey.asking import write_survey_letters
from services.intake.survey.questions import EDITIONS, NEWEST
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD, BEN, OLU

AT = f"/surveys/{ASHGROVE}"
ALL_WELL = {one.name: "4" for one in EDITIONS[NEWEST]}
NAMES = ("Priya", "Una", "Sam")


@pytest.fixture
def links(api: Api, olu: Reader) -> list[str]:
    """What the letters of this year's survey lead to."""
    for name in NAMES:
        email = f"{name.lower()}@ashgrove.example"
        api.priya.opens(requester={"name": name, "email": email})
    assert olu.sends(AT).location == AT
    write_survey_letters(api.town.applications["intake"])
    sign = partial(api.town.keyring.fingerprint, ASHGROVE)
    return [
        f"/survey/{ASHGROVE}/{one.about}/{one.requester_id}"
        f"/{proof(sign, one.about, one.requester_id)}"
        for one in api.town.events("intake", ASHGROVE)
        if isinstance(one, LetterWritten) and one.kind is LetterKind.SURVEY
    ]


def chosen(page: str) -> list[str]:
    return re.findall(r'value="(\d)" required checked', page)


def test_a_link_opens_a_page_that_says_nothing_until_it_is_sent(
    api: Api, links: list[str], olu: Reader
) -> None:
    visitor = api.app.test_client()
    page = visitor.get(f"{links[0]}?asking=5").text
    assert (page.count("<fieldset"), chosen(page)) == (len(ALL_WELL), [])
    assert "<strong>0</strong> answered" in olu.reads(AT)
    sent = visitor.post(links[0], data=ALL_WELL | {"comment": "Rather slow."})
    assert (sent.status_code, sent.location) == (303, links[0])
    assert "<strong>1</strong> answered" in olu.reads(AT)
    page = visitor.get(links[0]).text
    assert "Thank you. You may change it here." in page
    assert chosen(page) == ["4"] * len(ALL_WELL)
    assert ">Rather slow.</textarea>" in page


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(
    api: Api, links: list[str]
) -> None:
    visitor = api.app.test_client()
    typed = ALL_WELL | {"telling": "9", "comment": "Rather slow."}
    answer = visitor.post(links[0], data=typed)
    assert answer.status_code == 422
    assert '<a href="#telling">' in answer.text
    assert ">Rather slow.</textarea>" in answer.text
    assert chosen(answer.text) == ["4"] * (len(ALL_WELL) - 1)


def test_a_link_that_is_not_ours_shows_nothing(api: Api, links: list[str]) -> None:
    visitor = api.app.test_client()
    forged = f"{links[0][:-20]}{'a' * 20}"
    assert visitor.get(forged).status_code == 404
    assert visitor.post(forged, data=ALL_WELL).status_code == 404


def test_figures_are_shown_once_three_have_answered(
    api: Api, links: list[str], olu: Reader
) -> None:
    visitor = api.app.test_client()
    for link in links[:2]:
        visitor.post(link, data=ALL_WELL | {"comment": "Rather slow."})
    page = olu.reads(AT)
    assert "shown once three have answered" in page
    assert "Rather slow." not in page
    visitor.post(links[2], data=ALL_WELL | {"telling": "1"})
    page = olu.reads("/surveys")
    assert "<td>4.0</td>" in page
    assert "answered until 20/07/2026" in page
    assert "<td>3.0</td>" in page
    assert "Rather slow." in page
    assert f'href="{AT}"' in page


def test_after_its_day_a_survey_is_over(api: Api, links: list[str]) -> None:
    visitor = api.app.test_client()
    api.town.clock.advance(weeks=6, days=1)
    page = visitor.get(links[0]).text
    assert ("This survey is over." in page, "<form" in page) == (True, False)
    assert visitor.post(links[0], data=ALL_WELL).status_code == 422


def test_it_is_sent_once_and_a_second_time_is_told_so(
    links: list[str], olu: Reader
) -> None:
    assert len(links) == len(NAMES)
    again = olu.sends(AT)
    assert again.status_code == 422
    assert "was sent already" in again.text


def test_who_leads_the_school_reads_it_and_beckfield_and_staff_do_not(
    api: Api, links: list[str], priya: Reader
) -> None:
    assert links
    governor = replace(OLU, person_id=uuid4(), email="governor@ashgrove.example")
    person = replace(governor, caller=replace(OLU.caller, school=ASHGROVE))
    page = make_known(api, person, Role.GOVERNOR, ASHGROVE).signed_in().reads(AT)
    assert "Sent on 08/06/2026" in page
    assert "Send this year" not in page
    head = make_known(api, BEN, Role.HEAD, BECKFIELD).signed_in()
    for reader in (priya, head):
        for at in (AT, "/surveys"):
            assert ASHGROVE_NAME not in reader.reads(at, 403)
        assert reader.sends(AT).status_code == 403
