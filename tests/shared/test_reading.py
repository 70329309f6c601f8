"""Is an event read as it was written, by who may read it?"""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from contracts.declare import Declaration, declaration_of, personal
from contracts.envelope import Recorded
from contracts.refusals import Unreadable
from shared.reading import read_event
from shared.sealing import SEALED, seal
from tests.contracts.examples import BedRenamed
from tests.support.cast import ASHGROVE
from tests.support.sample_messages import BED, PlantBed
from tests.support.town import Town

PLANT = PlantBed(school_id=ASHGROVE, bed_id=BED, crop="beans", note="in the shade")


def test_an_event_is_read_with_the_keys_or_covered(sample_town: Town) -> None:
    sample_town.execute(PLANT)
    (recorded,) = sample_town.log("garden", ASHGROVE)
    assert read_event(recorded).note == SEALED
    assert read_event(recorded, sample_town.keyring).note == PLANT.note
    with pytest.raises(Unreadable):
        read_event(recorded._replace(type="garden.bed_painted"))
    with pytest.raises(Unreadable):
        read_event(recorded._replace(version=2))


@dataclass
class BedRenamedAtFirst:
    """The first version of an event whose personal field has another name today."""

    bed_id: str
    title: str = personal("bed_id")


def recorded_at_first(town: Town) -> Recorded:
    """An event as the programs of that time sealed and recorded it."""
    town.execute(PLANT)
    (recorded,) = town.log("garden", ASHGROVE)
    renamed = Declaration("event", "garden.bed_renamed", 1, BedRenamedAtFirst)
    payload = {"bed_id": str(BED), "title": "north"}
    sealed = seal(town.keyring, ASHGROVE, renamed, payload)
    return recorded._replace(type=renamed.name, body=json.dumps(sealed).encode())


def test_a_renamed_personal_field_still_opens(sample_town: Town) -> None:
    recorded = recorded_at_first(sample_town)
    assert read_event(recorded, sample_town.keyring).name == "north"
    assert read_event(recorded).name == SEALED


def test_without_the_names_of_then_a_renamed_field_stays_shut(
    sample_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(declaration_of(BedRenamed).sealed_then, 1)
    recorded = recorded_at_first(sample_town)
    assert isinstance(read_event(recorded, sample_town.keyring).name, dict)
