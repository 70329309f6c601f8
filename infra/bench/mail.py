"""How fast does mail come in, and has each message exactly one outcome?

By LMTP and by the pipe, beside programs that keep each message in one row. Then a great
many come, one of a hundred broken, and as many outcomes are counted.
"""

from __future__ import annotations

import os
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import count
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from infra.bench.places import REPOSITORY, Place
from infra.bench.results import Compared, Result, waited
from infra.bench.rounds import Plan, Side
from infra.bench.site import site
from infra.bench.web import Client, clients, served, together

SESSIONS = 4
MANY = 10_000
"""Messages whose outcomes are counted; a hundredth of them is broken."""

_BENCHMARK = "mail"
_ADDRESS = "help@ashgrove.example"
_SENDER = "mta@msp.example"
_FATES = ("ticket", "reply", "review", "refused")
_MESSAGE = """\
From: Priya <p{number}@ashgrove.example>\r
To: {address}\r
Subject: Projector {number} stays dark\r
Date: Mon, 23 Nov 2026 08:15:00 +0000\r
Message-ID: <{number}@ashgrove.example>\r
\r
It worked on Friday. The class starts at nine.\r
"""
_numbers = count(1)


class Programs(NamedTuple):
    """What runs: a platform, what takes mail for it, and the bare one."""

    url: str
    token: str
    receiver: str
    bare: str
    bare_database: str


class Unequal(Exception):
    """A message has no outcome, or two."""


def mail(place: Place, plan: Plan) -> Iterator[Result]:
    """Hand over messages by four sessions of LMTP, by one pipe, and very many."""
    at = site(place)
    database = place.plain(place.fresh("one_insert"))
    with ExitStack() as stack:
        embedded = served(
            "infra.embedded",
            *("--empty", "--port=0", f"--data={at.data}"),
            environment=at.environment,
        )
        url = stack.enter_context(embedded)
        token = (at.data / "operator.token").read_text().strip()
        known = {"CARETAKER_TOKEN": token}
        receiver = served("infra.bench.receiver_app", url, environment=known)
        bare = served("infra.bench.one_insert_mail", database)
        there = stack.enter_context(receiver), stack.enter_context(bare)
        programs = Programs(url, token, *there, database)
        with clients(url, 1, token) as (olu,):
            _take_on(olu)
        yield _by_lmtp(place, plan, programs)
        yield _by_pipe(place, plan, programs)
        yield from _very_many(place, plan, programs)


def _take_on(olu: Client) -> None:
    school = olu.ask("POST", "/api/v1/schools", {"name": "Ashgrove Primary"})
    path = f"/api/v1/schools/{school['school_id']}/mailboxes"
    olu.ask("PUT", path, {"addresses": [_ADDRESS]})


def _by_lmtp(place: Place, plan: Plan, programs: Programs) -> Compared:
    work = f"take messages by LMTP, {SESSIONS} sessions"
    with ExitStack() as stack:
        sides: list[Side] = []
        for url in (programs.bare, programs.receiver):
            sessions = [stack.enter_context(_session(url)) for _ in range(SESSIONS)]
            sides.append(_side(sessions))
        return _compared(place, plan, work, *sides)


def _by_pipe(place: Place, plan: Plan, programs: Programs) -> Compared:
    """Each message starts a program, on both sides: that is what a pipe is."""
    theirs = ("infra.bench.one_insert_mail", programs.bare_database, "--pipe")
    deliver = ("infra.command_line", "mail", "deliver", "--to", _ADDRESS)
    known = {"CARETAKER_URL": programs.url, "CARETAKER_TOKEN": programs.token}

    def pipes(module: str, *words: str) -> Side:
        def side(seconds: float) -> float:
            return _rate([module], seconds, lambda _: _piped(module, *words, **known))

        return side

    work = "take messages by a pipe"
    return _compared(place, plan, work, pipes(*theirs), pipes(*deliver))


def _very_many(place: Place, plan: Plan, programs: Programs) -> Iterator[Result]:
    many = max(MANY // plan.size, 100)
    work = f"{many:,} messages by LMTP, one of a hundred broken: answered"
    plan.told(work)
    before = _outcomes(programs)
    waits: list[float] = []
    with _session(programs.receiver) as session:
        for number in range(many):
            raw = b"\x00 no message %d" % number if number % 100 == 0 else _message()
            begun = time.perf_counter()
            _hand(session, raw)
            waits.append(time.perf_counter() - begun)
    found = _outcomes(programs) - before
    if found != many:
        raise Unequal(f"{many:,} messages have {found:,} outcomes")
    yield waited(_BENCHMARK, place.kind, work, waits)


def _compared(place: Place, plan: Plan, work: str, bare: Side, ours: Side) -> Compared:
    rates = plan.compare(work, bare, ours)
    return Compared(
        benchmark=_BENCHMARK,
        database=place.kind,
        work=work,
        unit="messages/s",
        bare=rates.bare,
        ours=rates.ours,
    )


def _side(sessions: Sequence[smtplib.LMTP]) -> Side:
    return lambda seconds: _rate(sessions, seconds, lambda one: _hand(one, _message()))


def _rate(each: Sequence[Any], seconds: float, step: Any) -> float:
    begun = time.perf_counter()
    done = together(each, seconds, step)
    return done / (time.perf_counter() - begun)


def _session(url: str) -> smtplib.LMTP:
    place = urlsplit(url)
    return smtplib.LMTP(str(place.hostname), place.port or 0)


def _hand(session: smtplib.LMTP, raw: bytes) -> None:
    session.sendmail(_SENDER, _ADDRESS, raw)


def _piped(module: str, *words: str, **known: str) -> None:
    subprocess.run(
        [sys.executable, "-m", module, *words],
        input=_message(),
        stdout=subprocess.DEVNULL,
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)} | known,
        check=True,
    )


def _message() -> bytes:
    number = next(_numbers)
    return _MESSAGE.format(number=number, address=_ADDRESS).encode()


def _outcomes(programs: Programs) -> int:
    """How many messages have an outcome, of whatever kind."""
    with clients(programs.url, 1, programs.token) as (olu,):
        return sum(1 for fate in _FATES for _ in _mails(olu, fate))


def _mails(olu: Client, fate: str) -> Iterator[dict[str, Any]]:
    cursor: str | None = None
    while cursor != "":
        query = {"fate": fate, "limit": 200} | ({"cursor": cursor} if cursor else {})
        page = olu.ask("GET", f"/api/v1/mails?{urlencode(query)}")
        yield from page["mails"]
        cursor = page["cursor"]
