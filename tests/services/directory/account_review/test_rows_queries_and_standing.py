"""Who has access to a school, and what does it say of each?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from contracts.access import Caller, Role
from contracts.account_reviews import (
    AccountKind,
    AccountReviewSigned,
    AccountReviewsView,
    AccountReviewView,
    Conclusion,
    FindAccountReviews,
    GetAccountReview,
    ReviewAccount,
    ReviewState,
    SignAccountReview,
)
from contracts.calendar import SetTerms
from contracts.directory import CreateToken, RevokeToken
from contracts.refusals import Forbidden, NotFound
from contracts.values import Term
from services.directory.account_review import standing
from services.directory.account_review.queries import count_overdue
from shared.metrics import ACCOUNT_REVIEWS_OVERDUE
from tests.services.directory.office import ADMINISTRATOR, Office
from tests.support.cast import ASHGROVE, BECKFIELD, OLU, PRIYA, ZOE, Person
from tests.support.rebuilding import compared

BUSINESS = Caller(
    actor="business_manager:1", role=Role.BUSINESS_MANAGER, school=ASHGROVE
)
TERM = Term(name="Summer", from_on=date(2026, 6, 1), until_on=date(2026, 7, 17))
AUTUMN = Term(name="Autumn", from_on=date(2026, 9, 2), until_on=date(2026, 12, 18))


def known(office: Office, school: UUID = ASHGROVE) -> AccountReviewView:
    query = GetAccountReview(school_id=school)
    found: AccountReviewView = office.town.ask(query, by=ADMINISTRATOR)
    return found


def say(
    office: Office, account_id: UUID, conclusion: Conclusion, by: Caller = BUSINESS
) -> None:
    review_id = known(office).review_id
    assert review_id is not None
    command = ReviewAccount(
        school_id=ASHGROVE,
        review_id=review_id,
        account_id=account_id,
        conclusion=conclusion,
        note="As she says",
    )
    office.town.execute(command, by=by)


def sign(office: Office, by: Caller = BUSINESS) -> None:
    review_id = known(office).review_id
    assert review_id is not None
    command = SignAccountReview(school_id=ASHGROVE, review_id=review_id)
    office.town.execute(command, by=by)


@pytest.fixture
def in_term(office: Office) -> Office:
    """Ashgrove and Beckfield are in a term, whose reviews are due on 24 June."""
    for school in (ASHGROVE, BECKFIELD):
        office.manage(SetTerms(school_id=school, terms=(TERM,)))
    return office


def token(office: Office, lasts: int) -> UUID:
    token_id = uuid4()
    create = CreateToken(
        school_id=ASHGROVE,
        token_id=token_id,
        role=Role.AUDITOR,
        digest=token_id.hex * 2,
        expires_at=office.clock.now + timedelta(days=lasts),
    )
    office.manage(create)
    return token_id


def test_whoever_has_access_is_listed_and_nobody_else(in_term: Office) -> None:
    today = in_term.clock.now.date()
    counts, revoked, expired = (token(in_term, days) for days in (9, 9, 1))
    in_term.manage(RevokeToken(school_id=ASHGROVE, token_id=revoked))
    in_term.clock.advance(days=2)
    gone = Person(
        person_id=uuid4(), name="Gone", email="gone@a.example", caller=PRIYA.caller
    )
    in_term.add(gone, ASHGROVE, Role.STAFF)
    in_term.end(gone, ASHGROVE, Role.STAFF, today)
    view = known(in_term)
    assert [one.account_id for one in view.accounts] == [PRIYA.person_id, counts]
    assert expired not in {one.account_id for one in view.accounts}
    person, program = view.accounts
    assert (person.kind, person.name, person.has_password) == (
        AccountKind.PERSON,
        PRIYA.name,
        True,
    )
    assert [one.role for one in person.roles] == [Role.STAFF]
    assert (program.kind, program.token_role) == (AccountKind.TOKEN, Role.AUDITOR)
    assert (view.state, view.due_on) == (ReviewState.OPEN, date(2026, 6, 24))


def test_a_school_says_of_each_and_signs_and_the_log_keeps_it(in_term: Office) -> None:
    program = token(in_term, 9)
    say(in_term, PRIYA.person_id, Conclusion.KEEP)
    say(in_term, PRIYA.person_id, Conclusion.END)
    say(in_term, program, Conclusion.KEEP)
    first = known(in_term).accounts[0]
    assert (first.conclusion, first.note) == (Conclusion.END, "As she says")
    assert first.reviewed_by == BUSINESS.actor
    sign(in_term)
    view = known(in_term)
    assert (view.state, view.signed_by) == (ReviewState.SIGNED, BUSINESS.actor)
    last = in_term.town.events("directory", ASHGROVE)[-1]
    assert isinstance(last, AccountReviewSigned)
    assert (last.kept, last.changed, last.ended) == (1, 0, 1)
    assert compared(in_term.town, "directory").tables == set()


def test_the_msp_never_says_or_signs_and_staff_do_not_either(in_term: Office) -> None:
    administrator, staff = ADMINISTRATOR, PRIYA.caller
    for caller in (administrator, OLU.caller, staff):
        with pytest.raises(Forbidden):
            say(in_term, PRIYA.person_id, Conclusion.KEEP, by=caller)
        with pytest.raises(Forbidden):
            sign(in_term, by=caller)
    assert known(in_term).accounts[0].conclusion is None
    with pytest.raises(Forbidden):
        in_term.town.ask(GetAccountReview(school_id=ASHGROVE), by=staff)


def test_no_other_school_reads_or_signs_it(in_term: Office) -> None:
    other = Caller(actor="head:1", role=Role.HEAD, school=BECKFIELD)
    with pytest.raises(Forbidden):
        in_term.town.ask(GetAccountReview(school_id=ASHGROVE), by=other)
    with pytest.raises(Forbidden):
        sign(in_term, by=other)
    with pytest.raises(Forbidden):
        in_term.town.ask(FindAccountReviews(), by=other)
    assert PRIYA.name not in repr(known(in_term, BECKFIELD))


def test_what_is_late_is_first_over_all_schools_and_counted(in_term: Office) -> None:
    say(in_term, PRIYA.person_id, Conclusion.KEEP)
    sign(in_term)
    in_term.clock.advance(days=20)
    view: AccountReviewsView = in_term.town.ask(FindAccountReviews(), by=OLU.caller)
    told = [(one.school_id, one.state) for one in view.reviews]
    assert told == [
        (BECKFIELD, ReviewState.OVERDUE),
        (ASHGROVE, ReviewState.SIGNED),
    ]
    count_overdue(in_term.town.applications["directory"])
    assert ACCOUNT_REVIEWS_OVERDUE._value.get() == 1


def all_of(office: Office) -> dict[UUID, tuple[ReviewState, str]]:
    view: AccountReviewsView = office.town.ask(FindAccountReviews(), by=OLU.caller)
    return {one.school_id: (one.state, one.missed) for one in view.reviews}


def test_what_nobody_signed_is_late_until_the_next_is_signed(in_term: Office) -> None:
    in_term.manage(SetTerms(school_id=ASHGROVE, terms=(TERM, AUTUMN)))
    in_term.clock.set(datetime(2026, 9, 2, 9, tzinfo=UTC))
    assert all_of(in_term)[ASHGROVE] == (ReviewState.OVERDUE, "Summer")
    count_overdue(in_term.town.applications["directory"])
    assert ACCOUNT_REVIEWS_OVERDUE._value.get() == 2
    view = known(in_term)
    assert (view.term, view.missed) == ("Autumn", "Summer")
    say(in_term, PRIYA.person_id, Conclusion.KEEP)
    sign(in_term)
    assert all_of(in_term)[ASHGROVE] == (ReviewState.SIGNED, "")


def test_what_was_signed_or_due_before_we_came_is_not_missed(in_term: Office) -> None:
    spring = Term(name="Spring", from_on=date(2026, 1, 5), until_on=date(2026, 3, 27))
    in_term.manage(SetTerms(school_id=BECKFIELD, terms=(spring, TERM)))
    assert all_of(in_term)[BECKFIELD] == (ReviewState.OPEN, "")
    say(in_term, PRIYA.person_id, Conclusion.KEEP)
    sign(in_term)
    in_term.manage(SetTerms(school_id=ASHGROVE, terms=(TERM, AUTUMN)))
    in_term.clock.set(datetime(2026, 9, 2, 9, tzinfo=UTC))
    assert all_of(in_term)[ASHGROVE] == (ReviewState.OPEN, "")


def test_looking_at_one_term_alone_it_stops_being_late_by_itself(
    in_term: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(standing, "review_before", lambda *_: None)
    in_term.manage(SetTerms(school_id=ASHGROVE, terms=(TERM, AUTUMN)))
    in_term.clock.set(datetime(2026, 9, 2, 9, tzinfo=UTC))
    assert all_of(in_term)[ASHGROVE] == (ReviewState.OPEN, "")


def test_while_no_term_has_begun_there_is_nothing_to_review(office: Office) -> None:
    view = known(office)
    assert (view.state, view.review_id) == (ReviewState.NO_TERM, None)
    assert [one.name for one in view.accounts] == [PRIYA.name]
    with pytest.raises(NotFound):
        known(office, ZOE.person_id)
