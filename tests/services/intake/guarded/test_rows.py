"""Is what is about safeguarding nowhere for most of a school, and there for the few?"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from contracts.access import Caller
from contracts.intake import (
    CountTickets,
    FindTickets,
    GetTicket,
    ReopenTicket,
)
from contracts.personal_data import (
    GetText,
    LeaveText,
    ReadRestricted,
    RedactText,
    RestrictText,
)
from contracts.refusals import NotFound
from contracts.remote import FindRemoteSessions
from contracts.ties import GetTies, MergeTicket, UnmergeTicket
from contracts.watching import FindWatchers
from services.intake.guarded import rows
from services.intake.guarded.rooms import NOWHERE
from tests.services.intake.guarded.deeds import DPO, OF_MSP, OF_SCHOOL, classify
from tests.services.intake.stories import open_it, resolve
from tests.services.intake.watching.people import (
    DAN,
    HARRIET,
    SAM,
    signed_in,
    watch,
)
from tests.support.cast import (
    ASHGROVE,
    BEN,
    OLU,
    OTHER_TICKET,
    PRIYA,
    TICKET,
    Person,
)
from tests.support.town import Town

FEW = (HARRIET, DAN, PRIYA, OLU)
"""The head, the DSL, who asked for it, and the desk."""


def found(town: Town, by: Caller, **query: Any) -> set[str]:
    return {one.subject for one in town.ask(FindTickets(**query), by=by).tickets}


def waiting(town: Town, by: Caller) -> int:
    counted = town.ask(CountTickets(assignee="nobody"), by=by)
    return int(counted.open)


@pytest.mark.parametrize("somebody", FEW)
def test_the_few_find_it_as_ever(guarded: Town, somebody: Person) -> None:
    by = signed_in(somebody)
    assert found(guarded, by) == {open_it.subject, "A lamp"}
    assert found(guarded, by, search="projector") == {open_it.subject}
    assert waiting(guarded, by) == 2
    asked = GetTicket(ticket_id=TICKET)
    assert guarded.ask(asked, by=by).subject == open_it.subject
    ties = guarded.ask(GetTies(ticket_id=OTHER_TICKET), by=by).ties
    assert [one.subject for one in ties] == [open_it.subject]


@pytest.mark.parametrize("by", [*OF_SCHOOL, *OF_MSP])
def test_everybody_else_of_the_school_and_the_msp_finds_nothing_of_it(
    guarded: Town, by: Caller
) -> None:
    assert found(guarded, by) == {"A lamp"}
    assert found(guarded, by, search="projector") == set()
    assert found(guarded, by, requester_email=PRIYA.email) == {"A lamp"}
    assert waiting(guarded, by) == 1


@pytest.mark.parametrize("by", [*OF_SCHOOL, *OF_MSP, signed_in(BEN)])
def test_it_is_answered_as_what_is_nowhere(guarded: Town, by: Caller) -> None:
    for question in (GetTicket, GetTies, FindWatchers):
        said = set()
        for ticket_id in (TICKET, uuid4(), NOWHERE):
            with pytest.raises(NotFound) as refused:
                guarded.ask(question(ticket_id=ticket_id), by=by)
            said.add(str(refused.value))
        assert len(said) == 1


def test_a_list_about_it_is_as_empty_as_one_about_nothing(guarded: Town) -> None:
    asked = FindRemoteSessions(school_id=ASHGROVE, ticket_id=TICKET)
    nothing = replace(asked, ticket_id=NOWHERE)
    assert guarded.ask(asked, by=signed_in(SAM)) == guarded.ask(
        nothing, by=signed_in(SAM)
    )


def test_a_tie_says_that_there_is_one_and_not_what(guarded: Town) -> None:
    (tie,) = guarded.ask(GetTies(ticket_id=OTHER_TICKET), by=signed_in(SAM)).ties
    assert (tie.ticket_id, tie.subject) == (TICKET, "")


merge = MergeTicket(
    school_id=ASHGROVE, ticket_id=TICKET, into_id=OTHER_TICKET, version=3
)


def merged_lines(town: Town, by: Caller) -> list[str | None]:
    view = town.ask(GetTicket(ticket_id=OTHER_TICKET), by=by)
    return [one.of_reference for one in view.timeline if one.of_reference]


def as_it_was_merged_once(town: Town, patch: pytest.MonkeyPatch) -> None:
    """Merges were recorded that do not say of safeguarding; a twin, besides."""
    patch.setattr("services.intake.tied.tying.is_safeguarding", lambda *_: False)
    town.execute(merge)


def test_what_goes_on_as_another_is_not_told_there(
    guarded: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_it_was_merged_once(guarded, monkeypatch)
    assert merged_lines(guarded, signed_in(HARRIET))
    assert merged_lines(guarded, signed_in(PRIYA))
    for by in (*OF_SCHOOL, *OF_MSP):
        assert merged_lines(guarded, by) == []
    monkeypatch.setattr(Caller, "reads_safeguarding", lambda _: True)
    assert merged_lines(guarded, signed_in(SAM))


back = MergeTicket(
    school_id=ASHGROVE, ticket_id=OTHER_TICKET, into_id=TICKET, version=2
)


@pytest.mark.parametrize("one", [merge, back])
def test_nothing_about_it_is_open_by_a_merge_whichever_goes_on(
    guarded: Town, one: MergeTicket
) -> None:
    guarded.execute(one)
    asked = GetTicket(ticket_id=one.into_id)
    for by in (signed_in(HARRIET), signed_in(PRIYA), OLU.caller):
        assert guarded.ask(asked, by=by).subject
    for by in (*OF_SCHOOL, *OF_MSP):
        with pytest.raises(NotFound):
            guarded.ask(asked, by=by)


def test_a_merge_that_is_undone_opens_nothing_until_the_desk_says_what_it_is(
    guarded: Town,
) -> None:
    guarded.execute(merge)
    classify(guarded, "wireless", OTHER_TICKET)
    assert found(guarded, signed_in(SAM)) == set()
    guarded.execute(UnmergeTicket(school_id=ASHGROVE, ticket_id=TICKET, version=4))
    assert found(guarded, signed_in(SAM)) == set()
    classify(guarded, "wireless", OTHER_TICKET)
    assert found(guarded, signed_in(SAM)) == {"A lamp"}


def test_without_carrying_it_over_a_merge_would_open_what_is_said_then(
    guarded: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: what the other one is about is said at the survivor."""
    as_it_was_merged_once(guarded, monkeypatch)
    assert found(guarded, signed_in(SAM)) == {"A lamp"}


def texts_done(town: Town, by: Caller) -> list[str]:
    """What is there for somebody who looks after personal data and has a text's id."""
    view = town.ask(GetTicket(ticket_id=TICKET))
    [entry_id] = [one.entry_id for one in view.timeline if one.kind == "opened"]
    which: dict[str, Any] = {"school_id": ASHGROVE, "entry_id": entry_id}
    because = which | {"reason": "A name."}
    asked = GetText(**which)
    # Each leaves behind what the next one needs.
    commands = (
        RestrictText(**because),
        ReadRestricted(**which),
        LeaveText(**because),
        RedactText(**because),
    )
    done = []
    for message in (asked, *commands):
        with suppress(NotFound):
            (town.ask if message is asked else town.execute)(message, by=by)
            done.append(type(message).__name__)
    return done


EVERYTHING = ["GetText", "RestrictText", "ReadRestricted", "LeaveText", "RedactText"]


def test_a_text_of_it_is_nowhere_for_who_looks_after_personal_data(
    guarded: Town,
) -> None:
    assert texts_done(guarded, DPO) == []
    assert texts_done(guarded, signed_in(HARRIET)) == EVERYTHING


def test_without_the_guard_who_looks_after_personal_data_would_read_it(
    guarded: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Caller, "reads_safeguarding", lambda _: True)
    assert texts_done(guarded, DPO) == EVERYTHING


def test_nobody_does_anything_with_what_they_do_not_see(guarded: Town) -> None:
    guarded.execute(replace(resolve, version=3))
    reopen = ReopenTicket(
        school_id=ASHGROVE, ticket_id=TICKET, version=4, reason="Still dark."
    )
    for command in (reopen, watch(SAM)):
        with pytest.raises(NotFound):
            guarded.execute(command, by=signed_in(SAM))
    guarded.execute(reopen, by=signed_in(PRIYA))


def test_what_is_no_longer_about_it_is_the_schools_again(guarded: Town) -> None:
    classify(guarded, "wireless")
    assert found(guarded, signed_in(SAM)) == {open_it.subject, "A lamp"}


def way(town: Town, column: str = "requester_email") -> str:
    """How the database finds out who asked for what few read."""
    with town.databases["intake"].reading(ASHGROVE) as connection:
        asked = str(rows._ASKED.compile(connection))
        explain = f"explain query plan {asked}".replace("requester_email", column)
        told = connection.exec_driver_sql(explain, (ASHGROVE.hex,))
        return " ".join(row.detail for row in told)


def test_who_asked_is_answered_by_an_index_alone(guarded: Town) -> None:
    assert "USING COVERING INDEX tickets_guarded" in way(guarded)


def test_what_the_index_has_not_would_be_looked_up_at_each_ticket(
    guarded: Town,
) -> None:
    """The twin."""
    assert "COVERING" not in way(guarded, "requester_name")


def test_without_the_guard_anybody_of_the_school_would_read_it(
    guarded: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: who reads all of it is asked wherever it could be read."""
    monkeypatch.setattr(Caller, "reads_safeguarding", lambda _: True)
    by = signed_in(SAM)
    assert found(guarded, by) == {open_it.subject, "A lamp"}
    assert waiting(guarded, by) == 2
    assert guarded.ask(GetTicket(ticket_id=TICKET), by=by).subject == open_it.subject
    (tie,) = guarded.ask(GetTies(ticket_id=OTHER_TICKET), by=by).ties
    assert tie.subject == open_it.subject


def test_without_the_address_who_asked_would_not_read_it(
    guarded: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: whose it is is known by what directory says of them."""
    monkeypatch.setattr("services.intake.guarded.rows.account_of", lambda *_: None)
    assert found(guarded, signed_in(PRIYA)) == {"A lamp"}
