"""Which tickets does somebody of a school see, where some are about safeguarding?"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, bindparam, or_, select
from sqlalchemy import text as sql

from contracts.access import Caller
from contracts.values import PROVIDER
from services.intake.tables import GUARDED, tickets
from services.intake.watching.people_rows import account_of
from shared.application import Asked
from shared.by_keys import ByKeys
from shared.keyring import Keyring


def is_kept_from(
    connection: Connection,
    keyring: Keyring,
    caller: Caller,
    school: UUID | None,
    ticket_id: UUID,
) -> bool:
    """Whether a ticket is about safeguarding, and not for whoever asks to read."""
    if caller.reads_safeguarding():
        return False
    which = {"of_school": school, "of_ticket": ticket_id}
    guarded = _GUARDED if school is None else _GUARDED_OF_SCHOOL
    row = connection.execute(guarded, which).first()
    if row is None:
        return False
    return row.requester_id not in own_requests(connection, keyring, caller, row.school)


def own_requests(
    connection: Connection, keyring: Keyring, caller: Caller, school: UUID
) -> list[UUID]:
    """The ids under which somebody asked for what is about safeguarding.

    By their address, as directory knows it: they may have asked by mail or by phone.
    """
    account = _account(connection, caller, school)
    if account is None:
        return []
    asked = connection.execute(_ASKED, {"of_school": school}).all()
    return [
        row.requester_id
        for row in asked
        if keyring.pseudonym(PROVIDER, row.requester_email) == account
    ]


def those_seen() -> ColumnElement[bool]:
    """What makes a ticket one that is shown to whoever does not read all of them."""
    own = bindparam("own_requests", expanding=True, type_=tickets.c.requester_id.type)
    return or_(tickets.c.guarded == 0, tickets.c.requester_id.in_(own))


def seen_by(connection: Connection, asked: Asked) -> dict[str, Any]:
    """The values of `those_seen`; none where whoever asks reads all of them.

    Whoever asks of all schools is of none, and asked none of them for anything.
    """
    caller, school = asked.caller, asked.school
    if caller.reads_safeguarding():
        return {}
    if school is None:
        return {"own_requests": []}
    return {"own_requests": own_requests(connection, asked.keyring, caller, school)}


def guarded_among(
    connection: Connection, named: Collection[tuple[UUID, UUID]]
) -> dict[tuple[UUID, UUID], UUID]:
    """Who asked for those of some tickets, by school and id, that few may read."""
    return {
        (row.school, row.ticket_id): row.requester_id
        for row in (_AMONG.rows(connection, [*named]) if named else ())
    }


def kept_among(
    connection: Connection, named: Collection[tuple[UUID, UUID]], asked: Asked
) -> frozenset[tuple[UUID, UUID]]:
    """Those of some tickets, by school and id, that are kept from whoever asks."""
    if asked.caller.reads_safeguarding():
        return frozenset()
    found = guarded_among(connection, named)
    own = seen_by(connection, asked)["own_requests"] if found else ()
    return frozenset(key for key, by in found.items() if by not in own)


def _account(connection: Connection, caller: Caller, school: UUID) -> UUID | None:
    """What stands for somebody's address; None for who is no person, as a token."""
    try:
        person_id = UUID(caller.actor.removeprefix("person:"))
    except ValueError:
        return None
    return account_of(connection, school, person_id)


# Made once: to build a statement takes several times as long as to carry it out.
_OF_SCHOOL = tickets.c.school == bindparam("of_school")
_GUARDED = select(tickets.c.school, tickets.c.requester_id).where(
    tickets.c.ticket_id == bindparam("of_ticket"), sql(GUARDED)
)
_GUARDED_OF_SCHOOL = _GUARDED.where(_OF_SCHOOL)
_AMONG = ByKeys(
    select(tickets.c.school, tickets.c.ticket_id, tickets.c.requester_id).where(
        sql(GUARDED)
    ),
    tickets.c.school,
    tickets.c.ticket_id,
)
_ASKED = (
    select(tickets.c.requester_id, tickets.c.requester_email)
    .where(_OF_SCHOOL, sql(GUARDED))
    .distinct()
)
