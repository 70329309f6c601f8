"""Is what was redacted gone, everywhere and for good, while the proof holds?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.intake import FindTickets
from contracts.mail import GetMail, GetRawMail
from contracts.personal_data import Sensitive, TextState
from contracts.refusals import Forbidden, NotFound, Refused
from services.intake.mail import references
from services.intake.personal_data import erasing, rows
from services.intake.personal_data.erasing import count_texts
from shared.chain import GENESIS, first_break
from shared.metrics import PERSONAL_DATA
from shared.sealing import FORGOTTEN
from tests.services.intake.personal_data.texts import (
    CARD,
    ENGINEER,
    SAID,
    entry_of,
    forget,
    kept,
    open_with_a_card,
    redact,
    reply_with_a_card,
    restrict,
    view_of,
    with_a_card,
)
from tests.services.intake.stories import open_it, reply, write
from tests.support.cast import ASHGROVE, ASHGROVE_MAILBOX, TICKET
from tests.support.incoming import deliver, sign, written
from tests.support.rebuilding import compared, switched
from tests.support.town import Town

SUBJECT = f"The card {CARD}"


def opened(town: Town) -> str:
    """All that the log says to who has the keys."""
    return repr(town.events("intake", ASHGROVE))


def test_what_is_redacted_is_in_no_row_and_opens_no_more(known: Town) -> None:
    open_with_a_card(known, subject=SUBJECT)
    reply_with_a_card(known)
    assert known.ask(FindTickets(search="4111")).tickets
    for kind in ("opened", "reply"):
        redact(known, entry_of(known, kind))
    assert CARD not in kept(known)
    forget(known)
    assert CARD not in opened(known)
    assert known.ask(FindTickets(search="4111")).tickets == ()
    view = view_of(known)
    assert (view.subject, view.description) == (FORGOTTEN, FORGOTTEN)
    assert {one.state for one in view.marked} == {TextState.REDACTED}


def test_what_was_answered_to_a_form_goes_with_what_was_asked(known: Town) -> None:
    known.execute(replace(open_it, form=with_a_card()))
    redact(known, entry_of(known, "opened"))
    assert CARD not in kept(known)
    assert CARD in opened(known)
    forget(known)
    assert CARD not in opened(known)
    switched(known, "intake")
    assert view_of(known).form is None


def test_without_covering_it_what_is_redacted_stands_in_rows(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(rows, "cover", lambda *_: None)
    open_with_a_card(known)
    redact(known, entry_of(known, "opened"))
    assert CARD in kept(known)


def test_without_destroying_its_key_what_is_redacted_opens_still(known: Town) -> None:
    """The twin: the rows have lost it, and the log has not."""
    open_with_a_card(known)
    redact(known, entry_of(known, "opened"))
    assert CARD not in kept(known)
    assert CARD in opened(known)


def test_the_proof_holds_and_a_rebuild_comes_to_the_same(known: Town) -> None:
    open_with_a_card(known, subject=SUBJECT)
    reply_with_a_card(known)
    restrict(known, entry_of(known, "reply"))
    for kind in ("opened", "reply"):
        redact(known, entry_of(known, kind))
    assert compared(known, "intake").tables == set()
    forget(known)
    log = known.log("intake", ASHGROVE)
    assert first_break(log, GENESIS, 0) is None
    assert compared(known, "intake").tables == set()
    switched(known, "intake")
    assert view_of(known).description == FORGOTTEN


def test_other_texts_of_the_ticket_and_of_the_person_stay(known: Town) -> None:
    open_with_a_card(known)
    known.execute(replace(reply, text="Please send no cards."))
    redact(known, entry_of(known, "opened"))
    forget(known)
    assert "Please send no cards." in opened(known)
    known.execute(replace(write, message_id=ASHGROVE))
    assert view_of(known).requester.name in opened(known)


def test_what_brought_it_by_mail_goes_with_it(known: Town) -> None:
    outcome = deliver(known, written("Subject: The card", "", SAID))
    assert outcome.ticket_id is not None
    mail = {"school_id": ASHGROVE, "mail_id": outcome.mail_id}
    redact(known, entry_of(known, "opened", outcome.ticket_id))
    forget(known)
    assert CARD not in kept(known) + opened(known)
    for asked in (GetMail(**mail), GetRawMail(**mail)):
        with pytest.raises(NotFound, match="redacted"):
            known.ask(asked)
    assert compared(known, "intake").tables == set()


def test_what_a_program_sent_goes_with_what_is_told_of_it(known: Town) -> None:
    known.execute(open_it)
    to = references.reply_address(sign(known), 1, ASHGROVE_MAILBOX)
    by_program = ("Auto-Submitted: auto-generated", f"Subject: {CARD}", f"To: {to}")
    outcome = deliver(known, written(*by_program, "", SAID), to=to)
    assert outcome.ticket_id == TICKET
    assert CARD in kept(known)
    redact(known, entry_of(known, "requester_replied"))
    forget(known)
    assert CARD not in kept(known) + opened(known)
    assert compared(known, "intake").tables == set()


def test_whoever_ends_between_the_two_leaves_what_the_next_one_does(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_with_a_card(known)
    redact(known, entry_of(known, "opened"))
    with monkeypatch.context() as broken:
        broken.setattr(erasing, "RecordErased", None)
        with pytest.raises(TypeError):
            forget(known)
    forget(known)
    before = len(known.log("intake", ASHGROVE))
    forget(known)
    assert len(known.log("intake", ASHGROVE)) == before
    assert CARD not in opened(known)


def test_an_engineer_restricts_and_does_not_redact(known: Town) -> None:
    open_with_a_card(known)
    with pytest.raises(Forbidden):
        redact(known, entry_of(known, "opened"), ENGINEER)
    redact(known, entry_of(known, "opened"))
    with pytest.raises(Refused, match="redacted"):
        restrict(known, entry_of(known, "opened"))


def test_what_was_found_is_counted_and_named_by_its_kind_only(known: Town) -> None:
    open_with_a_card(known)
    count_texts(known.applications["intake"])
    samples = [one for metric in PERSONAL_DATA.collect() for one in metric.samples]
    told = {(one.labels["kind"], one.labels["state"]): one.value for one in samples}
    assert told[Sensitive.PAYMENT_CARD.value, TextState.FOUND.value] == 1
    assert told[Sensitive.UPN.value, TextState.FOUND.value] == 0
    assert "4111" not in repr(samples)
