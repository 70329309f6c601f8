"""Which messages come when very many do? Published samples, each made another one.

One of a hundred is broken: cut off, spliced, full of zeroes or without its header. The
same seed and numbers make the same messages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from infra.bench.meter import SEED
from infra.bench.places import REPOSITORY

SAMPLES = REPOSITORY / "tests" / "services" / "intake" / "mail"

EVERY = 100
"""One of so many is broken."""

_FROM = re.compile(rb"(?im)^(From:[^\r\n<]*<)")


def corpus(first: int, many: int, samples: Path = SAMPLES) -> Iterator[bytes]:
    """So many messages, of which no two are the same, from a number on."""
    known = [path.read_bytes() for path in sorted(samples.rglob("*.eml"))]
    for number in range(first, first + many):
        chance = Random(f"{SEED} {number}")  # noqa: S311  # the same in every run
        raw = chance.choice(known)
        if number % EVERY == 0:
            raw = chance.choice(_BREAKING)(raw, chance)
        # By another sender: else it would be a storm of few, and held.
        raw = _FROM.sub(rb"\g<1>s%d." % number, raw, count=1)
        yield raw + b"\r\n%d\r\n" % number


def _cut(raw: bytes, chance: Random) -> bytes:
    return raw[: chance.randrange(len(raw))]


def _splice(raw: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + chance.randbytes(chance.randrange(1, 200)) + raw[at:]


def _blank(raw: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + bytes(chance.randrange(1, 50)) + raw[at + 50 :]


def _behead(raw: bytes, chance: Random) -> bytes:
    return raw[chance.randrange(len(raw)) :]


_BREAKING: tuple[Callable[[bytes, Random], bytes], ...] = (
    *(_cut, _splice, _blank, _behead),
)
