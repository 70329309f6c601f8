"""How are the rows of reference data kept? Beside those that count, until all are here.

A file of many rows comes in pages. Each is a short transaction, and so is the switch to
the new rows, which copies none of them: what counts is what has the digest that counts.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, and_, case, delete, func, select, tuple_
from sqlalchemy.dialects.postgresql import insert as insert_there
from sqlalchemy.dialects.sqlite import insert as insert_here

from contracts.codec import dump
from contracts.gias import (
    GiasLink,
    LoadReference,
    ReferenceKind,
    ReferenceLoaded,
    StageGiasLinks,
)
from contracts.refusals import Refused
from contracts.values import PROVIDER
from services.directory.reference import Comparison, Reference
from services.directory.tables import gias_links, references
from shared.work import Cause, Fresh, Work

SWEPT = 2_000
"""Rows of files that never counted, or no longer, removed with each page that comes."""


def stage(work: Work, command: StageGiasLinks, _: Cause) -> None:
    """Keep a page of rows; of a file that counts already there is nothing to keep."""
    if command.school_id != PROVIDER:
        raise Refused("Reference data is the provider's own, not one of a school.")
    counts = current(work.connection, ReferenceKind.GIAS_LINKS)
    _sweep(work.connection, {counts, command.digest})
    if command.links and command.digest != counts:
        sqlite = work.connection.dialect.name == "sqlite"
        work.connection.execute(
            (insert_here if sqlite else insert_there)(
                gias_links
            ).on_conflict_do_nothing(),
            [_row(command.digest, link) for link in command.links],
        )


def compare(work: Work, _: Reference, command: LoadReference) -> Comparison:
    """How the rows at hand differ from those that count; the terms of loading them."""
    old, new = gias_links.alias("old"), gias_links.alias("new")
    counts = current(work.connection, command.kind)
    pairs = and_(
        old.c.school == new.c.school,
        old.c.urn == new.c.urn,
        old.c.link_urn == new.c.link_urn,
    )
    alike = and_(
        old.c.name == new.c.name,
        old.c.type == new.c.type,
        old.c.established_on.is_not_distinct_from(new.c.established_on),
    )
    both = (
        select(func.count(), func.count(case((alike, 1))))
        .select_from(old.join(new, pairs))
        .where(old.c.school == PROVIDER)
        .where(old.c.digest == counts, new.c.digest == command.digest)
    )
    matched, unchanged = work.connection.execute(both).one()
    return Comparison(
        staged=_rows(work.connection, command.digest),
        unchanged=unchanged,
        changed=matched - unchanged,
        removed=_rows(work.connection, counts) - matched,
    )


def switch(connection: Connection, fresh: Fresh, event: ReferenceLoaded) -> None:
    """Let the rows of a file count from now on."""
    connection.execute(
        delete(references).where(
            references.c.school == fresh.school, references.c.kind == event.kind
        )
    )
    connection.execute(
        references.insert().values(
            school=fresh.school,
            kind=event.kind,
            digest=event.digest,
            loaded=json.dumps(dump(event)),
            loaded_at=fresh.happened_at,
        )
    )


def current(connection: Connection, kind: ReferenceKind) -> str:
    """The digest of the file that counts; empty where none does."""
    found = select(references.c.digest).where(
        references.c.school == PROVIDER, references.c.kind == kind
    )
    return connection.execute(found).scalar_one_or_none() or ""


def _sweep(connection: Connection, kept: set[str]) -> None:
    columns = ("school", "digest", "urn", "link_urn")
    stale = (
        select(*(gias_links.c[name] for name in columns))
        .where(gias_links.c.school == PROVIDER, gias_links.c.digest.not_in(kept))
        .limit(SWEPT)
    )
    key = tuple_(*(gias_links.c[name] for name in columns))
    connection.execute(delete(gias_links).where(key.in_(stale)))


def _rows(connection: Connection, digest: str) -> int:
    found = select(func.count()).where(
        gias_links.c.school == PROVIDER, gias_links.c.digest == digest
    )
    return int(connection.execute(found).scalar_one())


def _row(digest: str, link: GiasLink) -> dict[str, Any]:
    return {
        "school": PROVIDER,
        "digest": digest,
        "urn": link.urn,
        "link_urn": link.link_urn,
        "name": link.name,
        "sort_name": link.name.casefold(),
        "type": link.type,
        "established_on": link.established_on,
    }
