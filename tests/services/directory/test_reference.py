"""What may be done with reference data? Told as given / when / then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from contracts.gias import LoadReference, ReferenceKind, ReferenceLoaded
from contracts.values import PROVIDER
from services.directory.reference import REFERENCE, Comparison
from tests.support.cast import ASHGROVE
from tests.support.scenario import Scenario

DIGEST = "5e" * 32
OTHER = "07" * 32

found = Comparison(staged=10, unchanged=6, changed=1, removed=2)
reference = Scenario(REFERENCE, terms=found)
load = LoadReference(
    school_id=PROVIDER,
    kind=ReferenceKind.GIAS_LINKS,
    digest=DIGEST,
    rows=10,
    dated_on=date(2025, 4, 22),
)
loaded = ReferenceLoaded(
    kind=ReferenceKind.GIAS_LINKS,
    digest=DIGEST,
    dated_on=date(2025, 4, 22),
    rows=10,
    added=3,
    changed=1,
    unchanged=6,
    removed=2,
)


def test_a_file_is_loaded_with_how_it_differs_from_the_one_before() -> None:
    reference.given().when(load).then(loaded)
    reference.given(replace(loaded, digest=OTHER)).when(load).then(loaded)


def test_the_file_that_counts_already_is_silence() -> None:
    reference.given(loaded).when(load).then_nothing()
    nothing_sent = Scenario(REFERENCE, terms=replace(found, staged=0))
    nothing_sent.given(loaded).when(load).then_nothing()


def test_a_file_that_was_loaded_before_another_is_loaded_again() -> None:
    other = replace(loaded, digest=OTHER)
    reference.given(loaded, other).when(load).then(loaded)


def test_a_file_of_which_not_all_is_here_is_not_loaded() -> None:
    for staged in (0, 9, 11):
        part = Scenario(REFERENCE, terms=replace(found, staged=staged))
        part.given().when(load).then_refused(f"{staged} rows of this file are at hand")


def test_reference_data_is_the_providers_own() -> None:
    at_a_school = replace(load, school_id=ASHGROVE)
    reference.given().when(at_a_school).then_refused("the provider's own")


def test_each_kind_has_a_stream_of_its_own() -> None:
    assert REFERENCE.stream(load) == "reference-gias-links"
