"""Is what a message says kept as text, and no more of it than there is room for?"""

from __future__ import annotations

import unicodedata

import pytest

from contracts.fields import MOST_MARKS
from contracts.intake import LONGEST_TEXT
from services.intake.mail.headers import split
from services.intake.mail.parts import parts_of
from services.intake.mail.text import CUT, MOST_READ, one_line, text_of, tidy

PLAIN = "Content-Type: text/plain\n\n{}"
HTML = "Content-Type: text/html\n\n{}"


def said(raw: str) -> str:
    content = raw.encode()
    return text_of(content, parts_of(content, split(content, 0, len(content))))


def several(subtype: str, *parts: str) -> str:
    body = "".join(f"--x\n{part}\n" for part in parts)
    return f"Content-Type: multipart/{subtype}; boundary=x\n\n{body}--x--"


def test_of_an_alternative_the_plain_text_is_kept_wherever_it_stands() -> None:
    plain, html = PLAIN.format("plain"), HTML.format("<p>marked up")
    assert said(several("alternative", plain, html)) == "plain"
    assert said(several("alternative", html, plain)) == "plain"


def test_of_an_alternative_with_empty_plain_text_the_html_is_kept() -> None:
    blank, html = PLAIN.format(" \n\n"), HTML.format("<p>marked up")
    assert said(several("alternative", blank, html)) == "marked up"
    assert said(several("alternative", blank)) == ""


def test_of_several_parts_each_text_is_kept() -> None:
    parts = PLAIN.format("one"), HTML.format("<b>two</b>"), PLAIN.format(" ")
    assert (
        said(several("mixed", *parts, PLAIN.format("three"))) == "one\n\ntwo\n\nthree"
    )


@pytest.mark.parametrize(
    "header",
    [
        "Content-Disposition: attachment",
        "Content-Type: image/png",
        "Content-Type: text/calendar",
        "Content-Type: message/rfc822",
        "Content-Type: application/octet-stream",
    ],
)
def test_what_is_attached_is_not_in_the_text(header: str) -> None:
    assert said(several("mixed", PLAIN.format("text"), f"{header}\n\nnone")) == "text"


def test_text_that_does_not_fit_is_cut_and_says_so() -> None:
    assert said(PLAIN.format("x" * LONGEST_TEXT)) == "x" * LONGEST_TEXT
    for raw in (PLAIN.format("x" * 2**20), HTML.format("<p>x" * 2**18)):
        cut = said(raw)
        assert cut.endswith(f"\n\n{CUT}")
        assert LONGEST_TEXT - 10 < len(cut) <= LONGEST_TEXT


def test_text_behind_more_than_is_read_is_said_to_be_there() -> None:
    assert said(PLAIN.format(" " * MOST_READ + "x")) == CUT
    assert said(PLAIN.format("\0" * 3 * LONGEST_TEXT + "x")) == CUT
    far = several("mixed", PLAIN.format(" " * MOST_READ), PLAIN.format("x"))
    assert said(far) == CUT


def test_blank_lines_around_the_text_and_blanks_after_its_lines_go() -> None:
    assert (
        said(PLAIN.format("\n \n  indented \t\n\n\ntext\n\n")) == "  indented\n\n\ntext"
    )


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\0b\x07c\x1b[31md\x7fe\x85f\ufeffg", "abc[31mdefg"),
        ("a\tb", "a\tb"),
        ("a\ud800b\udfff", "ab"),
        ("cafe\u0301", "café"),
        ("e\0\u0301", "é"),
    ],
)
def test_text_is_kept_without_what_is_no_text(written: str, kept: str) -> None:
    assert tidy(written) == kept


def test_marks_that_are_piled_on_one_letter_are_few() -> None:
    for marks in ("\u0315\u0300", "\u0344"):
        piled = tidy("x" + marks * 50_000 + "e\u0301")
        assert piled.endswith("é")
        assert len(piled) == MOST_MARKS + 2
        assert unicodedata.is_normalized("NFC", piled)


def test_one_line_has_no_other() -> None:
    assert one_line(" a\r\n b\t\tc\u2028d\x1be ") == "a b c de"
