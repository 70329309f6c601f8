"""Do very many messages have exactly as many outcomes, by whatever way they come?

By LMTP, and by what `./caretaker mail deliver` does once it has started: each beside a
bare program that keeps the same messages in one row each.
"""

from __future__ import annotations

import smtplib
import time
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from infra.bench.corpus import corpus
from infra.bench.places import Place
from infra.bench.results import Compared, Counted, Result, waited
from infra.bench.rounds import Plan
from infra.bench.web import Client, clients
from infra.command_line.client import Client as Platform
from infra.command_line.delivering import hand_over

MANY = 10_000
"""Messages whose outcomes are counted; a hundredth of them is broken."""

ADDRESS = "help@ashgrove.example"
FATES = ("ticket", "reply", "review", "refused")

_BENCHMARK = "mail"
_SENDER = "mta@msp.example"

Hand = Callable[[bytes], object]


class Programs(NamedTuple):
    """What runs: a platform, what takes mail for it, and the bare ones."""

    url: str
    token: str
    receiver: str
    bare: str
    bare_database: str
    bare_web: str


class Way(NamedTuple):
    """How the same messages are handed to a bare program and to us."""

    name: str
    bare: Hand
    ours: Hand
    messages: Sequence[bytes]


class Unequal(Exception):
    """A message has no outcome, or two."""


def very_many(place: Place, plan: Plan, programs: Programs) -> Iterator[Result]:
    """Hand over very many by both ways; Unequal unless each has its one outcome."""
    many = plan.messages or max(MANY // plan.size, 100)
    with session(programs.receiver) as ours, session(programs.bare) as bare:
        lmtp = Way("LMTP", partial(hand, bare), partial(hand, ours), [*corpus(0, many)])
        plan.told(f"{many:,} messages by LMTP")
        yield from _counted(place, programs, lmtp)
    platform = Platform(programs.url, programs.token)
    with clients(programs.bare_web, 1) as (web,):
        posted, deliver = partial(_post, web), partial(hand_over, platform, ADDRESS)
        by_api = Way("deliver", posted, deliver, [*corpus(many, many)])
        plan.told(f"{many:,} messages by deliver")
        yield from _counted(place, programs, by_api)


def hand(opened: smtplib.LMTP, raw: bytes) -> None:
    """Have a message taken by LMTP; an error where it is not."""
    opened.sendmail(_SENDER, ADDRESS, raw)


@contextmanager
def session(url: str) -> Iterator[smtplib.LMTP]:
    """A session of LMTP."""
    place = urlsplit(url)
    with smtplib.LMTP(str(place.hostname), place.port or 0) as opened:
        yield opened


def _post(web: Client, raw: bytes) -> None:
    web.ask("POST", "/tickets", {"raw": b64encode(raw).decode()})


def _counted(place: Place, programs: Programs, way: Way) -> Iterator[Result]:
    """The same messages to both sides; ours have to have as many outcomes."""
    many = len(way.messages)
    work = f"{many:,} messages by {way.name}, one of a hundred broken"
    before = _outcomes(programs)
    bare, ours = _waits(way.bare, way.messages), _waits(way.ours, way.messages)
    found = _outcomes(programs) - before
    if found.total() != many:
        raise Unequal(f"{many:,} messages have {found.total():,} outcomes")
    yield Compared(
        benchmark=_BENCHMARK,
        database=place.kind,
        work=work,
        unit="messages/s",
        bare=many / sum(bare),
        ours=many / sum(ours),
    )
    yield waited(_BENCHMARK, place.kind, f"{work}: answered", ours)
    yield Counted(
        benchmark=_BENCHMARK,
        database=place.kind,
        work=work,
        counts={fate: found[fate] for fate in FATES},
    )


def _waits(side: Hand, messages: Sequence[bytes]) -> list[float]:
    waits: list[float] = []
    for raw in messages:
        begun = time.perf_counter()
        side(raw)
        waits.append(time.perf_counter() - begun)
    return waits


def _outcomes(programs: Programs) -> Counter[str]:
    """How many messages have an outcome, of each kind; each counts once a kind."""
    with clients(programs.url, 1, programs.token) as (olu,):
        return Counter({f: len(set(_mails(olu, f))) for f in FATES})


def _mails(olu: Client, fate: str) -> Iterator[Any]:
    cursor: str | None = None
    while cursor != "":
        query = {"fate": fate, "limit": 200} | ({"cursor": cursor} if cursor else {})
        page = olu.ask("GET", f"/api/v1/mails?{urlencode(query)}")
        yield from (one["mail_id"] for one in page["mails"])
        cursor = page["cursor"]
