"""Which of somebody's words are words of something? Those that begin alike."""

from __future__ import annotations

import pytest

from services.intake.stems import fitting, stems_of, stems_of_name


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
    assert len(fitting(stems_of(typed), named)) == 1


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
    assert fitting(stems_of(typed), named) == ()


def test_who_asks_is_told_each_of_their_words_that_fit_once_and_in_order() -> None:
    typed = "The projector in 4B is dark. Dark since Friday, the projector!"
    assert fitting(stems_of(typed), "The projector stays dark") == ("projector", "dark")


def test_words_that_stand_in_every_request_tell_nothing() -> None:
    assert stems_of("Please help, it does not work and I don't know why") == {}


def test_what_is_short_has_to_be_the_same_word() -> None:
    assert fitting(stems_of("pdf"), "pdf files") == ("pdf",)
    assert fitting(stems_of("pc"), "pcs") == ()


def test_what_is_typed_is_kept_nowhere_and_what_is_named_is() -> None:
    stems_of_name.cache_clear()
    typed, title = "Ada cannot see 4B's projector", "The projector stays dark"
    kept: list[int] = []
    for _ in range(2):
        assert fitting(stems_of(typed), title) == ("projector",)
        kept.append(stems_of_name.cache_info().currsize)
    assert kept == [1, 1]
    assert stems_of_name.cache_info().hits == 1
    assert not hasattr(stems_of, "cache_info")
