"""Is a file found that stands in the lines of a text?"""

from __future__ import annotations

import binascii

from services.intake.mail.uuencoded import uuencoded_files, without_uuencoded

PICTURE = bytes(range(256)) * 3


def encoded(name: str = "screen.png", content: bytes = PICTURE) -> bytes:
    cut = [content[at : at + 45] for at in range(0, len(content), 45)]
    lines = b"".join(binascii.b2a_uu(one) for one in cut)
    return b"begin 644 " + name.encode() + b"\n" + lines + b"`\nend\n"


def test_a_file_is_taken_out_of_the_text() -> None:
    text = b"See below.\n" + encoded() + b"Regards\n"
    assert list(uuencoded_files(text)) == [("screen.png", PICTURE)]
    assert without_uuencoded(text) == b"See below.\nRegards\n"


def test_several_files_stand_in_one_text() -> None:
    text = encoded("a", b"one") + encoded("b", b"two")
    assert list(uuencoded_files(text)) == [("a", b"one"), ("b", b"two")]


def test_what_has_no_end_is_text() -> None:
    text = b"begin 644 of the lesson\nat nine\n"
    assert list(uuencoded_files(text)) == []
    assert without_uuencoded(text) == text


def test_base64_between_the_same_lines_is_read() -> None:
    text = b"begin-base64 644 a.txt\naGVsbG8=\n====\n"
    assert list(uuencoded_files(text)) == [("a.txt", b"hello")]


def test_a_torn_line_costs_that_line_only() -> None:
    torn = encoded(content=b"one" * 15 + b"two").replace(b"\n#", b"\n\xff\xff#", 1)
    [(_, content)] = uuencoded_files(torn)
    assert content.startswith(b"one" * 15)
