"""Who reads a text that is restricted, and where does it stand meanwhile?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.access import Caller, Role
from contracts.intake import FindTickets
from contracts.mail import FindAttached, GetAttached, GetMail, GetRawMail
from contracts.personal_data import RestrictedRead, TextState
from contracts.refusals import Forbidden, NotFound, Refused
from contracts.ties import MergeTicket, SplitTicket
from services.intake.personal_data import protecting, rows
from services.intake.personal_data.tables import marked_texts
from services.intake.personal_data.texts import RESTRICTED
from tests.services.intake.personal_data.texts import (
    CARD,
    DPO,
    ENGINEER,
    SAID,
    STAFF,
    entry_of,
    leave,
    open_with_a_card,
    read,
    reply_with_a_card,
    restrict,
    view_of,
    with_a_card,
)
from tests.services.intake.stories import open_it, write
from tests.support.cast import ASHGROVE, BECKFIELD, OTHER_TICKET, TICKET
from tests.support.incoming import WITH_FILE, deliver
from tests.support.rebuilding import compared, spoil, switched
from tests.support.rebuilding import rows as rows_of
from tests.support.town import Town

SUBJECT = f"The card {CARD}"


def elsewhere(town: Town) -> str:
    """Every row of intake but those of what is restricted."""
    kept = rows_of(town, "intake")
    return repr({name: of for name, of in kept.items() if name != marked_texts.name})


def test_a_restricted_text_stands_nowhere_else(known: Town) -> None:
    open_with_a_card(known, subject=SUBJECT)
    reply_with_a_card(known)
    assert known.ask(FindTickets(search="4111")).tickets
    for kind in ("opened", "reply"):
        restrict(known, entry_of(known, kind))
    assert CARD not in elsewhere(known)
    assert known.ask(FindTickets(search="4111")).tickets == ()
    view = view_of(known)
    assert (view.subject, view.description) == (RESTRICTED, RESTRICTED)
    assert [one.text for one in view.timeline if one.kind == "reply"] == [RESTRICTED]
    assert known.ask(FindTickets(search="mpjt-1")).tickets


def test_what_was_answered_to_a_form_is_covered_and_shown_again_with_it(
    known: Town,
) -> None:
    known.execute(replace(open_it, form=with_a_card()))
    entry_id = entry_of(known, "opened")
    restrict(known, entry_id)
    assert CARD not in elsewhere(known)
    assert view_of(known).form is None
    leave(known, entry_id)
    assert view_of(known).form == with_a_card()


def test_without_covering_it_a_restricted_text_stands_where_it_stood(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(rows, "cover", lambda *_: None)
    open_with_a_card(known, subject=SUBJECT)
    restrict(known, entry_of(known, "opened"))
    assert CARD in elsewhere(known)


def test_who_looks_after_personal_data_reads_it_and_that_is_recorded(
    known: Town,
) -> None:
    open_with_a_card(known, subject=SUBJECT)
    entry_id = entry_of(known, "opened")
    restrict(known, entry_id)
    seen = read(known, entry_id)
    assert (seen.subject, seen.text, seen.quoted) == (SUBJECT, SAID, None)
    [told] = [one for one in view_of(known, STAFF).timeline if "read" in one.kind]
    assert (told.kind, told.actor) == ("restricted_read", DPO.actor)
    events = [type(one) for one in known.events("intake", ASHGROVE)]
    assert events.count(RestrictedRead) == 1


def test_without_recording_it_a_text_would_be_read_in_secret(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(protecting, "protect", lambda *_: None)
    open_with_a_card(known)
    restrict_it = entry_of(known, "opened")
    monkeypatch.undo()
    restrict(known, restrict_it)
    monkeypatch.setattr(protecting, "protect", lambda *_: None)
    assert read(known, restrict_it).text == SAID
    assert "restricted_read" not in [one.kind for one in view_of(known).timeline]


@pytest.mark.parametrize(
    "who",
    [ENGINEER, STAFF, Caller(actor="p", role=Role.DPO, school=BECKFIELD)],
    ids=["engineer", "staff", "another school"],
)
def test_who_does_not_look_after_personal_data_reads_nothing(
    known: Town, who: Caller
) -> None:
    open_with_a_card(known)
    entry_id = entry_of(known, "opened")
    restrict(known, entry_id)
    with pytest.raises(Forbidden):
        read(known, entry_id, who)


def test_what_may_stand_is_shown_again_and_found_again(known: Town) -> None:
    open_with_a_card(known, subject=SUBJECT)
    before = view_of(known)
    entry_id = entry_of(known, "opened")
    restrict(known, entry_id)
    leave(known, entry_id)
    after = view_of(known)
    assert (after.subject, after.description) == (before.subject, before.description)
    assert after.marked[0].state is TextState.LEFT
    assert known.ask(FindTickets(search="4111")).tickets
    with pytest.raises(Refused):
        read(known, entry_id)


def test_the_message_that_brought_it_is_not_handed_out_meanwhile(known: Town) -> None:
    outcome = deliver(known, WITH_FILE)
    assert outcome.ticket_id is not None
    mail = {"school_id": ASHGROVE, "mail_id": outcome.mail_id}
    [file, _] = known.ask(FindAttached(ticket_id=outcome.ticket_id)).files
    attached = GetAttached(
        ticket_id=outcome.ticket_id, mail_id=file.mail_id, place=file.place
    )
    entry_id = entry_of(known, "opened", outcome.ticket_id)
    assert known.ask(attached).content
    restrict(known, entry_id)
    for asked in (GetMail(**mail), GetRawMail(**mail), attached):
        with pytest.raises(NotFound, match="restricted"):
            known.ask(asked)
    assert "The screen" not in elsewhere(known)
    leave(known, entry_id)
    assert known.ask(GetMail(**mail)).mail.subject == "The screen"
    assert known.ask(attached).content


def test_what_was_passed_on_is_covered_at_both_tickets(known: Town) -> None:
    known.execute(open_it)
    known.execute(replace(open_it, ticket_id=OTHER_TICKET))
    merge = MergeTicket(
        school_id=ASHGROVE, ticket_id=TICKET, version=1, into_id=OTHER_TICKET
    )
    known.execute(merge)
    known.execute(replace(write, text=SAID))
    assert CARD in elsewhere(known)
    entry_id = entry_of(known, "requester_replied", OTHER_TICKET)
    restrict(known, entry_id)
    assert CARD not in elsewhere(known)
    assert [one.entry_id for one in view_of(known, of=OTHER_TICKET).marked] == [
        entry_id
    ]


def test_nothing_is_split_off_that_somebody_may_not_read(known: Town) -> None:
    known.execute(open_it)
    known.execute(replace(write, text=SAID))
    entry_id = entry_of(known, "requester_replied")
    restrict(known, entry_id)
    split = SplitTicket(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=2,
        new_id=OTHER_TICKET,
        entry_id=entry_id,
        subject="The card",
    )
    known.execute(split)
    assert view_of(known, of=OTHER_TICKET).description == RESTRICTED


def test_a_rebuild_finds_what_is_restricted_as_it_is(known: Town) -> None:
    open_with_a_card(known, subject=SUBJECT)
    reply_with_a_card(known)
    outcome = deliver(known, WITH_FILE)
    assert outcome.ticket_id is not None
    for entry_id in (
        entry_of(known, "opened"),
        entry_of(known, "reply"),
        entry_of(known, "opened", outcome.ticket_id),
    ):
        restrict(known, entry_id)
    leave(known, entry_of(known, "reply"))
    assert compared(known, "intake").tables == set()
    spoil(known, "intake", marked_texts, text="")
    switched(known, "intake")
    assert read(known, entry_of(known, "opened")).text == SAID
