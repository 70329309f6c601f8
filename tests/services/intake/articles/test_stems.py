"""Which of somebody's words are words of something? Those that begin alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.articles.stems import alike, fitting, stems_of, stems_of_name

_LETTERS = "abers ing's-"
"""Few enough for words that are alike to be common."""


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


@given(st.text(_LETTERS, max_size=60), st.text(_LETTERS, max_size=60))
def test_whoever_wants_some_words_misses_none_that_are_alike(
    one: str, text: str
) -> None:
    wanted = stems_of(one).values()
    found = {
        word: stem
        for word, stem in stems_of(text).items()
        if any(alike(stem, other) for other in wanted)
    }
    assert found.items() <= stems_of(text, wanted).items()


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
