"""Are header fields found, and where they end?"""

from __future__ import annotations

import pytest

from services.intake.mail.headers import (
    LONGEST_VALUE,
    MOST_HEADER,
    decode_words,
    split,
)


def fields_of(raw: bytes) -> tuple[dict[bytes, bytes], bytes]:
    """The fields of a message, and what follows them."""
    header = split(raw, 0, len(raw))
    return dict(header.fields), raw[header.end :]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_fields_end_with_a_blank_line(end: bytes) -> None:
    lines = [b"Subject: Lamp", b"FROM:ben@beckfield.example ", b"", b"a: b", b"", b"c"]
    fields, body = fields_of(end.join(lines))
    assert fields == {b"subject": b"Lamp", b"from": b"ben@beckfield.example"}
    assert body == end.join(lines[3:])


def test_a_field_goes_on_in_lines_that_are_indented() -> None:
    fields, _ = fields_of(b"Subject: a\r\n b\r\n\tc\r\n \r\nFrom: d\r\n\r\n")
    assert fields == {b"subject": b"a b\tc", b"from": b"d"}


def test_the_first_field_of_a_name_counts() -> None:
    assert fields_of(b"From: a\nfrom: b\n\n")[0] == {b"from": b"a"}


def test_lines_between_the_fields_that_are_none_are_passed_over() -> None:
    raw = b"torn\nFrom: a\nbroken by a mailer\nTo: b\n\nbody"
    assert fields_of(raw) == ({b"from": b"a", b"to": b"b"}, b"body")


def test_lines_after_the_fields_are_the_body_without_a_blank_line() -> None:
    assert fields_of(b"From: a\nbody\n\nmore") == ({b"from": b"a"}, b"body\n\nmore")
    assert fields_of(b"From: a\nbody") == ({b"from": b"a"}, b"body")


def test_a_part_may_have_no_field_and_a_message_no_body() -> None:
    assert fields_of(b"\r\nbody") == ({}, b"body")
    assert fields_of(b"body") == ({}, b"body")
    assert fields_of(b"From: a") == ({b"from": b"a"}, b"")
    assert fields_of(b"From: a\r\n") == ({b"from": b"a"}, b"")
    assert fields_of(b"") == ({}, b"")


def test_a_header_is_read_up_to_a_limit() -> None:
    filler = b"X: " + b"x" * MOST_HEADER + b"\nFrom: a\n\nbody"
    fields, body = fields_of(b"To: b\n" + filler)
    assert set(fields) == {b"to", b"x"}
    assert len(fields[b"x"]) < LONGEST_VALUE
    assert body.endswith(b"body")


def test_a_value_beyond_ascii_is_read_in_its_own_charset_or_the_bodys() -> None:
    raw = b"From: " + "é".encode() + b"\nSubject: " + "лампа".encode("koi8-r")
    header = split(raw, 0, len(raw))
    assert header.text("from", "koi8-r") == "é"
    assert header.text("subject", "koi8-r") == "лампа"
    assert header.text("subject", None) == "ÌÁÍÐÁ"
    assert header.text("date", None) == header.raw("date") == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Lamp", "Lamp"),
        ("=?utf-8?q?caf=C3=A9_till?=", "café till"),
        ("=?UTF-8*en?Q?caf=C3=A9?=", "café"),
        ("the =?utf-8?b?Y2Fmw6k=?= till", "the café till"),
        ("=?utf-8?q?caf=C3?= =?utf-8?q?=A9?=", "café"),
        ("=?utf-8?q?caf=C3=A9?=\t=?iso-8859-1?q?s=E9?=", "cafésé"),
        ("=?utf-8?q?a?==?utf-8?q?b?=", "ab"),
        ("=?utf-8?q?a?= and =?utf-8?q?b?=", "a and b"),
        ("=?utf-8?q?not all in one word?=", "not all in one word"),
        ("=?utf-8?b?!?=", ""),
        ("=?nonsense?q?caf=E9?=", "café"),
        ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
        ("=?utf-8?q?torn", "=?utf-8?q?torn"),
        ("=?utf-8?q?\ud800?=", "?"),
        (" =?utf-8?q?a?= ", " a "),
        ("", ""),
    ],
)
def test_encoded_words_are_read(value: str, text: str) -> None:
    assert decode_words(value) == text
