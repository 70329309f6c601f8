"""Are the parts of a message found where they are?"""

from __future__ import annotations

import pytest

from services.intake.mail.headers import split
from services.intake.mail.parts import (
    MOST_DELIMITERS,
    MOST_DEPTH,
    Branch,
    Described,
    Leaf,
    Part,
    describe,
    parts_of,
)


def read(raw: bytes) -> Part:
    return parts_of(raw, split(raw, 0, len(raw)))


def contents(raw: bytes) -> list[bytes]:
    """The content of each leaf, in order."""
    return [raw[leaf.start : leaf.end].strip() for leaf in leaves(read(raw))]


def leaves(part: Part) -> list[Leaf]:
    if isinstance(part, Leaf):
        return [part]
    return [leaf for inner in part.parts for leaf in leaves(inner)]


def mixed(*lines: str, boundary: str = "x") -> bytes:
    header = f"Content-Type: multipart/mixed; boundary={boundary}"
    return "\n".join([header, "", *lines]).encode()


def test_a_message_without_parts_is_one() -> None:
    raw = (
        b"Content-Type: Text/HTML; charset=KOI8-R\r\n"
        b"Content-Disposition: attachment; filename=a\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nabc"
    )
    assert read(raw) == Leaf(
        kind="text/html",
        charset="koi8-r",
        encoding="base64",
        attached=True,
        start=len(raw) - 3,
        end=len(raw),
        name="a",
    )


def test_parts_are_between_delimiters() -> None:
    assert contents(
        mixed("preamble", "--x", "", "a", "--x\t", "", "b", "--x--", "c")
    ) == [
        b"a",
        b"b",
    ]
    assert contents(mixed("--x", "", "a", "--x")) == [b"a", b""]
    assert contents(mixed("--x", "--x", "", "a", "--x--")) == [b"", b"a"]


def test_a_delimiter_is_a_line_of_its_own() -> None:
    raw = mixed("--x", "", "a", "--xy", "-- x", " --x", "y--x", "--x z", "--x--")
    assert contents(raw) == [b"a\n--xy\n-- x\n --x\ny--x\n--x z"]


def test_parts_have_parts() -> None:
    raw = mixed(
        "--x",
        "Content-Type: multipart/alternative; boundary=xy",
        "",
        "--xy",
        "",
        "a",
        "--xy",
        "",
        "b",
        "--xy--",
        "--x",
        "",
        "c",
        "--x--",
    )
    part = read(raw)
    assert isinstance(part, Branch)
    assert not part.alternative
    first, _ = part.parts
    assert isinstance(first, Branch)
    assert first.alternative
    assert contents(raw) == [b"a", b"b", b"c"]


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: multipart/mixed\n\n--x\n\na\n--x--",
        b"Content-Type: multipart/mixed; boundary=\n\n--x\n\na\n--x--",
        mixed("--x", "", "a", boundary="y"),
        mixed("--x--"),
    ],
)
def test_what_cannot_be_taken_apart_is_plain_text(raw: bytes) -> None:
    (leaf,) = leaves(read(raw))
    assert leaf.kind == "text/plain"


def test_parts_are_taken_apart_up_to_a_depth() -> None:
    nested = "".join(
        f"Content-Type: multipart/mixed; boundary=x{level}\n\n--x{level}\n"
        for level in range(100, 200)
    )
    part, depth = read(nested.encode()), 0
    while isinstance(part, Branch):
        part, depth = part.parts[-1], depth + 1
    assert depth == MOST_DEPTH


def test_parts_are_taken_apart_up_to_a_number() -> None:
    raw = mixed("--x\n\na\n" * 2 * MOST_DELIMITERS)
    assert len(leaves(read(raw))) == MOST_DELIMITERS
    bogus = mixed("--x z\n" * MOST_DELIMITERS, "--x", "", "a")
    assert len(leaves(read(bogus))) == 1


@pytest.mark.parametrize(
    ("lines", "described"),
    [
        (b"", Described()),
        (b"Content-Type: nonsense", Described()),
        (b"Content-Type: /", Described()),
        (b"Content-Type: text/html charset=x", Described(kind="text/html")),
        (b"Content-Type: a/b; charset=\xff", Described(kind="a/b")),
        (b'Content-Type: a/b; boundary="\xff ', Described("a/b", boundary=b"\xff")),
        (
            b"Content-Type: a/b; boundary*0=x; boundary*1=y",
            Described("a/b", boundary=b"xy"),
        ),
        (b"Content-Type: a/b; charset*=utf-8''koi8-r", Described("a/b", "koi8-r")),
        (b"Content-Type: a/b; boundary*=undefined''x", Described()),
        (b"Content-Disposition: inline", Described()),
        (b"Content-Disposition: Attachment", Described(attached=True)),
    ],
)
def test_what_a_header_says_of_its_content(lines: bytes, described: Described) -> None:
    assert describe(split(lines, 0, len(lines))) == described
