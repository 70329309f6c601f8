"""What can be asked for at two schools that are alike in every id?"""

from __future__ import annotations

from uuid import UUID

from contracts.catalogue import Offering, SetCatalogue, Use


def catalogue_of(school: UUID, word: str) -> SetCatalogue:
    """One offering of a school, in its own words."""
    offering = Offering(name="laptops", title=f"{word} laptops", use=Use.TEACHING)
    return SetCatalogue(school_id=school, offerings=(offering,))
