"""Is an event read as it was written, by who may read it?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.refusals import Unreadable
from shared.reading import read_event
from shared.sealing import SEALED
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
        read_event(replace(recorded, type="garden.bed_painted"))
    with pytest.raises(Unreadable):
        read_event(replace(recorded, version=2))
