"""Which versions of a catalogue were there, and what would the next one change?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    Table,
    Text,
    Uuid,
    bindparam,
    insert,
    select,
)

from contracts.catalogue import (
    CatalogueDiffersView,
    CatalogueSet,
    CatalogueView,
    GetCatalogue,
    PreviewCatalogue,
    SetCatalogue,
)
from contracts.codec import dump
from contracts.refusals import NotFound
from services.intake.forms.catalogue import decide
from services.intake.forms.catalogue_rows import catalogue_of, read_catalogue
from services.intake.forms.differences import differences
from services.intake.tables import METADATA
from shared.application import Answer, Asked

catalogue_versions = Table(
    "catalogue_versions",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("catalogue_version", Integer, primary_key=True, autoincrement=False),
    Column("content", Text, nullable=False),
)
"""What a school could ask for by name, version by version."""


def keep_version(connection: Connection, school: UUID, event: CatalogueSet) -> None:
    """Keep a version beside those before it."""
    which = {"school": school, "catalogue_version": event.catalogue_version}
    connection.execute(_ADD, which | {"content": json.dumps(dump(event))})


def get_catalogue(
    connection: Connection, query: GetCatalogue, _: Asked
) -> CatalogueView:
    """What can be asked for, or could by a version; NotFound: no such version."""
    known, version = catalogue_of(connection, query.school_id), query.catalogue_version
    if version not in (None, known.version):
        which = {"of_school": query.school_id, "of_version": version}
        known = read_catalogue(connection.execute(_VERSION, which).scalar())
        if known.version == 0:
            raise NotFound("There is no such version of the catalogue.")
    return CatalogueView(
        school_id=query.school_id,
        catalogue_version=known.version,
        offerings=known.offerings,
    )


def preview_catalogue(
    connection: Connection, query: PreviewCatalogue, asked: Asked
) -> CatalogueDiffersView:
    """What would differ, and nothing is set; Invalid as setting it would be."""
    known = catalogue_of(connection, query.school_id)
    setting = SetCatalogue(school_id=query.school_id, offerings=query.offerings)
    decide(known, setting, asked.now)
    return CatalogueDiffersView(
        school_id=query.school_id,
        catalogue_version=known.version,
        differences=tuple(differences(known.offerings, query.offerings)),
    )


ANSWERS: Mapping[type, Answer] = {
    GetCatalogue: get_catalogue,
    PreviewCatalogue: preview_catalogue,
}

_ADD = insert(catalogue_versions)
_VERSION = select(catalogue_versions.c.content).where(
    catalogue_versions.c.school == bindparam("of_school"),
    catalogue_versions.c.catalogue_version == bindparam("of_version"),
)
