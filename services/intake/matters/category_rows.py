"""How is it kept what tickets of a school are about?"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from sqlalchemy import Connection, select

from contracts.categories import (
    CategoriesSet,
    CategoriesView,
    GetCategories,
    Matter,
)
from contracts.codec import restore
from services.intake.last_set import LastSet, table_of
from services.intake.matters.categories import Matters, Named
from shared.application import Answer, Asked
from shared.by_keys import ByKeys
from shared.work import Fresh

categories = table_of("categories")
"""What tickets of a school are about, as its last event has it."""

_CATEGORIES = LastSet(categories, CategoriesSet)


def keep_categories(connection: Connection, fresh: Fresh, event: CategoriesSet) -> None:
    """Keep what tickets may be about now."""
    _CATEGORIES.keep(connection, fresh.school, event)


def get_categories(
    connection: Connection, query: GetCategories, _: Asked
) -> CategoriesView:
    """What tickets may be about, in its order; the standard list where none was set."""
    found = matters_of(connection, query.school_id)
    return CategoriesView(
        school_id=query.school_id,
        categories_version=found.version,
        categories=found.categories,
        services=found.services,
    )


def names_of(connection: Connection, school: UUID) -> Named:
    """The names of what tickets of a school may be about."""
    found = matters_of(connection, school)
    return Named(
        frozenset(one.name for one in found.categories),
        frozenset(one.name for one in found.services),
        frozenset(_safe(found.categories)),
        frozenset(_safe(found.services)),
    )


def matters_of(connection: Connection, school: UUID) -> Matters:
    """What tickets of a school may be about now."""
    return matters_of_all(connection, {school})[school]


def matters_of_all(
    connection: Connection, schools: Collection[UUID]
) -> dict[UUID, Matters]:
    """What tickets of each of several schools may be about now."""
    rows = _SET.rows(connection, [(school,) for school in schools])
    own = {row.school: _matters(row.content) for row in rows}
    return {school: own.get(school, Matters()) for school in schools}


def _matters(content: str) -> Matters:
    kept = restore(CategoriesSet, json.loads(content))
    return Matters(
        version=kept.categories_version,
        categories=kept.categories,
        services=kept.services,
    )


def _safe(matters: Iterable[Matter]) -> Iterator[str]:
    """The names of what is used for safeguarding and for nothing else."""
    return (one.name for one in matters if one.is_safeguarding)


ANSWERS: Mapping[type, Answer] = {GetCategories: get_categories}

# Made once: to build a statement takes several times as long as to carry it out.
_SET = ByKeys(select(categories), categories.c.school)
