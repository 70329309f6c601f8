"""Who tells the hooks? Whoever's turn it is; each hook at its own pace.

A notice may be told twice, where somebody dies between telling it and writing so down;
its id is the same, so who is told knows. None is lost.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from queue import Empty, Queue
from random import SystemRandom
from threading import Thread
from typing import NamedTuple
from uuid import UUID

from contracts.access import platform
from contracts.hooks import NoticeState, RecordTry
from services.intake.outgoing.errands import Quiet, each
from services.intake.outgoing.webhook import (
    Answered,
    Reach,
    body_of,
    headers_of,
    post,
    secret_of,
)
from services.intake.webhooks.due_notices import Places, ToTry, notices_to_try, overdue
from shared.application import Application
from shared.metrics import NOTICE_TRIES, NOTICES_OVERDUE
from shared.reasons import reason
from shared.work import Cause

AT_ONCE = 20
"""Hooks that are told at the same time, so that a slow one keeps no other waiting."""

OF_ONE = 5
"""Of these so many of one school, or of the MSP: all of one's may be slow."""

LOOK_SECONDS = 10.0
"""How long one look takes up what is due; then it waits for what it has begun."""

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
"""Between eight tries, which so take about a day."""

PATIENCE = timedelta(days=2)
"""How long a notice waits at all: behind others, too, where nothing answers."""

LATE = timedelta(minutes=15)
"""A notice that waits so long beyond its time is overdue."""

GONE = 410
"""Who answers so wants to be told nothing any more of this."""

REMOVED = "The hook was removed."
TOO_LATE = "It waited for two days."
UNTRIED = frozenset({REMOVED, TOO_LATE})
"""Why a notice fails that was not sent at all."""

_chance = SystemRandom()
_log = logging.getLogger(__name__)


class _Done(NamedTuple):
    one: ToTry
    answered: Answered

    def __repr__(self) -> str:
        """As an error names it: the address may hold a secret."""
        return f"notice {self.one.told.notice_id}"


class Notifier:
    """Tells the hooks of every school, and leaves those alone that do not answer."""

    def __init__(self, reach: Reach | None = None) -> None:
        self._reach = reach or Reach()
        self._quiet: dict[UUID, Quiet] = {}

    def tell(self, intake: Application) -> None:
        """Tell what is due, several hooks at once and each hook one by one."""
        done: Queue[_Done] = Queue()
        busy: set[UUID] = set()
        until = time.monotonic() + LOOK_SECONDS
        while self._begin(intake, done, busy, until) or busy:
            try:
                finished = done.get(timeout=1.0)
            except Empty:
                continue
            busy.discard(finished.one.hook_id)
            each([finished], partial(self._record, intake))

    def _begin(
        self, intake: Application, done: Queue[_Done], busy: set[UUID], until: float
    ) -> bool:
        """Have those told that are due and not told already; whether there were any."""
        if time.monotonic() > until:
            return False
        now = intake.clock()
        quiet = {one for one, rest in self._quiet.items() if rest.lasts(now)}
        places = Places(AT_ONCE - len(busy), OF_ONE)
        due = intake.read(notices_to_try, now, busy, quiet, places)
        for one in due:
            busy.add(one.hook_id)
            self._start(intake, done, one, now)
        return bool(due)

    def _start(
        self, intake: Application, done: Queue[_Done], one: ToTry, now: datetime
    ) -> None:
        """In a thread it is only sent: what is kept is read and written by the look."""
        if one.address is None:
            done.put(_Done(one, Answered(None, REMOVED)))
        elif now - one.waits_since > PATIENCE:
            done.put(_Done(one, Answered(None, TOO_LATE)))
        else:
            try:
                send = _sending(intake, self._reach, one, one.address, now)
            except Exception as error:  # without the key it is not to be signed
                _log.exception("a hook cannot be told")
                done.put(_Done(one, Answered(None, reason(error))))
                return
            Thread(target=_carry_out, args=(send, done, one), daemon=True).start()

    def _record(self, intake: Application, finished: _Done) -> None:
        one, answered = finished
        now = intake.clock()
        # Until it is written down that it was tried, it is not tried again at once.
        rest = self._quiet.setdefault(one.hook_id, Quiet(timedelta(minutes=5)))
        rest.begin(now)
        attempt = one.attempts + 1
        state = _state(one, answered)
        NOTICE_TRIES.labels(state.value).inc()
        put_off = state is NoticeState.WAITING
        came = RecordTry(
            school_id=one.told.school_id,
            about=one.told.event_id,
            notice_id=one.told.notice_id,
            attempt=attempt,
            state=state,
            status=answered.status,
            said=answered.said,
            again_at=now + _pause(one.tries) if put_off else None,
        )
        cause = Cause(caller=platform("intake"), correlation_id=one.correlation_id)
        intake.execute(came, cause)
        # One that does not answer takes as long with whatever else is for it.
        if answered.status is not None or answered.said in UNTRIED:
            del self._quiet[one.hook_id]


def count_overdue(intake: Application) -> None:
    """Let Prometheus see how many notices are overdue."""
    NOTICES_OVERDUE.set(intake.read(overdue, intake.clock() - LATE))


def _sending(
    intake: Application, reach: Reach, one: ToTry, address: str, now: datetime
) -> Callable[[], Answered]:
    secret = secret_of(partial(intake.keyring.fingerprint, one.home), one.hook_id)
    body = body_of(one.told)
    headers = headers_of(secret, str(one.told.notice_id), now, body)
    return partial(post, reach, address, headers, body)


def _carry_out(send: Callable[[], Answered], done: Queue[_Done], one: ToTry) -> None:
    """Whatever happens, say so: a hook that stays busy would be told nothing more."""
    answered = Answered(None, "It could not be sent.")
    try:
        answered = send()
    except Exception as error:  # whatever it is, it is that notice's alone
        _log.exception("a hook cannot be told")
        answered = Answered(None, reason(error))
    finally:
        done.put(_Done(one, answered))


def _state(one: ToTry, answered: Answered) -> NoticeState:
    if answered.taken:
        return NoticeState.TAKEN
    for_good = answered.status == GONE or answered.said in UNTRIED
    if for_good or one.tries >= len(PAUSES):
        return NoticeState.FAILED
    return NoticeState.WAITING


def _pause(tries: int) -> timedelta:
    """Some more or less of it each time: what failed together would come together."""
    return PAUSES[tries] * _chance.uniform(0.8, 1.2)
