"""Is content read that did not travel well?"""

from __future__ import annotations

from base64 import encodebytes

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.intake.mail.transfer import from_base64, from_q, undo


@pytest.mark.parametrize("encoding", ["", "7bit", "8BIT", "binary", "x-unknown"])
def test_what_was_not_encoded_is_as_it_was(encoding: str) -> None:
    assert undo(encoding, b"a=20b\n") == b"a=20b\n"


@pytest.mark.parametrize(
    ("content", "text"),
    [(b"a=20b=\r\nc", b"a bc"), (b"100 %=", b"100 %"), (b"=xy=4", b"=xy=4")],
)
def test_quoted_printable_is_read_and_what_is_none_stays(
    content: bytes, text: bytes
) -> None:
    assert undo(" Quoted-Printable ", content) == text


@given(some.binary(max_size=200))
def test_base64_is_read(content: bytes) -> None:
    assert undo("BASE64", encodebytes(content)) == content


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"TGFt\r\n cA==", b"Lamp"),
        (b"TGFtcA", b"Lamp"),
        (b"TGFtc", b"Lam"),
        (b"TGF!tc\0A==\xff", b"Lamp"),
        (b"TGFtcA==\r\nTGFtcA==\r\n", b"LampLamp"),
        (b"=", b""),
        (b"", b""),
    ],
)
def test_base64_is_read_however_torn(content: bytes, text: bytes) -> None:
    assert from_base64(content) == text


def test_in_a_header_an_underline_is_a_blank() -> None:
    assert from_q(b"a_b=5Fc") == b"a b_c"
