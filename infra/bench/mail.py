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
from typing import Any

from infra.bench.many_mails import ADDRESS, Programs, hand, session, very_many
from infra.bench.places import REPOSITORY, Place
from infra.bench.results import Compared, Result
from infra.bench.rounds import Plan, Side
from infra.bench.site import site
from infra.bench.web import Client, clients, served, together

SESSIONS = 4

_BENCHMARK = "mail"
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
        web = served("infra.bench.one_insert_app", place.plain(place.fresh("one_web")))
        there = stack.enter_context(receiver), stack.enter_context(bare)
        programs = Programs(url, token, *there, database, stack.enter_context(web))
        with clients(url, 1, token) as (olu,):
            _take_on(olu)
        yield _by_lmtp(place, plan, programs)
        yield _by_pipe(place, plan, programs)
        yield from very_many(place, plan, programs)


def _take_on(olu: Client) -> None:
    school = olu.ask("POST", "/api/v1/schools", {"name": "Ashgrove Primary"})
    path = f"/api/v1/schools/{school['school_id']}/mailboxes"
    olu.ask("PUT", path, {"addresses": [ADDRESS]})


def _by_lmtp(place: Place, plan: Plan, programs: Programs) -> Compared:
    work = f"take messages by LMTP, {SESSIONS} sessions"
    with ExitStack() as stack:
        sides: list[Side] = []
        for url in (programs.bare, programs.receiver):
            sessions = [stack.enter_context(session(url)) for _ in range(SESSIONS)]
            sides.append(_side(sessions))
        return _compared(place, plan, work, *sides)


def _by_pipe(place: Place, plan: Plan, programs: Programs) -> Compared:
    """Each message starts a program, on both sides: that is what a pipe is."""
    theirs = ("infra.bench.one_insert_mail", programs.bare_database, "--pipe")
    deliver = ("infra.command_line", "mail", "deliver", "--to", ADDRESS)
    known = {"CARETAKER_URL": programs.url, "CARETAKER_TOKEN": programs.token}

    def pipes(module: str, *words: str) -> Side:
        def side(seconds: float) -> float:
            return _rate([module], seconds, lambda _: _piped(module, *words, **known))

        return side

    work = "take messages by a pipe"
    return _compared(place, plan, work, pipes(*theirs), pipes(*deliver))


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
    return lambda seconds: _rate(sessions, seconds, lambda one: hand(one, _message()))


def _rate(each: Sequence[Any], seconds: float, step: Any) -> float:
    begun = time.perf_counter()
    done = together(each, seconds, step)
    return done / (time.perf_counter() - begun)


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
    return _MESSAGE.format(number=number, address=ADDRESS).encode()
