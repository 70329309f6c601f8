"""How is an enquiry taken in, kept and found, and by whom?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.access import Caller, Role
from contracts.enquiries import (
    AnswerEnquiry,
    CloseEnquiry,
    EnquiriesView,
    EnquiryChannel,
    EnquiryState,
    EnterEnquiry,
    FindEnquiries,
    GetEnquiry,
    GetOwnEnquiry,
    TakeOnEnquirer,
    WithdrawByLink,
    WithdrawEnquiry,
)
from contracts.intake import CountTickets, FindTickets, GetTicket
from contracts.privacy import GetPrivacyText, SetPrivacyText
from contracts.refusals import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refused,
    Throttled,
)
from contracts.values import PROVIDER, ReplyBy
from services.intake.enquiries import taking
from services.intake.enquiries.privacy import STANDARD
from tests.services.intake.enquiries.asking import (
    GATEWAY,
    SAID,
    TOLD,
    ask,
    form_of,
    proof_of,
    sent_by,
    view_of,
)
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, BEN, OLU, PRIYA
from tests.support.rebuilding import compared
from tests.support.town import Town


def found(town: Town, **wanted: Any) -> list[UUID]:
    view: EnquiriesView = town.ask(FindEnquiries(**wanted))
    return [one.enquiry_id for one in view.enquiries]


def act(kind: Any, enquiry_id: UUID, **said: Any) -> Any:
    return kind(school_id=PROVIDER, enquiry_id=enquiry_id, **said)


def test_an_enquiry_is_kept_with_what_its_enquirer_read(town: Town) -> None:
    enquiry_id = ask(town, call_back=True, call_when="Tuesday at ten", news=True)
    view = view_of(town, enquiry_id)
    assert (view.name, view.phone) == ("Cedric Marlow", "+442079460018")
    assert (view.text_version, view.news, view.call_back) == (0, True, True)
    assert (view.keep_until - town.clock.now.date()).days == STANDARD.keep_days
    assert [one.kind for one in view.entries] == ["received", "agreed"]


def test_sent_twice_it_is_one_enquiry(town: Town) -> None:
    form = form_of(town)
    for _ in range(2):
        town.execute(sent_by(form), by=GATEWAY)
    assert found(town) == [form.form_id]


def test_what_a_program_sends_at_once_is_refused(town: Town) -> None:
    with pytest.raises(Refused, match="quick"):
        town.execute(sent_by(form_of(town, after=1)), by=GATEWAY)
    with pytest.raises(Refused, match="not one of ours"):
        town.execute(replace(sent_by(form_of(town)), form_id=uuid4()), by=GATEWAY)
    assert found(town) == []


def test_no_more_come_by_the_form_in_an_hour_than_people_send(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "MOST_AN_HOUR", 2)
    first = sent_by(form_of(town))
    town.execute(first, by=GATEWAY)
    ask(town)
    with pytest.raises(Throttled):
        ask(town)
    town.execute(first, by=GATEWAY)
    enter = act(EnterEnquiry, uuid4(), channel=EnquiryChannel.PHONE, **SAID)
    town.execute(enter)
    town.clock.advance(hours=1)
    ask(town)
    assert len(found(town)) == 4


def test_without_that_bound_more_come(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(taking, "MOST_AN_HOUR", 0)
    monkeypatch.setattr(taking, "_refuse_too_many", lambda *_: None)
    ask(town)


def test_the_desk_enters_what_came_otherwise_and_nobody_read_a_text(town: Town) -> None:
    enquiry_id = uuid4()
    enter = act(EnterEnquiry, enquiry_id, channel=EnquiryChannel.PHONE, **SAID)
    town.execute(enter)
    view = view_of(town, enquiry_id)
    assert (view.channel, view.text_version) == (EnquiryChannel.PHONE, None)
    with pytest.raises(Invalid):
        town.execute(replace(enter, channel=EnquiryChannel.FORM))


def test_what_becomes_of_it_is_told_in_order(town: Town) -> None:
    enquiry_id = ask(town)
    words = "We come on Tuesday."
    town.execute(act(AnswerEnquiry, enquiry_id, by=ReplyBy.WRITTEN, words=words))
    assert found(town, state=EnquiryState.ANSWERED) == [enquiry_id]
    contract = {"contract": "C-14", "of_school": ASHGROVE}
    town.execute(act(TakeOnEnquirer, enquiry_id, **contract))
    town.execute(act(AnswerEnquiry, enquiry_id, by=ReplyBy.PHONE, words="Welcome."))
    view = view_of(town, enquiry_id)
    assert (view.state, view.contract) == (EnquiryState.TAKEN_ON, "C-14")
    told = [(one.kind, one.detail, one.words) for one in view.entries]
    assert told == [
        ("received", "form", ""),
        ("answered", "written", words),
        ("taken_on", "C-14", ""),
        ("answered", "phone", "Welcome."),
    ]
    with pytest.raises(Conflict):
        town.execute(act(CloseEnquiry, enquiry_id, reason="Done", version=1))
    assert compared(town, "intake").tables == set()


def test_enquiries_are_found_newest_first_by_words_and_state(town: Town) -> None:
    older = ask(town)
    newer = ask(town, name="Dora", email="dora@elsewhere.example", organisation="")
    town.execute(act(CloseEnquiry, newer, reason="Spam"))
    assert found(town) == [newer, older]
    assert found(town, limit=1) == [newer]
    few = [FindEnquiries(limit=1), FindEnquiries(limit=1, search="a")]
    assert [town.ask(one).total for one in few] == [2, 2]
    assert town.ask(FindEnquiries(limit=1, state=EnquiryState.CLOSED)).total == 1
    assert found(town, search="CEDARFIELD cedric") == [older]
    assert found(town, search="nobody") == []
    assert found(town, state=EnquiryState.CLOSED) == [newer]
    with pytest.raises(NotFound):
        view_of(town, uuid4())


def test_by_the_link_its_enquirer_sees_it_and_nothing_of_who_they_are(
    town: Town,
) -> None:
    enquiry_id = ask(town, news=True)
    proof = proof_of(town, enquiry_id)
    assert view_of(town, enquiry_id).proof == proof
    mine = GetOwnEnquiry(enquiry_id=enquiry_id, proof=proof)
    shown = town.ask(mine, by=GATEWAY)
    assert (shown.state, shown.news) == (EnquiryState.RECEIVED, True)
    assert not [word for word in TOLD if word in repr(shown)]
    with pytest.raises(NotFound):
        town.ask(replace(mine, proof="a" * 20), by=GATEWAY)


def test_by_the_link_its_enquirer_wants_no_news_or_is_forgotten(town: Town) -> None:
    enquiry_id = ask(town, news=True)
    proof = proof_of(town, enquiry_id)
    by_link = act(WithdrawByLink, enquiry_id, proof=proof)
    with pytest.raises(NotFound):
        town.execute(replace(by_link, proof=""), by=GATEWAY)
    town.execute(replace(by_link, only_news=True), by=GATEWAY)
    assert not view_of(town, enquiry_id).news
    town.execute(by_link, by=GATEWAY)
    view = view_of(town, enquiry_id)
    assert (view.state, view.name, view.message) == (EnquiryState.WITHDRAWN, "", "")


def test_every_version_of_the_privacy_text_stays_readable(town: Town) -> None:
    before = ask(town)
    set_text = SetPrivacyText(
        school_id=PROVIDER, words="We.", news="News?", keep_days=40, version=0
    )
    town.execute(set_text)
    with pytest.raises(Conflict):
        town.execute(replace(set_text, words="They."))
    after = ask(town)
    assert view_of(town, after).text_version == 1
    spans = [
        (view_of(town, one).keep_until - town.clock.now.date()).days
        for one in (before, after)
    ]
    assert spans == [STANDARD.keep_days, 40]
    assert town.ask(GetPrivacyText()).words == "We."
    assert town.ask(GetPrivacyText(text_version=0)).words == STANDARD.words
    with pytest.raises(NotFound):
        town.ask(GetPrivacyText(text_version=2))


def test_an_enquiry_is_no_ticket_and_no_query_of_a_school_finds_it(known: Town) -> None:
    enquiry_id = ask(known)
    known.execute(open_it)
    known.settle()
    head = Caller(actor="person:1", role=Role.HEAD, school=ASHGROVE)
    for caller in (OLU.caller, PRIYA.caller, head):
        tickets = known.ask(FindTickets(search="cedarfield"), by=caller)
        assert tickets.tickets == ()
        every = known.ask(FindTickets(), by=caller)
        assert [one.ticket_id for one in every.tickets] == [open_it.ticket_id]
        counted = known.ask(CountTickets(school_id=ASHGROVE, assignee=""), by=caller)
        assert counted.unassigned == 1
        with pytest.raises(NotFound):
            known.ask(GetTicket(ticket_id=enquiry_id), by=caller)
    for service in ("intake", "sla", "directory", "audit"):
        assert not [w for w in TOLD if w in repr(known.events(service, ASHGROVE))]


def test_nobody_of_a_school_reads_or_touches_one(town: Town) -> None:
    enquiry_id = ask(town)
    head = Caller(actor="person:1", role=Role.HEAD, school=ASHGROVE)
    for caller in (BEN.caller, PRIYA.caller, head):
        for query in (FindEnquiries(), GetEnquiry(enquiry_id=enquiry_id)):
            with pytest.raises(Forbidden):
                town.ask(query, by=caller)
        for command in (
            act(WithdrawEnquiry, enquiry_id),
            act(CloseEnquiry, enquiry_id, reason="No"),
        ):
            with pytest.raises(Forbidden):
                town.execute(command, by=caller)
    with pytest.raises(Forbidden):
        town.execute(sent_by(form_of(town)))
