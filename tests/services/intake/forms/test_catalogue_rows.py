"""Does a school have its own catalogue, as it was last set?"""

from __future__ import annotations

from contracts.catalogue import CatalogueView, GetCatalogue
from services.intake.tables import catalogues
from tests.services.intake.forms.test_catalogue import LAPTOPS, put
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.rebuilding import spoil, switched
from tests.support.town import Town


def catalogue(town: Town) -> CatalogueView:
    found: CatalogueView = town.ask(GetCatalogue(school_id=ASHGROVE))
    return found


def test_what_was_set_is_shown_as_it_is_and_to_its_school_alone(town: Town) -> None:
    assert catalogue(town) == CatalogueView(
        school_id=ASHGROVE, catalogue_version=0, offerings=()
    )
    town.execute(put(LAPTOPS))
    assert catalogue(town).offerings == (LAPTOPS,)
    town.execute(put())
    assert (catalogue(town).catalogue_version, catalogue(town).offerings) == (2, ())
    assert town.ask(GetCatalogue(school_id=BECKFIELD)).catalogue_version == 0


def test_it_follows_from_the_log(town: Town) -> None:
    town.execute(put(LAPTOPS))
    spoil(town, "intake", catalogues, content="{}")
    assert switched(town, "intake").changed == {"catalogues": 1}
    assert catalogue(town).offerings == (LAPTOPS,)
