"""Which files did Outlook wrap up in a winmail.dat? TNEF, as MS-OXTNEF has it.

It is read once through, in so many steps at most. What it says that it has and does not
hold, it has not.
"""

from __future__ import annotations

from codecs import lookup
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

MOST_STEPS = 50_000
"""Numbers and texts that are read of one, whatever it claims to have of them."""

_SIGNATURE = 0x223E9F78
_TITLE, _DATA, _BEGINS, _ATTACHMENT, _CODEPAGE = 0x8010, 0x800F, 0x9002, 0x9005, 0x9007
_OBJECT, _FILENAME, _LONG_FILENAME = 0x3701, 0x3704, 0x3707
_UNICODE, _MULTIPLE, _NAMED = 0x001F, 0x1000, 0x8000
_OF_ANY_LENGTH = {0x0000, 0x000D, 0x001E, _UNICODE, 0x0102}
_OF_LENGTH = {
    **dict.fromkeys((0x0002, 0x000B), 2),
    **dict.fromkeys((0x0003, 0x0004, 0x000A), 4),
    **dict.fromkeys((0x0005, 0x0006, 0x0007, 0x0014, 0x0040), 8),
    0x0001: 0,
    0x0048: 16,
}
_EMBEDDED = bytes.fromhex("0703020000000000c000000000000046")


class Wrapped(NamedTuple):
    """A file, by the longest name that it has there."""

    name: str
    content: bytes


class _File:
    """What is known of a file so far."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self.content = b""


class _Short(Exception):
    """It ends before what it says comes next, or it has taken too many steps."""


class _Reader:
    """Takes bytes from the first to the last; what is inside shares its steps."""

    def __init__(self, content: memoryview, steps: Iterator[int]) -> None:
        self._content, self._at, self._steps = content, 0, steps

    def inside(self, content: memoryview) -> _Reader:
        return _Reader(content, self._steps)

    def take(self, size: int) -> memoryview:
        end = self._at + size
        if end > len(self._content) or next(self._steps, None) is None:
            raise _Short
        taken = self._content[self._at : end]
        self._at = end
        return taken

    def rest(self) -> memoryview:
        return self._content[self._at :]

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "little")

    def padded(self, size: int) -> memoryview:
        """So many bytes, and those that fill up four."""
        return self.take(size + -size % 4)[:size]


def unwrap(content: bytes, most: int) -> list[Wrapped]:
    """The files in their order, so many at most; none where it is no TNEF."""
    files: list[_File] = []
    codepage = "cp1252"
    reader = _Reader(memoryview(content), iter(range(MOST_STEPS)))
    with suppress(_Short):
        for name, data in _attributes(reader):
            if name == _CODEPAGE:
                codepage = _known(int.from_bytes(data[:4], "little"), codepage)
            elif name == _BEGINS:
                if len(files) == most:
                    break
                files.append(_File())
            elif files:
                _learn(files[-1], name, reader.inside(data), codepage)
    return [Wrapped(_name_of(one), one.content) for one in files]


def _attributes(reader: _Reader) -> Iterator[tuple[int, memoryview]]:
    if reader.number(4) != _SIGNATURE:
        return
    reader.take(2)
    while True:
        reader.take(1)
        name = reader.number(2)
        reader.take(2)
        data = reader.take(reader.number(4))
        yield name, data
        reader.take(2)


def _learn(file: _File, name: int, reader: _Reader, codepage: str) -> None:
    if name == _TITLE:
        file.names[_TITLE] = _text(reader.rest(), codepage)
    elif name == _DATA:
        file.content = bytes(reader.rest())
    elif name == _ATTACHMENT:
        with suppress(_Short):
            for which, kind, value in _properties(reader):
                if which in {_FILENAME, _LONG_FILENAME}:
                    written = "utf-16-le" if kind == _UNICODE else codepage
                    file.names[which] = _text(value, written)
                elif which == _OBJECT:
                    file.content = bytes(value).removeprefix(_EMBEDDED)


def _properties(reader: _Reader) -> Iterator[tuple[int, int, memoryview]]:
    """Each property that has one value: which it is, of what kind, and the value."""
    for _ in range(reader.number(4)):
        kind, which = reader.number(2), reader.number(2)
        if which >= _NAMED:
            _pass_name(reader)
        multiple, kind = kind & _MULTIPLE, kind & ~_MULTIPLE
        if kind in _OF_ANY_LENGTH:
            for _ in range(reader.number(4)):
                value = reader.padded(reader.number(4))
                if not multiple:
                    yield which, kind, value
        elif kind in _OF_LENGTH:
            reader.padded(_OF_LENGTH[kind] * (reader.number(4) if multiple else 1))
        else:
            return


def _pass_name(reader: _Reader) -> None:
    reader.take(16)
    by_text = reader.number(4)
    if by_text:
        reader.padded(reader.number(4))
    else:
        reader.take(4)


def _name_of(file: _File) -> str:
    names = (file.names.get(one, "") for one in (_LONG_FILENAME, _FILENAME, _TITLE))
    return next(filter(None, names), "")


def _text(data: memoryview, written: str) -> str:
    return bytes(data).decode(written, errors="replace").partition("\0")[0]


def _known(number: int, otherwise: str) -> str:
    """The name of a code page; the other one where nobody knows it."""
    try:
        return lookup(f"cp{number}").name
    except LookupError:
        return otherwise
