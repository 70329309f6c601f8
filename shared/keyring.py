"""Where are the keys that personal text is sealed under? Apart from every log.

A subject (a person, a ticket, a message) of a school has one random key, kept wrapped
by the installation's master key. Destroying it forgets the subject everywhere.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from sqlalchemy import (
    Column,
    LargeBinary,
    MetaData,
    Table,
    Uuid,
    bindparam,
    insert,
    select,
    update,
)

from contracts.refusals import Conflict
from shared.columns import Moment
from shared.database import Database

KEYS = MetaData()

subject_keys = Table(
    "subject_keys",
    KEYS,
    Column("school", Uuid, primary_key=True),
    Column("subject", Uuid, primary_key=True),
    Column("wrapped", LargeBinary),
    Column("destroyed_at", Moment),
)
"""One key for each subject; `wrapped` is null once it is destroyed."""

_NONCE = 12
_REMEMBERED = 60.0
"""Seconds after which a process reads keys anew, and so hears of destroyed ones."""


class Forgotten(Exception):
    """The key of one of the subjects is destroyed, or was never there."""


class Keyring:
    """Seals and opens text, and destroys keys, for the subjects of schools."""

    def __init__(self, database: Database, master: bytes) -> None:
        self._database = database
        self._master = master
        self._known: dict[tuple[UUID, UUID], bytes] = {}
        self._known_since = time.monotonic()

    def seal(
        self, school: UUID, subjects: Sequence[UUID], content: bytes, about: bytes
    ) -> bytes:
        """Content under the keys of all subjects, made where missing.

        It opens only for the same `about`. Forgotten where a subject was forgotten.
        """
        keys = self._keys(school, subjects, make=True)
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(_combined(keys)).encrypt(nonce, content, about)

    def open(
        self, school: UUID, subjects: Sequence[UUID], box: bytes, about: bytes
    ) -> bytes:
        """What was sealed; Forgotten once a key is destroyed.

        ValueError where the box was not sealed like this, or was changed.
        """
        keys = self._keys(school, subjects, make=False)
        try:
            return AESGCM(_combined(keys)).decrypt(box[:_NONCE], box[_NONCE:], about)
        except InvalidTag as error:
            raise ValueError("the seal is broken") from error

    def fingerprint(self, school: UUID, content: bytes) -> bytes:
        """A keyed hash: equal for equal content, and nobody outside can guess it."""
        return hmac.digest(self._keys(school, [school], make=True)[0], content, sha256)

    def pseudonym(self, school: UUID, address: str) -> UUID:
        """The id of the person with this address, tied to it only by our key."""
        told = self.fingerprint(school, b"person:" + address.strip().lower().encode())
        return UUID(bytes=told[:16], version=4)

    def destroy(self, school: UUID, subject: UUID, at: datetime) -> None:
        """Forget a subject for good; everything sealed under its key stays sealed."""
        gone = {"wrapped": None, "destroyed_at": at}
        with self._database.school(school) as connection:
            found = connection.execute(
                update(subject_keys)
                .where(subject_keys.c.school == school)
                .where(subject_keys.c.subject == subject)
                .values(gone)
            )
            if not found.rowcount:
                # Whoever comes to seal later must not find a fresh start.
                row = {"school": school, "subject": subject} | gone
                connection.execute(_ADD, row)
        self._known.pop((school, subject), None)

    def destroyed(self, school: UUID, subjects: Sequence[UUID]) -> frozenset[UUID]:
        """Those of some subjects that are forgotten for good."""
        wanted = {"school": school, "subjects": subjects}
        with self._database.reading(school) as connection:
            rows = connection.execute(_FIND, wanted).all()
        return frozenset(row.subject for row in rows if row.wrapped is None)

    def _keys(
        self, school: UUID, subjects: Sequence[UUID], *, make: bool
    ) -> list[bytes]:
        if time.monotonic() - self._known_since > _REMEMBERED:
            # Another process may have destroyed a key that this one still knows.
            self._known.clear()
            self._known_since = time.monotonic()
        known = {s: self._known.get((school, s), b"") for s in subjects}
        missing = [subject for subject, key in known.items() if not key]
        if missing:
            try:
                known |= self._fetch(school, missing, make=make)
            except Conflict:
                # Another process has made one of the keys meanwhile: it is the one.
                known |= self._fetch(school, missing, make=make)
        return [known[subject] for subject in subjects]

    def _fetch(
        self, school: UUID, subjects: Sequence[UUID], *, make: bool
    ) -> dict[UUID, bytes]:
        with self._database.school(school) as connection:
            wanted = {"school": school, "subjects": subjects}
            rows = connection.execute(_FIND, wanted)
            wrapped = {row.subject: row.wrapped for row in rows}
            fresh = {s: AESGCM.generate_key(256) for s in subjects if s not in wrapped}
            if any(key is None for key in wrapped.values()) or (fresh and not make):
                raise Forgotten
            if fresh:
                connection.execute(
                    _ADD,
                    [
                        {
                            "school": school,
                            "subject": subject,
                            "wrapped": aes_key_wrap(self._master, key),
                        }
                        for subject, key in fresh.items()
                    ],
                )
        for subject, key in wrapped.items():
            fresh[subject] = aes_key_unwrap(self._master, bytes(key))
        self._known.update({(school, s): key for s, key in fresh.items()})
        return fresh


def _combined(keys: Sequence[bytes]) -> bytes:
    """One key of several; without any one of them it cannot be made again."""
    return keys[0] if len(keys) == 1 else sha256(b"".join(keys)).digest()


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(subject_keys)
_FIND = (
    select(subject_keys.c.subject, subject_keys.c.wrapped)
    .where(subject_keys.c.school == bindparam("school"))
    .where(subject_keys.c.subject.in_(bindparam("subjects", expanding=True)))
)
