"""How are rotas kept, and who is called at a moment?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, select

from contracts.access import person_actor
from contracts.codec import dump, restore
from contracts.refusals import NotFound
from contracts.rota import GetOnCall, GetRota, OnCallView, RotaSet, RotaView
from services.sla.rota import on_call
from services.sla.tables import rotas
from shared.application import Answer, Asked

_NOBODY = RotaSet(rota_version=0, turns=())


def keep_rota(connection: Connection, school: UUID, event: RotaSet) -> None:
    """Keep a version of the rota; those before it stay."""
    row = {
        "school": school,
        "rota_version": event.rota_version,
        "content": json.dumps(dump(event)),
    }
    connection.execute(_ADD, row)


def newest_rota(connection: Connection) -> RotaSet:
    """The rota that stands; one without a turn while nobody set any."""
    content = connection.execute(_NEWEST).scalar()
    return _rota(content) if content else _NOBODY


def called_at(connection: Connection, role: str, at: datetime) -> tuple[str, ...]:
    """The actors who are on call in a role at a moment."""
    turns = on_call(newest_rota(connection).turns, at)
    return tuple(person_actor(t.person_id) for t in turns if t.role.value == role)


def get_rota(connection: Connection, query: GetRota, _: Asked) -> RotaView:
    """The newest rota, or the version that is asked for; NotFound where none is."""
    found = newest_rota(connection)
    if query.rota_version is not None:
        which = {"of_version": query.rota_version}
        content = connection.execute(_OF_VERSION, which).scalar()
        if content is None:
            raise NotFound("there is no such version of the rota")
        found = _rota(content)
    return RotaView(rota_version=found.rota_version, turns=found.turns)


def get_on_call(connection: Connection, query: GetOnCall, asked: Asked) -> OnCallView:
    """Who is called at the moment, by the rota that stands now."""
    rota, at = newest_rota(connection), query.at or asked.now
    turns = on_call(rota.turns, at)
    return OnCallView(at=at, rota_version=rota.rota_version, turns=turns)


ANSWERS: Mapping[type, Answer] = {GetRota: get_rota, GetOnCall: get_on_call}


@lru_cache(maxsize=8)
def _rota(content: str) -> RotaSet:
    """The rota that was written down; the same words are read once."""
    return restore(RotaSet, json.loads(content))


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(rotas)
_NEWEST = select(rotas.c.content).order_by(rotas.c.rota_version.desc()).limit(1)
_OF_VERSION = select(rotas.c.content).where(
    rotas.c.rota_version == bindparam("of_version")
)
