"""Which pages are about what a school can ask for, and what is typed there?"""

from __future__ import annotations

from typing import Any

from contracts.catalogue import Offering, Use
from services.gateway.screens.catalogue import mark_of
from services.gateway.screens.catalogue_forms import filled
from tests.support.alike_catalogue import catalogue_of
from tests.support.cast import ASHGROVE

_AT = f"/console/schools/{ASHGROVE}/catalogue"
_TABLETS = Offering(name="tablets", title="Tablets", use=Use.LEARNING)


def catalogue_pages(words: str) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Method and address of each, where Ashgrove has an offering in these words."""
    offerings = catalogue_of(ASHGROVE, words).offerings
    act = {"act": "set", "version": "1"}
    away = act | {"change": "remove laptops", "seen": mark_of(())}
    more = act | filled(_TABLETS)[0] | {"seen": mark_of((*offerings, _TABLETS))}
    return {
        "catalogue_screens.catalogue": ("GET", _AT, {}),
        "catalogue_screens.change_catalogue": ("POST", _AT, away),
        "catalogue_screens.offering": ("GET", f"{_AT}/form?name=laptops", {}),
        "catalogue_screens.set_offering": ("POST", f"{_AT}/form", more),
    }
