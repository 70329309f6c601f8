"""Does each who watches hear once of what a requester is told, and of no more?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.event import listen, remove

from contracts.access import Role, platform
from contracts.intake import (
    ClassifyTicket,
    GetTicket,
    ReplyToTicket,
    SetMailboxes,
)
from contracts.mail import Fate
from contracts.outgoing import FindLetters, LetterKind
from contracts.people import EndRole
from contracts.values import LetterState, ReplyBy, TicketType
from services.intake.outgoing.letter_rows import addressee
from services.intake.watching import telling
from services.intake.watching.safeguarding import is_safeguarding
from shared.store import Log
from tests.services.intake.outgoing.test_sending import look, standing
from tests.services.intake.stories import note, open_it, reply, resolve
from tests.services.intake.watching.people import (
    HARRIET,
    SAM,
    known_people,
    letters,
    signed_in,
    unwatch,
    watch,
)
from tests.support.cast import (
    ASHGROVE,
    ASHGROVE_MAILBOX,
    BEN,
    OLU,
    OTHER_TICKET,
    PRIYA,
    TICKET,
    ZOE,
)
from tests.support.incoming import deliver, written
from tests.support.mail_sink import Sink
from tests.support.town import Town


@pytest.fixture
def opened(known: Town) -> Town:
    """Priya asked for something, and everybody is known."""
    known_people(known)
    known.execute(SetMailboxes(school_id=ASHGROVE, addresses=(ASHGROVE_MAILBOX,)))
    known.execute(open_it)
    return known


def to_whom(town: Town) -> list[str]:
    return [one.recipient for one in letters(town)]


def version(town: Town) -> int:
    found: int = town.ask(GetTicket(ticket_id=TICKET)).version
    return found


def test_each_who_watches_has_one_letter_about_each_reply(opened: Town) -> None:
    for somebody in (SAM, HARRIET, ZOE):
        opened.execute(watch(somebody))
    command_id = uuid4()
    for _ in range(2):
        opened.execute(reply, command_id=command_id)
    everybody = {SAM.email, HARRIET.email, ZOE.email}
    assert len(to_whom(opened)) == 3
    assert set(to_whom(opened)) == everybody
    opened.execute(replace(resolve, version=2))
    assert [one.kind for one in letters(opened)[3:]] == [
        LetterKind.WATCHED_RESOLUTION
    ] * 3
    assert len({one.letter_id for one in letters(opened)}) == 6


def asked(
    town: Town, answer: ReplyToTicket, monkeypatch: pytest.MonkeyPatch
) -> tuple[int, int]:
    """How many statements an answer takes, and how often it reads the ticket's log."""
    statements: list[str] = []
    streams: list[str] = []
    read = Log.stream

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    def stream(log: Log, which: str, after: int = 0) -> Any:
        streams.append(which)
        return read(log, which, after)

    engine = town.databases["intake"].engine
    listen(engine, "before_cursor_execute", note)
    with monkeypatch.context() as patch:
        patch.setattr(Log, "stream", stream)
        town.execute(answer)
    remove(engine, "before_cursor_execute", note)
    return len(statements), streams.count(f"ticket-{TICKET}")


def test_each_letter_takes_a_few_statements_and_no_look_at_the_log_of_the_ticket(
    opened: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.execute(watch(HARRIET))
    of_one, looks = asked(opened, reply, monkeypatch)
    for somebody in (SAM, ZOE):
        opened.execute(watch(somebody))
    again = replace(reply, version=2, message_id=uuid4())
    of_three, looks_for_three = asked(opened, again, monkeypatch)
    assert len(letters(opened)) == 4
    assert looks_for_three == looks == 0
    # Ten for each letter more are enough.
    assert of_three - of_one <= 2 * 10


def test_a_note_is_for_the_desk_and_a_call_was_heard(opened: Town) -> None:
    opened.execute(watch(SAM))
    opened.execute(watch(ZOE))
    opened.execute(note)
    opened.execute(replace(reply, version=2, by=ReplyBy.PHONE))
    assert letters(opened) == []


def test_nobody_hears_of_what_they_did_themselves(opened: Town) -> None:
    for somebody in (OLU, ZOE):
        opened.execute(watch(somebody))
    opened.execute(reply, by=signed_in(OLU))
    assert to_whom(opened) == [ZOE.email]


def sam_leaves(town: Town) -> None:
    left = EndRole(
        school_id=ASHGROVE,
        person_id=SAM.person_id,
        role=Role.STAFF,
        until_on=date(2026, 6, 5),
    )
    town.execute(left, platform("directory"))
    town.settle()


def test_who_stopped_or_left_hears_no_more(opened: Town) -> None:
    for somebody in (SAM, HARRIET):
        opened.execute(watch(somebody))
    opened.execute(unwatch(HARRIET))
    sam_leaves(opened)
    opened.execute(reply)
    assert letters(opened) == []


def test_without_a_look_at_the_roles_of_the_day_who_left_would_hear(
    opened: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: who watched once is still written down as watching."""
    monkeypatch.setattr(
        "services.intake.watching.rows.may_be_told", lambda *_, **__: True
    )
    opened.execute(watch(SAM))
    sam_leaves(opened)
    opened.execute(reply)
    assert to_whom(opened) == [SAM.email]


def about_safeguarding(town: Town) -> None:
    town.execute(
        ClassifyTicket(
            school_id=ASHGROVE,
            ticket_id=TICKET,
            version=version(town),
            type=TicketType.INCIDENT,
            service="monitoring",
        )
    )


def test_what_is_about_safeguarding_is_mailed_to_few_of_a_school(
    opened: Town,
) -> None:
    for somebody in (SAM, HARRIET, ZOE):
        opened.execute(watch(somebody))
    about_safeguarding(opened)
    opened.execute(replace(reply, version=2))
    assert set(to_whom(opened)) == {HARRIET.email, ZOE.email}


def test_without_that_guard_it_would_be_mailed_to_all(
    opened: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: whether it is about safeguarding is asked of what is kept of it."""
    monkeypatch.setattr(
        "services.intake.watching.rows.is_safeguarding", lambda *_: False
    )
    opened.execute(watch(SAM))
    about_safeguarding(opened)
    opened.execute(replace(reply, version=2))
    assert to_whom(opened) == [SAM.email]


def test_a_ticket_that_is_not_there_is_about_nothing(opened: Town) -> None:
    intake = opened.applications["intake"]
    about = intake.read(is_safeguarding, ASHGROVE, OTHER_TICKET, school=ASHGROVE)
    assert about is False


def test_a_watcher_is_written_to_as_one_and_the_requester_as_ever(
    opened: Town, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARETAKER_PUBLIC_URL", "https://desk.example")
    opened.execute(watch(SAM))
    opened.execute(replace(resolve, note="It has a **new** lamp."))
    look(opened, sink)
    sent = {one.recipient: one.message for one in sink.taken}
    assert sent.keys() == {PRIYA.email, SAM.email}
    told = sent[SAM.email]
    assert told["Auto-Submitted"] == "auto-generated"
    assert told["X-Auto-Response-Suppress"] == "All"
    assert told["To"] == SAM.email
    assert sent[PRIYA.email]["Auto-Submitted"] is None
    for kind in ("plain", "html"):
        said = told.get_body((kind,))
        assert said is not None
        assert "asked for it, and you watch it" in said.get_content()
        assert "How was it?" not in said.get_content()
        assert "Dear" not in said.get_content()
    assert standing(opened) == [("resolved", LetterState.SENT)]


def test_a_letter_of_a_watcher_answers_none_of_the_requesters(
    opened: Town, sink: Sink
) -> None:
    opened.execute(reply)
    look(opened, sink)
    opened.clock.advance(minutes=1)
    opened.execute(watch(SAM))
    opened.execute(replace(reply, version=2, message_id=uuid4()))
    look(opened, sink)
    first, *rest = sink.taken
    later = {one.recipient: one.message for one in rest}
    assert later[PRIYA.email]["In-Reply-To"] == first.message["Message-ID"]
    assert later[SAM.email]["In-Reply-To"] is None


def test_who_stopped_while_a_letter_waited_is_not_sent_it(
    opened: Town, sink: Sink
) -> None:
    opened.execute(watch(SAM))
    opened.execute(reply)
    opened.execute(unwatch(SAM))
    look(opened, sink)
    assert [one.recipient for one in sink.taken] == [PRIYA.email]
    [shown] = opened.ask(FindLetters()).letters
    assert (shown.recipient, shown.state) == (SAM.email, LetterState.FAILED)
    assert "watch it any more" in shown.answer


def test_who_watches_answers_by_mail_and_it_is_on_the_ticket(
    opened: Town, sink: Sink
) -> None:
    opened.execute(watch(SAM))
    opened.execute(reply)
    look(opened, sink)
    [letter] = [one.message for one in sink.taken if one.recipient == SAM.email]
    raw = written(
        f"To: {letter['Reply-To']}", "Subject: Re", "", "Mine too.", sender=SAM.email
    )
    outcome = deliver(opened, raw, to=str(letter["Reply-To"]))
    assert (outcome.fate, outcome.ticket_id) == (Fate.REPLY, TICKET)
    stranger = raw.replace(SAM.email.encode(), HARRIET.email.encode())
    to = str(letter["Reply-To"])
    assert deliver(opened, stranger, to=to).fate is Fate.REVIEW


COPIED = written(
    "To: help@ashgrove.example",
    f"Cc: Sam <{SAM.email.upper()}>, {BEN.email}, {PRIYA.email}, x@elsewhere.example",
    "Subject: The kiln",
    "",
    "It is cold.",
)


def test_whom_the_requester_puts_in_copy_watches_if_they_are_of_the_school(
    opened: Town,
) -> None:
    outcome = deliver(opened, COPIED)
    assert outcome.ticket_id is not None
    answer: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": outcome.ticket_id}
    opened.execute(
        ReplyToTicket(**answer, version=1, message_id=uuid4(), text="We look at it.")
    )
    assert to_whom(opened) == [SAM.email]


def copied_by_a_watcher(town: Town, sink: Sink) -> tuple[str, tuple[str, ...]]:
    """Sam, who watches, answers with Harriet in copy; where to, and what."""
    town.execute(watch(SAM))
    town.execute(reply)
    look(town, sink)
    address = str(sink.taken[0].message["Reply-To"])
    copied = (f"Cc: {HARRIET.email}", "", "And me.")
    deliver(town, written(*copied, sender=SAM.email), to=address)
    return address, copied


def told_of_the_end(town: Town) -> list[str]:
    town.execute(replace(resolve, version=version(town)))
    kind = LetterKind.WATCHED_RESOLUTION
    return sorted(one.recipient for one in letters(town) if one.kind is kind)


def test_nobody_else_has_people_watch_by_putting_them_in_copy(
    opened: Town, sink: Sink
) -> None:
    copied_by_a_watcher(opened, sink)
    assert told_of_the_end(opened) == [SAM.email]


def test_the_requester_has_them_watch_by_putting_them_in_copy_later(
    opened: Town, sink: Sink
) -> None:
    address, copied = copied_by_a_watcher(opened, sink)
    deliver(opened, written(*copied, sender=PRIYA.email), to=address)
    assert told_of_the_end(opened) == [HARRIET.email, SAM.email]


def test_without_a_look_at_who_sends_it_a_watcher_would_have_them_watch(
    opened: Town, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: who sends it is compared with who asked."""
    sam_id = opened.applications["intake"].keyring.pseudonym(ASHGROVE, SAM.email)

    def asked_by_sam(*which: Any) -> Any:
        found = addressee(*which)
        return found and replace(found, requester_id=sam_id)

    monkeypatch.setattr(telling, "addressee", asked_by_sam)
    copied_by_a_watcher(opened, sink)
    assert told_of_the_end(opened) == [HARRIET.email, SAM.email]
