"""How are files kept? Sealed, under a keyed hash that says nothing of them.

A message is a subject of what was written with it, on its ticket. Its files have a key
of their own besides, so that they can go and the words stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid5

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert as insert_there
from sqlalchemy.dialects.sqlite import insert as insert_here

from services.intake.incoming.mail_tables import attached, mails
from services.intake.tables import files
from shared.keyring import Forgotten, Keyring
from shared.work import Work


def own_key(mail_id: UUID) -> UUID:
    """The subject whose key is that of the files of a message, and of nothing else."""
    return uuid5(mail_id, "files")


def keep(work: Work, subjects: Sequence[UUID], content: bytes) -> str:
    """Keep a file of these subjects, the last a message; the name that it is kept by.

    The same content of the same subjects is kept once.
    """
    about = b"".join(one.bytes for one in subjects)
    name = work.keyring.fingerprint(work.school, about + content).hex()
    under = (*subjects, own_key(subjects[-1]))
    box = work.keyring.seal(work.school, under, content, name.encode())
    sqlite = work.connection.dialect.name == "sqlite"
    work.connection.execute(
        (insert_here if sqlite else insert_there)(files)
        .values(
            school=work.school,
            name=name,
            content=box,
            size=len(content),
            stored_at=work.now,
        )
        .on_conflict_do_nothing()
    )
    return name


def read(
    keyring: Keyring,
    connection: Connection,
    school: UUID,
    name: str,
    subjects: Sequence[UUID],
) -> bytes:
    """The content of a file; Forgotten once one of its subjects or it itself is."""
    which = {"of_school": school, "of_name": name}
    kept = connection.execute(_CONTENT, which).scalar_one_or_none()
    if kept is None:
        raise Forgotten
    box, about = bytes(kept), name.encode()
    try:
        return keyring.open(school, (*subjects, own_key(subjects[-1])), box, about)
    except Forgotten:
        return _as_before(keyring, school, subjects, box, about)


def remove(connection: Connection, school: UUID, mail_id: UUID) -> None:
    """Keep the files of a message no longer."""
    connection.execute(_REMOVE, {"of_school": school, "of_mail": mail_id})


def _as_before(
    keyring: Keyring, school: UUID, subjects: Sequence[UUID], box: bytes, about: bytes
) -> bytes:
    """A file from before files had keys of their own; Forgotten for any other."""
    try:
        return keyring.open(school, subjects, box, about)
    except ValueError:
        raise Forgotten from None


# Made once: to build a statement takes several times as long as to carry it out.
_CONTENT = select(files.c.content).where(
    files.c.school == bindparam("of_school"), files.c.name == bindparam("of_name")
)
_REMOVE = delete(files).where(
    files.c.school == bindparam("of_school"),
    files.c.name.in_(
        select(mails.c.file)
        .where(
            mails.c.school == bindparam("of_school"),
            mails.c.mail_id == bindparam("of_mail"),
        )
        .union(
            select(attached.c.file).where(
                attached.c.school == bindparam("of_school"),
                attached.c.mail_id == bindparam("of_mail"),
            )
        )
    ),
)
