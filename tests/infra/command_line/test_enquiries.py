"""Can a person at a terminal see enquiries, and say what became of one?"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from contracts.enquiries import FindEnquiries
from services.gateway import enquiries
from tests.infra.command_line.desks import Desk

TOLD = ("Cedric Marlow", "Would you look after our network?")
REACHED = ("--email", "head@cedarfield.example", "--purpose", "offer")


def test_an_enquiry_is_written_down_answered_and_becomes_a_school(desk: Desk) -> None:
    one = desk.gets("enquiries", "enter", *TOLD, *REACHED).strip()
    desk.gets("enquiries", "answer", one, "We come on Tuesday.", "--by", "phone")
    [_, line] = desk.gets("enquiries", "list", "--state", "answered").splitlines()
    assert line.startswith(f"{one}\t08/06/2026")
    assert line.endswith("\tAnswered\t05/12/2026")
    school = desk.gets("enquiries", "take-on", one, "C-14", "Cedarfield").strip()
    assert school in desk.gets("schools", "list")
    shown = desk.gets("enquiries", "show", one)
    assert "Answered: phone: We come on Tuesday." in shown
    assert "Taken on: C-14" in shown
    assert TOLD[1] in shown


def test_where_there_are_more_than_are_shown_it_is_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in "ab":
        desk.gets("enquiries", "enter", *TOLD, *REACHED)
    every = desk.types("enquiries", "list")
    assert every.stderr == ""
    many = len(every.stdout.splitlines()) - 1
    monkeypatch.setattr(enquiries, "FindEnquiries", partial(FindEnquiries, limit=1))
    shown = desk.types("enquiries", "list")
    assert shown.stderr == f"the newest 1 of {many}\n"
    assert len(shown.stdout.splitlines()) == 2


def test_whoever_wishes_so_is_forgotten_or_it_is_closed(desk: Desk) -> None:
    one, other = (
        desk.gets("enquiries", "enter", *TOLD, *REACHED).strip() for _ in "ab"
    )
    desk.gets("enquiries", "forget", one, "--only-news")
    desk.gets("enquiries", "forget", one)
    desk.gets("enquiries", "close", other, "They chose another")
    assert "Cedric" not in desk.gets("enquiries", "show", one)
    assert "Closed: They chose another" in desk.gets("enquiries", "show", other)
    assert "closed" in desk.is_told("enquiries", "answer", other, "Hello")


def test_the_privacy_text_is_shown_and_set(desk: Desk, tmp_path: Path) -> None:
    assert "Version 0, kept for 180 days" in desk.gets("enquiries", "privacy")
    words = tmp_path / "words.txt"
    words.write_text("We keep it.\n")
    told = ("--words", str(words), "--keep-days", "90")
    said = desk.gets("enquiries", "privacy", *told)
    assert "Version 1, kept for 90 days\nWe keep it." in said
    assert "Version 1" in desk.gets("enquiries", "privacy", *told)
