"""How are guesses counted, over all processes and restarts, before any is made?

A guess is counted first and taken back when it was right: whoever sends a thousand at
once is counted a thousand times.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.postgresql import insert as insert_there
from sqlalchemy.dialects.sqlite import insert as insert_here

from contracts.fields import format_moment
from contracts.refusals import Throttled
from contracts.values import PROVIDER
from services.directory.tables import guesses
from services.directory.throttle import recent, seconds_of, told, wait
from shared.application import Application

Moments = dict[str, list[datetime]]


@dataclass(frozen=True)
class Guess:
    """One guess: when, and what it is counted against."""

    at: datetime
    about: tuple[str, ...]


def count(application: Application, *about: str) -> Guess:
    """Count a guess against all of them; Throttled where there were too many."""
    guess = Guess(application.clock(), _fingerprints(application, about))
    with _locked(application, guess) as moments:
        waits = [wait(counted, guess.at) for counted in moments.values()]
        longest = max((one for one in waits if one is not None), default=None)
        if longest is not None:
            raise Throttled(
                f"Too many tries. Please wait {told(longest)} and try again.",
                seconds_of(longest),
            )
        for counted in moments.values():
            counted.append(guess.at)
    return guess


def take_back(application: Application, guess: Guess) -> None:
    """It was right, and so no guess."""
    with _locked(application, guess) as moments:
        for counted in moments.values():
            if guess.at in counted:
                counted.remove(guess.at)


@contextmanager
def _locked(application: Application, guess: Guess) -> Iterator[Moments]:
    """The guesses that count, for nobody else to change until they are written back."""
    with application.database.school(PROVIDER) as connection:
        moments = {
            about: recent(counted, guess.at)
            for about, counted in _read(connection, guess.about).items()
        }
        yield moments
        for about, counted in moments.items():
            connection.execute(
                update(guesses)
                .where(guesses.c.school == PROVIDER, guesses.c.about == about)
                .values(moments=_written(counted), last_at=guess.at)
            )


def _read(connection: Connection, about: Sequence[str]) -> Moments:
    sqlite = connection.dialect.name == "sqlite"
    epoch = datetime.fromisoformat("1970-01-01T00:00:00Z")
    rows = [
        {"school": PROVIDER, "about": one, "moments": "[]", "last_at": epoch}
        for one in about
    ]
    insert = insert_here if sqlite else insert_there
    connection.execute(insert(guesses).on_conflict_do_nothing(), rows)
    # In one order, so that two that share both rows wait and do not deadlock.
    found = (
        select(guesses.c.about, guesses.c.moments)
        .where(guesses.c.school == PROVIDER, guesses.c.about.in_(about))
        .order_by(guesses.c.about)
        .with_for_update()
    )
    return {
        row.about: [datetime.fromisoformat(one) for one in json.loads(row.moments)]
        for row in connection.execute(found)
    }


def _fingerprints(application: Application, about: Sequence[str]) -> tuple[str, ...]:
    """Nothing that tells whose account or which network it was."""
    keyring = application.keyring
    told = (keyring.fingerprint(PROVIDER, f"guess:{one}".encode()) for one in about)
    return tuple(sorted(one.hex() for one in told))


def _written(moments: Sequence[datetime]) -> str:
    return json.dumps([format_moment(moment) for moment in moments])
