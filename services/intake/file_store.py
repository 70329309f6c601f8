"""How are files kept? Sealed, under a keyed hash that says nothing of them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.postgresql import insert as insert_there
from sqlalchemy.dialects.sqlite import insert as insert_here

from services.intake.tables import files
from shared.keyring import Keyring
from shared.work import Work


def keep(work: Work, subjects: Sequence[UUID], content: bytes) -> str:
    """Keep a file of these subjects; the name under which it is kept.

    The same content of the same subjects is kept once.
    """
    about = b"".join(one.bytes for one in subjects)
    name = work.keyring.fingerprint(work.school, about + content).hex()
    box = work.keyring.seal(work.school, subjects, content, name.encode())
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
    """The content of a file; Forgotten once one of its subjects is."""
    which = {"of_school": school, "of_name": name}
    box = bytes(connection.execute(_CONTENT, which).scalar_one())
    return keyring.open(school, subjects, box, name.encode())


# Made once: to build a statement takes several times as long as to carry it out.
_CONTENT = select(files.c.content).where(
    files.c.school == bindparam("of_school"), files.c.name == bindparam("of_name")
)
