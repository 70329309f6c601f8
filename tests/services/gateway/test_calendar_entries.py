"""Are the words of schools understood, and is nothing guessed?"""

from __future__ import annotations

from datetime import date

import pytest

from services.gateway.calendar_entries import LONGEST_WORDS, What, meant, named

FIRST, LAST = date(2026, 9, 1), date(2026, 12, 18)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("INSET day \u2013 school closed to pupils", What.INSET),
        ("Staff Training Day", What.INSET),
        ("In-service day", What.INSET),
        ("PD Day", What.INSET),
        ("Non-pupil day", What.INSET),
        ("Autumn term begins", What.BEGINS),
        ("Term 1 Begins", What.BEGINS),
        ("First day back", What.BEGINS),
        ("Pupils return", What.BEGINS),
        ("School reopens", What.BEGINS),
        ("Start of Spring Term", What.BEGINS),
        ("Autumn term ends at 1.30", What.ENDS),
        ("Last day of term", What.ENDS),
        ("School closes for Christmas", What.ENDS),
        ("End of the summer term", What.ENDS),
        ("We break up", What.ENDS),
        ("Christmas Day", What.BANK_HOLIDAY),
        ("New Year\u2019s Day", What.BANK_HOLIDAY),
        ("Early May bank holiday", What.BANK_HOLIDAY),
        ("Occasional holiday", What.HOLIDAY),
        ("School closed: polling station", What.PLANNED),
        ("GCSE Physics", What.EXAMS),
        ("Key stage 2 tests", What.EXAMS),
        ("Y11 mocks", What.EXAMS),
    ],
)
def test_a_day_is_what_its_words_say(words: str, what: What) -> None:
    assert meant(words, FIRST, FIRST) is what


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Autumn term", What.TERM),
        ("Autumn term (starts with INSET)", What.INSET),
        ("Spring term starts", What.TERM),
        ("Half term", What.HALF_TERM),
        ("Autumn half-term break", What.HALF_TERM),
        ("Half term holiday begins", What.HALF_TERM),
        ("Easter holidays", What.HOLIDAY),
        ("Winter break", What.HOLIDAY),
        ("GCSE examinations", What.EXAMS),
    ],
)
def test_days_in_a_row_are_what_their_words_say(words: str, what: What) -> None:
    assert meant(words, FIRST, LAST) is what


@pytest.mark.parametrize(
    "words",
    [
        "Term day (Week 1)",
        "Half term begins",
        "GCSE results day",
        "SATs meeting for parents",
        "Mock interviews evening",
        "Determined minds workshop",
        "Breakfast club",
        "Open day",
        "",
    ],
)
def test_a_day_whose_words_do_not_say_is_not_guessed(words: str) -> None:
    assert meant(words, FIRST, FIRST) is None


def test_a_kind_is_known_however_it_is_written() -> None:
    assert named(" Half-Term ") is What.HALF_TERM
    assert named("EMERGENCY CLOSURE") is What.EMERGENCY
    assert named("exam") is What.EXAMS
    assert named("holidays of some kind") is None


def test_no_more_is_read_of_words_than_a_name_has() -> None:
    """To look through a long line would hold up all else that the process does."""
    name = "x " * (LONGEST_WORDS // 2)
    assert meant(f"{name}INSET", FIRST, FIRST) is None
    assert meant(f"{name[6:]}INSET", FIRST, FIRST) is What.INSET
