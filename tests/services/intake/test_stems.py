"""Which of somebody's words are words of something? Those that begin alike."""

from __future__ import annotations

import pytest

from services.intake.stems import fitting, stems_of


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("projectors", "projector"),
        ("projecting", "Projector"),
        ("proj", "projector"),
        ("PRINTING", "printer"),
        ("batteries", "battery"),
        ("wi-fi", "WiFi"),
        ("e-mails", "email"),
        ("Pupil’s", "pupils"),
        ("phished", "phishing"),
        ("mail", "mailbox"),
    ],
)
def test_words_that_begin_alike_fit(typed: str, named: str) -> None:
    assert len(fitting(typed, named)) == 1


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("internet", "internal"),
        ("log", "logo"),
        ("screen", "scream"),
        ("port", "report"),
        ("", "printer"),
        ("printer", ""),
        ("!?", "!?"),
    ],
)
def test_words_that_do_not_begin_alike_do_not_fit(typed: str, named: str) -> None:
    assert fitting(typed, named) == ()


def test_who_asks_is_told_each_of_their_words_that_fit_once_and_in_order() -> None:
    typed = "The projector in 4B is dark. Dark since Friday, the projector!"
    assert fitting(typed, "The projector stays dark") == ("projector", "dark")


def test_words_that_stand_in_every_request_tell_nothing() -> None:
    assert stems_of("Please help, it does not work and I don't know why") == {}


def test_what_is_short_has_to_be_the_same_word() -> None:
    assert fitting("pdf", "pdf files") == ("pdf",)
    assert fitting("pc", "pcs") == ()
