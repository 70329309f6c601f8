"""Does every version of a catalogue stay readable, and is the next seen beforehand?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.catalogue import (
    CatalogueDiffersView,
    CatalogueView,
    Differs,
    GetCatalogue,
    PreviewCatalogue,
)
from contracts.refusals import Conflict, Forbidden, Invalid, NotFound
from services.intake.forms.versions import catalogue_versions
from tests.services.intake.forms.test_catalogue import LAPTOPS, put
from tests.support.cast import ASHGROVE, BECKFIELD, PRIYA
from tests.support.rebuilding import spoil, switched
from tests.support.town import Town


def version(town: Town, number: int | None, **about: object) -> CatalogueView:
    which = {"school_id": ASHGROVE} | about
    asked = GetCatalogue(**which, catalogue_version=number)  # type: ignore[arg-type]
    found: CatalogueView = town.ask(asked)
    return found


def test_every_version_is_read_as_it_was(town: Town) -> None:
    for offerings in ((LAPTOPS,), (replace(LAPTOPS, title="Laptops"),), ()):
        town.execute(put(*offerings))
    assert version(town, 1).offerings == (LAPTOPS,)
    assert version(town, 2).offerings[0].title == "Laptops"
    assert version(town, 3) == version(town, None)
    for nowhere in (4, 2**31 - 1):
        with pytest.raises(NotFound):
            version(town, nowhere)
    with pytest.raises(NotFound):
        version(town, 1, school_id=BECKFIELD)


def test_versions_follow_from_the_log(town: Town) -> None:
    town.execute(put(LAPTOPS))
    town.execute(put())
    spoil(town, "intake", catalogue_versions, content="{}")
    switched(town, "intake")
    assert version(town, 1).offerings == (LAPTOPS,)


def test_what_would_differ_is_told_and_nothing_is_set(town: Town) -> None:
    asked = PreviewCatalogue(school_id=ASHGROVE, offerings=(LAPTOPS,))
    view: CatalogueDiffersView = town.ask(asked)
    assert (view.catalogue_version, view.differences[0].how) == (0, Differs.ADDED)
    assert version(town, None).offerings == ()
    bad = replace(LAPTOPS, name="No name")
    with pytest.raises(Invalid):
        town.ask(PreviewCatalogue(school_id=ASHGROVE, offerings=(bad,)))
    with pytest.raises(Forbidden):
        town.ask(asked, by=PRIYA.caller)


def test_a_catalogue_that_somebody_set_meanwhile_is_a_conflict(town: Town) -> None:
    town.execute(replace(put(LAPTOPS), version=0))
    with pytest.raises(Conflict):
        town.execute(replace(put(), version=0))
