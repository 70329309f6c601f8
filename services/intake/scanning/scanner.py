"""Who has files scanned? Whoever's turn it is, after they came and outside of that.

A scanner that is away delays no message: what came waits for it, and says so.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import Connection

from contracts.access import platform
from contracts.refusals import Unavailable
from contracts.scanning import RecordScan, Scanned
from services.intake import file_store
from services.intake.outgoing.errands import Quiet, pause
from services.intake.scanning import clamd
from services.intake.scanning.clamd import Verdict
from services.intake.scanning.scan_rows import ToScan, files_to_scan, unscanned
from services.intake.scanning.scans import JUDGED
from shared.application import Application
from shared.keyring import Forgotten, Keyring
from shared.metrics import FILE_SCANS, FILES_UNSCANNED
from shared.work import Cause

MOST = 50
"""Files that one look takes up; the next look takes the next."""

LOOK_SECONDS = 10.0
"""For so long one look begins with another file."""

LONGEST = timedelta(days=1)
"""The longest pause before a file is tried again that could not be scanned."""

LATE = timedelta(minutes=15)
"""A file that nobody has looked into for so long is counted."""

FORGOTTEN = Verdict(Scanned.NOT_SCANNED, "What was in it is forgotten.")

_log = logging.getLogger(__name__)


class Scanner:
    """Has what came to every school scanned, and leaves a silent scanner alone."""

    def __init__(self, seconds: float = clamd.SECONDS) -> None:
        self._seconds = seconds
        self._quiet = Quiet(timedelta(minutes=5))

    def scan(self, intake: Application, environment: Mapping[str, str]) -> None:
        """Have the scanner look into what waits; without one, nothing is tried."""
        if self._quiet.lasts(intake.clock()):
            return
        try:
            scanner = clamd.scanner_of(environment)
            if scanner is not None:
                self._look(intake, scanner)
        except (Unavailable, ValueError) as error:
            self._quiet.begin(intake.clock())
            _log.warning("files wait to be scanned: %s", error)
        else:
            self._quiet.end()

    def _look(self, intake: Application, scanner: clamd.Scanner) -> None:
        until = time.monotonic() + LOOK_SECONDS
        for one in intake.read(files_to_scan, intake.clock(), MOST):
            if time.monotonic() > until:
                return
            try:
                self._scan(intake, scanner, one)
            except Unavailable:
                raise
            except Exception:  # whatever it is, it is that file's alone
                _log.exception("a file cannot be scanned: %r", one)

    def _scan(self, intake: Application, scanner: clamd.Scanner, one: ToScan) -> None:
        """Ask of a file; Unavailable where there was no answer: others wait then."""
        try:
            content = intake.read(_content, intake.keyring, one, school=one.school)
            verdict = clamd.ask(scanner, content, self._seconds)
        except Forgotten:
            verdict = FORGOTTEN
        _record(intake, one, verdict)
        if not verdict.answered:
            raise Unavailable(verdict.said)


def count_unscanned(intake: Application, environment: Mapping[str, str]) -> None:
    """Let Prometheus see how many files wait for a scanner that there is."""
    told = environment.get(clamd.URL) or environment.get(f"{clamd.URL}_FILE")
    before = intake.clock() - LATE
    FILES_UNSCANNED.set(intake.read(unscanned, before) if told else 0)


def _content(connection: Connection, keyring: Keyring, one: ToScan) -> bytes:
    subjects = [one.sender_id, one.mail_id]
    return file_store.read(keyring, connection, one.school, one.file, subjects)


def _record(intake: Application, one: ToScan, verdict: Verdict) -> None:
    FILE_SCANS.labels(verdict.outcome.value).inc()
    attempt = one.attempts + 1
    over = verdict.outcome in JUDGED or verdict is FORGOTTEN
    came = RecordScan(
        school_id=one.school,
        mail_id=one.mail_id,
        place=one.place,
        attempt=attempt,
        outcome=verdict.outcome,
        said=verdict.said,
        again_at=None if over else intake.clock() + pause(attempt, LONGEST),
    )
    cause = Cause(caller=platform("intake"), correlation_id=one.correlation_id)
    intake.execute(came, cause)
