"""Is what came scanned afterwards, and what is infected kept back from everybody?"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from contracts.intake import GetTicket
from contracts.mail import (
    FindAttached,
    GetAttached,
    GetMail,
    GetMailPage,
    GetRawMail,
    MailOutcome,
    MailView,
    RuleOnMail,
    Ruling,
)
from contracts.refusals import NotFound
from contracts.scanning import WHOLE, FileScanned, Scanned
from services.intake.scanning import scanner as looking
from services.intake.scanning.clamd import NO_ANSWER, URL
from services.intake.scanning.scan_rows import files_to_scan
from services.intake.scanning.scan_tables import scans
from services.intake.scanning.scanner import FORGOTTEN, Scanner, count_unscanned
from shared.metrics import FILES_UNSCANNED
from tests.support.cast import ASHGROVE, OLU, PRIYA, TICKET
from tests.support.incoming import RAW, deliver, events, written
from tests.support.rebuilding import compared, spoil, switched
from tests.support.scanners import EICAR, FOUND, Clamd, Scripted
from tests.support.town import Town

NOWHERE = "clamd://127.0.0.1:1"
INFECTED = written(
    "Subject: The lamp",
    'Content-Type: multipart/mixed; boundary="b"',
    "MIME-Version: 1.0",
    "",
    "--b",
    "Content-Type: text/html",
    "",
    "<p>See what I found.</p>",
    "--b",
    'Content-Disposition: attachment; filename="readings.csv"',
    "",
    "room,lamp",
    "--b",
    'Content-Disposition: attachment; filename="lamp.pdf"',
    "Content-Transfer-Encoding: base64",
    "",
    b64encode(EICAR.encode()).decode(),
    "--b--",
    "",
    sender="Priya Nair <priya@ashgrove.example>",
)


def look(town: Town, url: str | None, scanner: Scanner | None = None) -> None:
    """Let whoever's turn it is look once for what is to be scanned."""
    environment = {URL: url} if url else {}
    (scanner or Scanner(0.5)).scan(town.applications["intake"], environment)


def standing(town: Town, came: MailOutcome) -> list[Scanned]:
    """How a message stands, and then each of its files."""
    view = shown(town, came.mail_id)
    return [view.scanned, *(one.scanned for one in view.files)]


def shown(town: Town, mail_id: UUID) -> MailView:
    view: MailView = town.ask(GetMail(school_id=ASHGROVE, mail_id=mail_id))
    return view


def handed(town: Town, came: MailOutcome, place: int, by: Any = OLU) -> bytes:
    assert came.ticket_id is not None
    asked = GetAttached(ticket_id=came.ticket_id, mail_id=came.mail_id, place=place)
    content: str = town.ask(asked, by=by.caller).content
    return content.encode()


def timeline(town: Town, came: MailOutcome) -> list[tuple[str, str | None]]:
    assert came.ticket_id is not None
    told = town.ask(GetTicket(ticket_id=came.ticket_id)).timeline
    return [(one.kind, one.detail) for one in told if one.kind == "kept_back"]


def test_what_is_infected_is_kept_back_from_everybody_and_the_rest_is_had(
    school: Town, clamd: Clamd
) -> None:
    came = deliver(school, INFECTED)
    look(school, clamd.url, Scanner())
    clean, infected = Scanned.CLEAN, Scanned.INFECTED
    assert standing(school, came) == [infected, clean, infected]
    assert shown(school, came.mail_id).files[1].found == FOUND
    for somebody in (OLU, PRIYA):
        assert handed(school, came, 0, somebody)
        with pytest.raises(NotFound, match=f"found {FOUND} in this file"):
            handed(school, came, 1, somebody)


def test_a_message_with_something_infected_is_not_handed_out_as_it_came(
    school: Town, clamd: Clamd
) -> None:
    came = deliver(school, INFECTED)
    assert shown(school, came.mail_id).has_html
    look(school, clamd.url, Scanner())
    for question in (GetRawMail, GetMailPage):
        with pytest.raises(NotFound, match=f"found {FOUND} in this message"):
            school.ask(question(school_id=ASHGROVE, mail_id=came.mail_id))
    view = shown(school, came.mail_id)
    assert (view.has_html, view.found) == (False, FOUND)
    assert "See what I found." in view.text


def test_a_file_that_is_infected_keeps_the_message_back_whatever_is_said_of_that(
    school: Town, scripted: Scripted
) -> None:
    came = deliver(school, INFECTED)
    answers = iter([b"stream: OK\0", b"stream: OK\0", b"stream: Late FOUND\0"])
    scripted.meanwhile = lambda: setattr(scripted, "answer", next(answers))
    look(school, scripted.url)
    with pytest.raises(NotFound, match="found Late in this message"):
        school.ask(GetRawMail(school_id=ASHGROVE, mail_id=came.mail_id))


def test_without_what_was_kept_of_it_an_infected_file_would_be_handed_out(
    school: Town, clamd: Clamd
) -> None:
    """The twin: it is the scanner's word, kept, that keeps it back."""
    came = deliver(school, INFECTED)
    look(school, clamd.url, Scanner())
    spoil(school, "intake", scans, state=Scanned.CLEAN.value)
    assert handed(school, came, 1)
    assert school.ask(GetRawMail(school_id=ASHGROVE, mail_id=came.mail_id)).raw


def test_the_ticket_tells_what_was_found(school: Town, clamd: Clamd) -> None:
    came = deliver(school, INFECTED)
    look(school, clamd.url, Scanner())
    assert timeline(school, came) == [("kept_back", FOUND)]
    assert came.ticket_id is not None
    files = school.ask(FindAttached(ticket_id=came.ticket_id)).files
    assert [one.found for one in files] == ["", FOUND]


def test_mail_comes_in_at_once_while_the_scanner_is_away_and_is_scanned_later(
    school: Town, clamd: Clamd
) -> None:
    scanner = Scanner()
    came = deliver(school, INFECTED)
    look(school, NOWHERE, scanner)
    look(school, clamd.url, scanner)  # It is left alone for a while.
    assert standing(school, came) == [Scanned.WAITING] * 3
    assert events(school, FileScanned) == []
    school.clock.advance(minutes=1)
    look(school, clamd.url, scanner)
    assert Scanned.WAITING not in standing(school, came)


def test_without_a_scanner_nothing_is_tried_and_all_waits(school: Town) -> None:
    came = deliver(school, INFECTED)
    look(school, None)
    assert standing(school, came) == [Scanned.WAITING] * 3
    assert handed(school, came, 0)


@pytest.mark.parametrize("answer", [b"", b"stream: OK", None])
def test_what_is_cut_off_is_told_and_tried_again(
    school: Town, scripted: Scripted, answer: bytes | None
) -> None:
    came = deliver(school)
    scripted.answer = answer
    look(school, scripted.url)
    view = shown(school, came.mail_id)
    assert (view.scanned, view.found) == (Scanned.NOT_SCANNED, NO_ANSWER)
    scripted.answer = b"stream: OK\0"
    look(school, scripted.url)
    assert standing(school, came) == [Scanned.NOT_SCANNED]
    school.clock.advance(minutes=1)
    look(school, scripted.url)
    assert standing(school, came) == [Scanned.CLEAN]


def test_a_file_that_no_scanner_bears_keeps_no_other_waiting(
    school: Town, scripted: Scripted
) -> None:
    bad = deliver(school)
    scripted.answer = b""
    look(school, scripted.url)
    school.clock.advance(seconds=1)
    good = deliver(school, RAW.replace(b"dark", b"dim"))
    scripted.answer = b"stream: OK\0"
    look(school, scripted.url)
    assert standing(school, bad) == [Scanned.NOT_SCANNED]
    assert standing(school, good) == [Scanned.CLEAN]


def test_what_cannot_be_scanned_is_tried_for_ever_at_the_end_once_a_day_or_so(
    school: Town, scripted: Scripted
) -> None:
    deliver(school)
    scripted.answer = b"stream: Too large ERROR\0"
    for _ in range(20):
        look(school, scripted.url)
        school.clock.advance(days=1)
    tried = [one for one in events(school, FileScanned) if isinstance(one, FileScanned)]
    assert [one.attempt for one in tried] == [*range(1, 21)]
    last = tried[-1].again_at
    assert last is not None
    longest = last - school.clock() + timedelta(days=1)
    assert timedelta(hours=12) < longest <= timedelta(days=1)


def test_mail_comes_in_while_a_file_is_being_scanned(
    school: Town, scripted: Scripted
) -> None:
    deliver(school)
    came: list[MailOutcome] = []
    another = RAW.replace(b"dark", b"dim")
    scripted.meanwhile = lambda: came.append(deliver(school, another))
    look(school, scripted.url)
    assert came[0].reference


def test_a_second_look_and_a_rebuild_ask_nothing_again(
    school: Town, scripted: Scripted
) -> None:
    came = deliver(school, INFECTED)
    scripted.answer = b"stream: Bad FOUND\0"
    look(school, scripted.url)
    look(school, scripted.url)
    assert len(scripted.asked) == 3
    before = shown(school, came.mail_id), timeline(school, came)
    spoil(school, "intake", scans, state="clean", said="?")
    assert switched(school, "intake").changed == {"scans": 3}
    assert (shown(school, came.mail_id), timeline(school, came)) == before
    look(school, scripted.url)
    assert len(scripted.asked) == 3
    assert not compared(school, "intake")


def test_what_is_forgotten_is_not_asked_about_any_more(
    school: Town, scripted: Scripted
) -> None:
    deliver(school)
    [row] = school.applications["intake"].read(files_to_scan, school.clock(), 10)
    school.keyring.destroy(ASHGROVE, row.sender_id, school.clock())
    look(school, scripted.url)
    look(school, scripted.url)
    assert scripted.asked == []
    [told] = events(school, FileScanned)
    assert isinstance(told, FileScanned)
    assert (told.said, told.again_at) == (FORGOTTEN.said, None)


def test_one_that_fails_for_itself_keeps_no_other_waiting(
    school: Town, scripted: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = deliver(school, INFECTED)
    content = looking._content

    def broken(connection: Any, keyring: Any, one: Any) -> bytes:
        if one.place == WHOLE:
            raise RuntimeError
        return content(connection, keyring, one)

    monkeypatch.setattr(looking, "_content", broken)
    look(school, scripted.url)
    waiting, clean = Scanned.WAITING, Scanned.CLEAN
    assert standing(school, came) == [waiting, clean, clean]


def test_what_waits_for_a_quarter_of_an_hour_is_counted_where_there_is_a_scanner(
    school: Town,
) -> None:
    intake = school.applications["intake"]

    def counted(**environment: str) -> float:
        count_unscanned(intake, environment)
        return float(FILES_UNSCANNED._value.get())

    deliver(school)
    assert counted(**{URL: NOWHERE}) == 0
    school.clock.advance(minutes=16)
    assert counted(**{URL: NOWHERE}) == 1
    assert counted() == 0


def test_a_place_that_cannot_be_meant_is_logged_and_loses_nothing(
    school: Town, caplog: pytest.LogCaptureFixture
) -> None:
    came = deliver(school)
    look(school, "http://scanner")
    assert "files wait to be scanned" in caplog.text
    assert standing(school, came) == [Scanned.WAITING]


def test_a_held_message_that_gets_on_a_ticket_tells_there_what_was_found(
    school: Town, clamd: Clamd
) -> None:
    raw = b"Authentication-Results: mx; dmarc=fail\r\n" + INFECTED
    came = deliver(school, raw, vouched="mx")
    assert came.ticket_id is None
    look(school, clamd.url, Scanner())
    ruling = RuleOnMail(
        school_id=ASHGROVE, mail_id=came.mail_id, ruling=Ruling.OPEN, ticket_id=TICKET
    )
    school.execute(ruling)
    settled = replace(came, ticket_id=TICKET)
    assert timeline(school, settled) == [("kept_back", FOUND)]
