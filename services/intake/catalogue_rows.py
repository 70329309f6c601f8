"""How is the catalogue of a school kept and read?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from contracts.catalogue import CatalogueSet, CatalogueView, GetCatalogue
from contracts.codec import dump, restore
from services.intake.tables import catalogues
from shared.application import Answer, Asked


def keep_catalogue(connection: Connection, school: UUID, event: CatalogueSet) -> None:
    """Keep what can be asked for now."""
    connection.execute(delete(catalogues).where(catalogues.c.school == school))
    row = {"school": school, "content": json.dumps(dump(event))}
    connection.execute(insert(catalogues), [row])


def get_catalogue(
    connection: Connection, query: GetCatalogue, _: Asked
) -> CatalogueView:
    """What can be asked for, in its order; nothing where nobody has said."""
    found = select(catalogues.c.content).where(catalogues.c.school == query.school_id)
    content = connection.execute(found).scalar()
    if content is None:
        return CatalogueView(
            school_id=query.school_id, catalogue_version=0, offerings=()
        )
    kept = restore(CatalogueSet, json.loads(content))
    return CatalogueView(
        school_id=query.school_id,
        catalogue_version=kept.catalogue_version,
        offerings=kept.offerings,
    )


ANSWERS: Mapping[type, Answer] = {GetCatalogue: get_catalogue}
