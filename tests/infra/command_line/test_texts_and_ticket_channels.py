"""Are texts with personal data looked after at a terminal, and channels counted?"""

from __future__ import annotations

from tests.infra.command_line.desks import Desk
from tests.support.cast import ASHGROVE, ASHGROVE_NAME

NUMBER = "AB 12 34 56 C"


def found(desk: Desk) -> tuple[str, str]:
    """A ticket with a National Insurance number in it, and its text."""
    ticket = desk.opens(description=f"Her number is {NUMBER}.")
    [line] = desk.gets("texts", "list", ticket).splitlines()[1:]
    written, said, stands, kinds, text = line.split("\t")
    assert (said, stands, kinds) == ("Opened", "Found", "National insurance")
    assert written.startswith("08/06/2026")
    return ticket, text


def test_a_text_is_restricted_read_and_left(desk: Desk) -> None:
    ticket, text = found(desk)
    told = desk.gets("texts", "restrict", ticket, text, "--reason", "A number")
    assert told == f"{ticket}: Restricted.\n"
    assert NUMBER not in desk.gets("tickets", "show", ticket)
    assert NUMBER in desk.gets("texts", "read", ticket, text)
    assert "Left" in desk.gets("texts", "leave", ticket, text)
    assert NUMBER in desk.gets("tickets", "show", ticket)


def test_a_text_is_redacted_for_good_once_that_is_sure(desk: Desk) -> None:
    ticket, text = found(desk)
    why = ("--reason", "A number")
    asked = desk.types("texts", "redact", ticket, text, *why, stdin="n\n")
    assert asked.exit_code == 1
    assert NUMBER in desk.gets("tickets", "show", ticket)
    told = desk.gets("texts", "redact", ticket, text, *why, "--yes")
    assert "Redacted" in told
    assert NUMBER not in desk.gets("tickets", "show", ticket)
    assert "redacted" in desk.is_told("texts", "leave", ticket, text)


def test_what_texts_hold_is_counted_by_kind(desk: Desk) -> None:
    def waiting(*where: object) -> int:
        _, line = desk.gets("texts", "count", *where).splitlines()
        assert line.startswith(f"{ASHGROVE_NAME}\tNational insurance\t")
        return int(line.split("\t")[2])

    found(desk)
    before = waiting()
    found(desk)
    assert waiting() == waiting("--school", ASHGROVE) == before + 1


def test_requests_are_counted_by_channel(desk: Desk) -> None:
    desk.opens(channel="phone")
    desk.opens(channel="chat", via="teams")
    lines = desk.gets("tickets", "channels", "--school", ASHGROVE).splitlines()
    assert f"{ASHGROVE_NAME}\tChat (Teams)\t1\tno" in lines
    [by_phone] = [line for line in lines if "\tPhone\t" in line]
    assert by_phone.endswith("\tyes")
    other = desk.types("tickets", "channels", "--month", "2026-05")
    assert "Of 0 in 2026-05, 0 came by no official channel." in other.stderr
    assert "month" in desk.is_told("tickets", "channels", "--month", "2026-13")
