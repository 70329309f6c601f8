"""Is what a school had erased gone, everywhere and for good, while the proof holds?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import LargeBinary, Table, Text

from contracts.access import platform
from contracts.declare import declaration_of
from contracts.intake import FindTickets, GetTicket, ResolveTicket
from contracts.mail import GetRawMail
from contracts.refusals import NotFound, Refusal, Refused
from contracts.retention import RecordClass, RecordsErased
from services.intake.retention import erasing, rows
from services.intake.retention.clearing import (
    GONE_WITH_TICKET,
    NAMED,
    OF_ANSWER,
    OF_TICKET,
    OF_VISIT,
)
from services.intake.search.word_index import Words
from services.intake.tables import METADATA, files, ticket_words
from shared.chain import GENESIS, first_break
from shared.keyring import Keyring
from shared.sealing import FORGOTTEN
from tests.services.intake.personal_data.texts import kept
from tests.services.intake.retention.records import (
    DSL,
    HEAD,
    LIST,
    YEARS,
    approve,
    due,
    end,
    erase,
    lift,
    list_due,
    long_over,
    retention,
    sweep,
)
from tests.services.intake.retention.stays import NO_TEXT_OF_RECORDS, STAYS
from tests.services.intake.stories import open_it, write
from tests.support.alike import do_all
from tests.support.alike_retention import RETAINED
from tests.support.cast import ASHGROVE, OTHER_TICKET, PRIYA, TICKET
from tests.support.incoming import WITH_FILE, deliver
from tests.support.rebuilding import compared, switched
from tests.support.rebuilding import rows as kept_rows
from tests.support.town import Town

CANARY = "Wombat"
CLEARED = {**OF_TICKET, **OF_VISIT, **OF_ANSWER}

OF_NO_RECORD = {"LegalHoldPlaced", "LegalHoldLifted"}
"""Why something was held is kept, whatever became of it."""


def opened(town: Town) -> str:
    """All that the log says to who has the keys."""
    return repr(town.events("intake", ASHGROVE))


def columns_of(table: Table) -> Iterator[str]:
    kinds = (Text, LargeBinary, Words)
    return (one.name for one in table.columns if isinstance(one.type, kinds))


def test_every_text_that_is_kept_is_cleared_or_stays_for_a_reason() -> None:
    for table in METADATA.sorted_tables:
        cleared = {*CLEARED.get(table, ())} | (
            {"words"} if table is ticket_words else set()
        )
        if table.name in NO_TEXT_OF_RECORDS or table in GONE_WITH_TICKET:
            assert not cleared, f"{table.name} is cleared, and said not to be"
        else:
            known = cleared | STAYS.get(table.name, {}).keys()
            assert {*columns_of(table)} == known & {*columns_of(table)}, table.name


def test_what_was_erased_is_in_no_row_opens_no_more_and_is_not_found(
    known: Town,
) -> None:
    long_over(known, subject=f"{CANARY} stays dark", description=CANARY)
    assert CANARY in kept(known)
    approve(known, list_due(known))
    assert CANARY not in kept(known)
    assert PRIYA.email not in kept(known)
    assert CANARY in opened(known)
    sweep(known)
    assert CANARY not in opened(known)
    assert PRIYA.email not in opened(known)
    assert known.ask(FindTickets(search=CANARY)).tickets == ()
    view = known.ask(GetTicket(ticket_id=TICKET))
    assert (view.subject, view.requester.name) == (FORGOTTEN, FORGOTTEN)


def test_without_clearing_what_was_erased_stands_in_rows(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(rows, "clear_ticket", lambda *_: None)
    long_over(known, description=CANARY)
    erase(known)
    assert CANARY in kept(known)


def test_without_destroying_its_key_what_was_erased_opens_still(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: the rows have lost it, and the log has not."""
    monkeypatch.setattr(Keyring, "destroy", lambda *_: None)
    long_over(known, description=CANARY)
    erase(known)
    assert CANARY not in kept(known)
    assert CANARY in opened(known)


def test_it_is_recorded_the_log_holds_and_a_rebuild_says_the_same(known: Town) -> None:
    long_over(known, description=CANARY)
    shown = list_due(known)
    approve(known, shown)
    assert compared(known, "intake").tables == set()
    sweep(known)
    told = known.events("intake", ASHGROVE)[-1]
    assert told == RecordsErased(
        list_id=LIST,
        record_class=RecordClass.TICKETS,
        digest=shown.summary.digest,
        erased=1,
        left_out=0,
    )
    assert first_break(known.log("intake", ASHGROVE), GENESIS, 0) is None
    assert compared(known, "intake").tables == set()
    switched(known, "intake")
    assert known.ask(GetTicket(ticket_id=TICKET)).description == FORGOTTEN
    assert due(known) == 0


def test_another_ticket_of_the_same_person_stays(known: Town) -> None:
    long_over(known, description=CANARY)
    known.execute(replace(open_it, ticket_id=OTHER_TICKET, description="Quokka"))
    erase(known)
    assert "Quokka" in opened(known)
    view = known.ask(GetTicket(ticket_id=OTHER_TICKET))
    assert (view.requester.email, view.description) == (PRIYA.email, "Quokka")
    known.execute(replace(open_it, ticket_id=LIST, description="A third one."))


def test_nothing_is_recorded_of_a_ticket_that_is_erased(known: Town) -> None:
    long_over(known)
    erase(known)
    with pytest.raises(Refused, match="erased"):
        known.execute(replace(write, text=CANARY))


def test_whoever_ends_between_the_two_leaves_what_the_next_one_does(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_over(known, description=CANARY)
    approve(known, list_due(known))
    with monkeypatch.context() as broken:
        broken.setattr(erasing, "FinishErasure", None)
        with pytest.raises(TypeError):
            sweep(known)
    sweep(known)
    before = len(known.log("intake", ASHGROVE))
    sweep(known)
    assert len(known.log("intake", ASHGROVE)) == before
    assert CANARY not in opened(known)


def test_mail_as_it_came_goes_and_what_it_said_stays_at_its_ticket(known: Town) -> None:
    outcome = deliver(known, WITH_FILE)
    assert outcome.ticket_id is not None
    end(known, outcome.ticket_id)
    known.clock.advance(days=400)
    assert due(known, RecordClass.TICKETS) == 0
    erase(known, RecordClass.MAIL)
    with known.databases["intake"].reading(ASHGROVE) as connection:
        assert connection.execute(files.select()).all() == []
    with pytest.raises(NotFound, match="erased"):
        known.ask(GetRawMail(school_id=ASHGROVE, mail_id=outcome.mail_id))
    view = known.ask(GetTicket(ticket_id=outcome.ticket_id))
    assert view.description == "It looks like this."
    assert "It looks like this." in opened(known)
    assert compared(known, "intake").tables == set()
    known.clock.advance(days=YEARS)
    erase(known)
    assert "It looks like this." not in opened(known) + kept(known)


def test_a_copy_of_a_sealed_file_opens_no_more(known: Town) -> None:
    """Of a backup, say: the row is back, and its key is not."""
    outcome = deliver(known, WITH_FILE)
    assert outcome.ticket_id is not None
    end(known, outcome.ticket_id)
    known.clock.advance(days=400)
    with known.databases["intake"].school(ASHGROVE) as connection:
        copy = [row._asdict() for row in connection.execute(files.select())]
    erase(known, RecordClass.MAIL)
    with known.databases["intake"].school(ASHGROVE) as connection:
        connection.execute(files.insert(), copy)
    with pytest.raises(NotFound, match="erased"):
        known.ask(GetRawMail(school_id=ASHGROVE, mail_id=outcome.mail_id))


def test_of_all_that_a_school_can_do_nothing_stays_once_it_is_erased(
    town: Town,
) -> None:
    do_all(town, ASHGROVE)
    for ticket_id in _tickets(town):
        with suppress(Refusal):
            version = town.ask(GetTicket(ticket_id=ticket_id)).version
            done = ResolveTicket(
                *(), school_id=ASHGROVE, ticket_id=ticket_id, version=version, note="A"
            )
            town.execute(done, platform("test"))
    for hold in retention(town).shown_holds:
        lift(town, hold_id=hold.hold_id)
    town.clock.advance(days=YEARS * 10)
    over = [one.record_class for one in retention(town).classes if one.due]
    assert {*over} >= {*RecordClass} - {RecordClass.SAFEGUARDING}
    for of in reversed(over):  # with tickets go their parts
        erase(town, of, DSL if of is RecordClass.SAFEGUARDING else HEAD)
    gone = {
        row[0]
        for row in _rows(town, "kept_records", "record_id", "erased_at")
        if row[1]
    }
    _assert_cleared(town, gone)
    # Of this one it was only said that its keys are gone: nobody destroyed them.
    _assert_opens_no_more(town, gone - {RETAINED})
    assert compared(town, "intake").tables == set()


def _assert_cleared(town: Town, gone: set[UUID]) -> None:
    """What `alike` wrote has the name of the school in it."""
    kept_now = kept_rows(town, "intake")
    for table, values in CLEARED.items():
        names = [one.name for one in table.columns if one.identity is None]
        for row in kept_now[table.name]:
            told = dict(zip(names, row, strict=True))
            if gone & {one for one in row if isinstance(one, UUID)}:
                said = [one for one in values if "Ashgrove" in str(told[one])]
                named = table.name == "timeline" and told["kind"] not in NAMED
                assert not {*said} - ({"detail"} if named else set()), told


def _assert_opens_no_more(town: Town, gone: set[UUID]) -> None:
    for event in town.events("intake", ASHGROVE):
        ids = {value for value in vars(event).values() if isinstance(value, UUID)}
        if ids & gone and type(event).__name__ not in OF_NO_RECORD:
            for name in declaration_of(event).personal:
                assert getattr(event, name) in (None, FORGOTTEN), event


def _tickets(town: Town) -> list[UUID]:
    return [row[0] for row in _rows(town, "tickets", "ticket_id")]


def _rows(town: Town, table: str, *columns: str) -> list[Any]:
    names = [one.name for one in METADATA.tables[table].columns if one.identity is None]
    places = [names.index(one) for one in columns]
    found = kept_rows(town, "intake")[table]
    return [tuple(row[place] for place in places) for row in found]
