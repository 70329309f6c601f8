"""How is the catalogue of a school kept and read?"""

from __future__ import annotations

import json
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from contracts.catalogue import CatalogueSet
from contracts.codec import dump, restore
from services.intake.catalogue import Catalogue
from services.intake.tables import catalogues


def keep_catalogue(connection: Connection, school: UUID, event: CatalogueSet) -> None:
    """Keep what can be asked for now."""
    connection.execute(delete(catalogues).where(catalogues.c.school == school))
    row = {"school": school, "content": json.dumps(dump(event))}
    connection.execute(insert(catalogues), [row])


def catalogue_of(connection: Connection, school: UUID) -> Catalogue:
    """What can be asked for, in its order; nothing where nobody has said."""
    found = select(catalogues.c.content).where(catalogues.c.school == school)
    return read_catalogue(connection.execute(found).scalar())


def read_catalogue(content: str | None) -> Catalogue:
    """A catalogue as it is kept; the empty one where there is none."""
    if content is None:
        return Catalogue()
    kept = restore(CatalogueSet, json.loads(content))
    return Catalogue(version=kept.catalogue_version, offerings=kept.offerings)
