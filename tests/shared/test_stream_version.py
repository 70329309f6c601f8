"""At which version is a stream, for whoever is about to change what it tells?"""

from __future__ import annotations

from uuid import UUID

from shared.stream_version import version_of
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.sample_messages import BED, OTHER_BED, GetBed, PlantBed, WaterBed
from tests.support.sample_rules import BED_RULES
from tests.support.town import Town


def test_a_stream_is_at_the_version_of_its_last_event(sample_town: Town) -> None:
    def version(bed: UUID, school: UUID = ASHGROVE) -> int:
        garden = sample_town.applications["garden"]
        found: int = garden.read(version_of, BED_RULES, school, GetBed(bed_id=bed))
        return found

    assert version(BED) == 0
    sample_town.execute(PlantBed(school_id=ASHGROVE, bed_id=BED, crop="peas"))
    assert version(BED) == 1
    sample_town.execute(WaterBed(school_id=ASHGROVE, bed_id=BED, litres=3))
    assert version(BED) == 2
    assert version(OTHER_BED) == 0
    assert version(BED, BECKFIELD) == 0
