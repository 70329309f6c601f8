"""How does a school go through who has access to it, and which schools are late?"""

from __future__ import annotations

from datetime import date

import pytest

from contracts.access import Role
from contracts.account_reviews import Conclusion, ReviewState
from contracts.calendar import SetTerms
from contracts.values import PROVIDER, Term
from services.gateway.screens.account_reviews import CONCLUSIONS, STATES
from tests.services.gateway.api import Api
from tests.services.gateway.review_routes import REVIEW, TERM, begin_term, look_at_all
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD_NAME, PRIYA, ZOE

AT = f"/portal/{ASHGROVE}/account-review"
ONE = f"{AT}/{PRIYA.person_id}"
ALL = "/console/schools/account-reviews"


@pytest.fixture
def business(api: Api) -> Reader:
    """Priya as the business manager of Ashgrove, in a term."""
    begin_term(api.town)
    return make_known(api, PRIYA, Role.BUSINESS_MANAGER, ASHGROVE).signed_in()


def says(reader: Reader, conclusion: str, note: str = "", at: str = ONE) -> str:
    answer = reader.sends(at, review_id=str(REVIEW), conclusion=conclusion, note=note)
    assert answer.status_code == 303, answer.text
    return reader.reads(AT)


def test_a_school_looks_at_each_account_and_signs(api: Api, business: Reader) -> None:
    page = business.reads(AT)
    assert "Due by 24/06/2026. 2 of 2 not looked at yet." in page
    assert PRIYA.email in page
    early = business.sends(f"{AT}/sign", review_id=str(REVIEW))
    assert early.status_code == 422
    assert "2 accounts are not reviewed yet" in early.text
    assert "1 of 2 not looked at yet" in says(business, "keep")
    token = f"{AT}/{api.priya.token_id}"
    assert "0 of 2 not looked at yet" in says(business, "keep", at=token)
    assert business.sends(f"{AT}/sign", review_id=str(REVIEW)).location == AT
    signed = business.reads(AT)
    assert f"{PRIYA.name} signed on 08/06/2026" in signed
    assert "<select" not in signed


def test_an_access_that_ends_leads_to_its_request(api: Api, business: Reader) -> None:
    page = says(business, "end", "Leaves us")
    address = page.partition(f'href="/portal/{ASHGROVE}/tickets/')[2].partition('"')[0]
    assert "Leaver, last day: 08/06/2026" in business.reads(
        f"/portal/{ASHGROVE}/tickets/{address}"
    )
    kept = says(business, "keep")
    assert "The request that was there already says so now" in kept
    blank = business.sends(ONE, review_id=str(REVIEW), conclusion="change", note=" ")
    assert blank.status_code == 422
    assert "Say which role they have from now on" in blank.text


def test_what_could_not_be_opened_has_no_link_and_is_opened_by_signing(
    api: Api, business: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.delitem(api.town.link.hosted, "intake")
        lost = business.sends(ONE, review_id=str(REVIEW), conclusion="end")
        assert lost.status_code == 503
    link = f'href="/portal/{ASHGROVE}/tickets/'
    assert link not in says(business, "keep", at=f"{AT}/{api.priya.token_id}")
    assert business.sends(f"{AT}/sign", review_id=str(REVIEW)).location == AT
    assert link in business.reads(AT)


def test_the_desk_sees_it_and_is_offered_nothing_to_sign(
    api: Api, business: Reader, olu: Reader
) -> None:
    page = olu.reads(AT)
    assert PRIYA.name in page
    assert "Sign the review" not in page
    assert "<select" not in page
    assert olu.sends(ONE, review_id=str(REVIEW), conclusion="keep").status_code == 403
    assert olu.sends(f"{AT}/sign", review_id=str(REVIEW)).status_code == 403


def test_what_is_late_is_shown_over_all_schools(
    api: Api, business: Reader, olu: Reader
) -> None:
    api.town.clock.advance(days=20)
    olu.signed_in()
    page = olu.reads(ALL)
    assert "1 school is late" in page
    assert page.index(ASHGROVE_NAME) < page.index(BECKFIELD_NAME)
    look_at_all(api.town)
    business.signed_in()
    business.sends(f"{AT}/sign", review_id=str(REVIEW))
    assert "0 schools are late" in olu.reads(ALL)
    engineer = make_known(api, ZOE, Role.ENGINEER, PROVIDER).signed_in()
    assert f'href="{AT}"' not in engineer.reads(ALL)


def test_the_term_that_nobody_signed_is_named(
    api: Api, business: Reader, olu: Reader
) -> None:
    autumn = Term(name="Autumn", from_on=date(2026, 9, 2), until_on=date(2026, 12, 18))
    api.town.execute(SetTerms(school_id=ASHGROVE, terms=(TERM, autumn)))
    api.town.clock.advance(days=90)
    for reader, page in ((business, AT), (olu, ALL)):
        assert "Summer was not signed" in reader.signed_in().reads(page)


def test_nobody_else_of_the_school_sees_it(
    api: Api, business: Reader, ben: Reader
) -> None:
    assert f'href="{AT}"' in business.reads("/help")
    for page in (AT, ALL):
        answer = ben.client.get(page)
        assert answer.status_code == 403
        assert PRIYA.email not in answer.text
    assert business.client.get(ALL).status_code == 403


def test_before_a_term_has_begun_there_is_nothing_to_sign(api: Api) -> None:
    reader = make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()
    page = reader.reads(AT)
    assert "There is nothing to sign before a term has begun" in page
    assert "Sign the review" not in page


def test_every_state_and_conclusion_has_its_words() -> None:
    assert STATES.keys() == {*ReviewState}
    assert CONCLUSIONS.keys() == {*Conclusion}
