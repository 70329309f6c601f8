"""Is what is erased what was shown, and approved by who answers for it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid5

import pytest

from contracts.access import RIGHTS, Caller, Right, Role, platform
from contracts.intake import GetTicket
from contracts.refusals import Forbidden, NotFound, Refused
from contracts.retention import (
    ApproveErasure,
    DueListed,
    DueRecord,
    ErasureApproved,
    FinishErasure,
    GetDueList,
    HoldOn,
    LeftOut,
    LeftOutBecause,
    ListDue,
    ListState,
    RecordClass,
    RecordKind,
    RecordsErased,
)
from services.intake.retention import listing as rules
from services.intake.retention import terms
from services.intake.retention.listing import (
    LISTING,
    Standing,
    check_may_approve,
    digest_of,
)
from shared.sealing import FORGOTTEN
from tests.services.intake.retention.records import (
    DPO,
    DSL,
    HEAD,
    LIST,
    MANAGER,
    OTHERS,
    YEARS,
    approve,
    due,
    end,
    list_due,
    long_over,
    place,
    retention,
    sweep,
)
from tests.services.intake.stories import open_it, write
from tests.support.cast import ASHGROVE, OLU, OTHER_TICKET, PRIYA, TICKET
from tests.support.scenario import Scenario, at
from tests.support.town import Town

record = DueRecord(kind=RecordKind.TICKET, record_id=TICKET, closed_at=at("mon 09:00"))
other = replace(record, record_id=OTHER_TICKET)
both = (record, other)
digest = digest_of(LIST, RecordClass.TICKETS, both)

listing = Scenario(LISTING, terms=Standing(months=24, due=7, records=both))
changed = Scenario(
    LISTING, terms=Standing(gone={("ticket", OTHER_TICKET): LeftOutBecause.HELD})
)
gone = Scenario(
    LISTING,
    terms=Standing(
        gone=dict.fromkeys(
            (("ticket", TICKET), ("ticket", OTHER_TICKET)), LeftOutBecause.CHANGED
        )
    ),
)

list_it = ListDue(school_id=ASHGROVE, list_id=LIST, record_class=RecordClass.TICKETS)
listed = DueListed(
    list_id=LIST,
    record_class=RecordClass.TICKETS,
    months=24,
    due=7,
    records=both,
    digest=digest,
)
approve_it = ApproveErasure(school_id=ASHGROVE, list_id=LIST, digest=digest)
approved = ErasureApproved(
    list_id=LIST,
    record_class=RecordClass.TICKETS,
    digest=digest,
    records=both,
    left_out=(),
)
finish_it = FinishErasure(school_id=ASHGROVE, list_id=LIST)
finished = RecordsErased(
    list_id=LIST, record_class=RecordClass.TICKETS, digest=digest, erased=2, left_out=0
)


def test_a_list_is_drawn_up_approved_and_erased_once() -> None:
    listing.given().when(list_it).then(listed)
    listing.given(listed).when(list_it).then()
    listing.given(listed).when(approve_it).then(approved)
    listing.given(listed, approved).when(approve_it).then()
    listing.given(listed, approved).when(finish_it).then(finished)
    listing.given(listed, approved, finished).when(finish_it).then()
    listing.given(listed).when(finish_it).then()


def test_nothing_is_approved_that_was_not_shown() -> None:
    with pytest.raises(NotFound):
        listing.given().when(approve_it)
    another = replace(approve_it, digest="0" * 64)
    listing.given(listed).when(another).then_refused("not the list")


def test_a_digest_is_of_every_record_and_when_it_was_over() -> None:
    later = replace(record, closed_at=record.closed_at + timedelta(seconds=1))
    other_id = uuid5(LIST, "another")
    digests = {
        digest,
        digest_of(LIST, RecordClass.TICKETS, (record,)),
        digest_of(LIST, RecordClass.TICKETS, (later, other)),
        digest_of(LIST, RecordClass.MAIL, both),
        digest_of(other_id, RecordClass.TICKETS, both),
    }
    assert len(digests) == 5


def test_what_changed_since_is_left_out_and_said() -> None:
    kind = RecordKind.TICKET
    said = LeftOut(kind=kind, record_id=OTHER_TICKET, because=LeftOutBecause.HELD)
    told = replace(approved, records=(record,), left_out=(said,))
    changed.given(listed).when(approve_it).then(told)
    gone.given(listed).when(approve_it).then_refused("Draw up another")


def test_an_empty_list_is_none() -> None:
    nothing = Scenario(LISTING, terms=Standing())
    nothing.given().when(list_it).then_refused("Nothing of this is due")


def test_who_answers_for_it_approves_it() -> None:
    for may in (HEAD, DPO):
        check_may_approve(may, RecordClass.TICKETS)
    for may in (HEAD, DSL):
        check_may_approve(may, RecordClass.SAFEGUARDING)
    for may_not, of in (
        (DSL, RecordClass.TICKETS),
        (DPO, RecordClass.SAFEGUARDING),
        (OLU.caller, RecordClass.TICKETS),
        (platform("intake"), RecordClass.TICKETS),
        (Caller(actor="person:x", role=Role.HEAD), RecordClass.TICKETS),
    ):
        with pytest.raises(Forbidden):
            check_may_approve(may_not, of)


@pytest.mark.parametrize("nobody", [OLU.caller, PRIYA.caller, MANAGER, OTHERS])
def test_nobody_else_lists_or_reads_or_approves(known: Town, nobody: Caller) -> None:
    long_over(known)
    shown = list_due(known)
    for command in (replace(list_it, list_id=TICKET), approve_it):
        with pytest.raises(Forbidden):
            known.execute(command, nobody)
    with pytest.raises(Forbidden):
        known.ask(GetDueList(school_id=ASHGROVE, list_id=LIST), nobody)
    assert shown.summary.state is ListState.DRAWN_UP


def test_with_the_right_alone_the_msp_approves_nothing(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_over(known)
    shown = list_due(known)
    rights = RIGHTS[Role.OPERATOR] | {Right.ERASE_RECORDS}
    monkeypatch.setitem(RIGHTS, Role.OPERATOR, rights)
    with pytest.raises(Forbidden):
        approve(known, shown, OLU.caller)


def test_without_asking_who_it_is_the_msp_would_approve(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    long_over(known)
    shown = list_due(known)
    rights = RIGHTS[Role.OPERATOR] | {Right.ERASE_RECORDS}
    monkeypatch.setitem(RIGHTS, Role.OPERATOR, rights)
    monkeypatch.setattr(terms, "check_may_approve", lambda *_: None)
    approve(known, shown, OLU.caller)
    assert due(known) == 0


def test_a_list_says_what_each_is_and_only_that_list_is_approved(known: Town) -> None:
    long_over(known)
    shown = list_due(known)
    assert [one.name for one in shown.records] == [f"MPJT-1 {open_it.subject}"]
    wrong = replace(approve_it, digest="0" * 64)
    with pytest.raises(Refused, match="not the list"):
        known.execute(wrong, HEAD)
    approve(known, shown)
    sweep(known)
    [summary] = retention(known).lists
    assert (summary.state, summary.count) == (ListState.ERASED, 1)
    assert (summary.approved_by, summary.left_out) == (HEAD.actor, 0)


def test_without_the_digest_another_list_would_be_approved(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    long_over(known)
    list_due(known)
    monkeypatch.setattr(rules, "is_what_was_shown", lambda *_: True)
    known.execute(replace(approve_it, digest="0" * 64), HEAD)
    assert due(known) == 0


def test_what_came_under_a_hold_or_went_on_is_left_out(known: Town) -> None:
    for one in (TICKET, OTHER_TICKET, LIST):
        known.execute(replace(open_it, ticket_id=one))
        end(known, one)
    known.clock.advance(days=YEARS)
    shown = list_due(known)
    assert len(shown.records) == 3
    place(known, HoldOn.TICKET, ticket_id=TICKET)
    known.execute(replace(write, ticket_id=OTHER_TICKET, text="One more thing."))
    approve(known, shown)
    after = known.ask(GetDueList(school_id=ASHGROVE, list_id=LIST), HEAD)
    assert {one.record_id: one.left_out for one in after.records} == {
        TICKET: LeftOutBecause.HELD,
        OTHER_TICKET: LeftOutBecause.CHANGED,
        LIST: None,
    }
    assert known.ask(GetTicket(ticket_id=LIST)).subject == FORGOTTEN
    for stays in (TICKET, OTHER_TICKET):
        assert known.ask(GetTicket(ticket_id=stays)).subject == open_it.subject
