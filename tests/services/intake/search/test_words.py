"""Is a ticket found by whatever begins a word of it, and by nothing else?"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.intake.search.words import LONGEST, looked_for, words_of


def finds(search: str, *texts: str) -> bool:
    """What every index of words has to say."""
    words, begun = words_of(texts), looked_for(search)
    return bool(begun) and all(
        any(word.startswith(one) for word in words) for one in begun
    )


@pytest.mark.parametrize(
    "search",
    [
        "proj",
        "PROJECTOR",
        "year",
        "4",
        "4 proj",
        "priya@ash",
        "ashgrove.ex",
        "example",
        "k7qm",
        "K7QM-12",
        "123",
        "-123",
        "5%",
        "straße",
        "STRASSE",
    ],
)
def test_what_begins_a_word_is_found(search: str) -> None:
    named = ("K7QM-123", "Projector in Year 4 at 5% (Straße)", "priya@ashgrove.example")
    assert finds(search, *named)


@pytest.mark.parametrize("search", ["jector", "shgrove", "5%5", "23", "%%%", "- -", ""])
def test_what_begins_no_word_is_not(search: str) -> None:
    named = ("K7QM-123", "Projector in Year 4 at 5%", "priya@ashgrove.example")
    assert not finds(search, *named)


def test_a_sign_by_itself_is_in_nobodys_way() -> None:
    assert looked_for("printer – office") == ("printer", "office")


def test_of_a_long_word_the_beginning_counts() -> None:
    assert finds("a" * (LONGEST + 50), "a" * (LONGEST + 1))


@given(text=st.text(max_size=40), least=st.integers(1, 40))
@example(text="a'b\\c\"d*:%&|!()<>", least=17)
def test_every_word_is_found_by_itself_and_by_its_beginning(
    text: str, least: int
) -> None:
    for word in words_of([text]):
        assert finds(word, text)
        assert finds(word[:least], text)
