"""How is the catalogue of a school kept and read?"""

from __future__ import annotations

import json
from uuid import UUID

from sqlalchemy import Connection

from contracts.catalogue import CatalogueSet
from contracts.codec import restore
from services.intake.forms.catalogue import Catalogue
from services.intake.last_set import LastSet
from services.intake.tables import catalogues

_CATALOGUES = LastSet(catalogues, CatalogueSet)


def keep_catalogue(connection: Connection, school: UUID, event: CatalogueSet) -> None:
    """Keep what can be asked for now."""
    _CATALOGUES.keep(connection, school, event)


def catalogue_of(connection: Connection, school: UUID) -> Catalogue:
    """What can be asked for, in its order; nothing where nobody has said."""
    return _read(_CATALOGUES.last(connection, school))


def read_catalogue(content: str | None) -> Catalogue:
    """A catalogue as it is kept; the empty one where there is none."""
    return _read(
        None if content is None else restore(CatalogueSet, json.loads(content))
    )


def _read(kept: CatalogueSet | None) -> Catalogue:
    if kept is None:
        return Catalogue()
    return Catalogue(version=kept.catalogue_version, offerings=kept.offerings)
