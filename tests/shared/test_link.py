"""Does a message find its service, and a question wait for what it requires?"""

from __future__ import annotations

import pytest

from contracts.log import FindParked, ParkedView, Retried, RetryParked
from contracts.refusals import Unavailable
from shared.link import LocalLink, Switchboard, service_of
from shared.work import Cause
from tests.support.cast import ASHGROVE, OLU
from tests.support.chains import positions
from tests.support.listening import assert_heard, plant, water
from tests.support.sample import told
from tests.support.sample_messages import BED, GetBed, PlantBed, RecordFrost
from tests.support.town import Town

FROST = RecordFrost(school_id=ASHGROVE, bed_id=BED)


def test_a_message_is_for_the_service_in_its_name() -> None:
    assert service_of(FROST) == "weather"
    assert service_of(GetBed(bed_id=BED)) == "garden"


def test_what_all_services_understand_names_its_service() -> None:
    assert service_of(FindParked(service="garden")) == "garden"


def test_commands_and_questions_reach_their_service(small_town: Town) -> None:
    plant(small_town)
    assert small_town.ask(GetBed(bed_id=BED, school_id=ASHGROVE)).crop == "beans"
    assert small_town.ask(FindParked(service="weather")) == ParkedView(parked=())
    retry = RetryParked(service="weather", source="garden", school_id=ASHGROVE)
    assert small_town.execute(retry) == Retried(parked=False)


def test_feeds_and_heads_are_those_of_the_service(small_town: Town) -> None:
    plant(small_town, waterings=2)
    assert positions(small_town.link.feed("garden", ASHGROVE, 1, 1)) == [2]
    (head,) = small_town.link.heads("garden", None)
    assert (head.school, head.position) == (ASHGROVE, 3)
    assert small_town.link.heads("weather", None) == []


def test_a_service_that_is_not_here_is_unavailable(small_town: Town) -> None:
    with pytest.raises(Unavailable, match="cellar is not running here"):
        small_town.link.heads("cellar", None)
    del small_town.link.hosted["garden"]
    with pytest.raises(Unavailable, match="garden is not running here"):
        plant(small_town)


def test_a_question_reads_what_its_asker_wrote_elsewhere(small_town: Town) -> None:
    plant(small_town)
    receipt = small_town.execute(FROST)
    bed = GetBed(bed_id=BED, school_id=ASHGROVE)
    assert not small_town.ask(bed).covered
    assert small_town.ask(bed, requires={"weather": receipt.position}).covered


def test_a_question_that_requires_nothing_new_asks_nobody(small_town: Town) -> None:
    plant(small_town)
    small_town.settle()
    small_town.link.hosted.pop("weather")
    bed = GetBed(bed_id=BED, school_id=ASHGROVE)
    assert small_town.ask(bed, requires={"weather": 1}).crop == "beans"


def test_where_a_source_is_down_the_answer_is_older(small_town: Town) -> None:
    plant(small_town)
    small_town.execute(FROST)
    weather = small_town.link.hosted.pop("weather")
    bed = GetBed(bed_id=BED, school_id=ASHGROVE)
    assert not small_town.ask(bed, requires={"weather": 1}).covered
    small_town.link.hosted["weather"] = weather
    assert small_town.ask(bed, requires={"weather": 1}).covered


def test_what_a_service_does_not_hear_is_not_required_of_it(small_town: Town) -> None:
    plant(small_town)
    receipt = small_town.execute(FROST)
    bed = GetBed(bed_id=BED, school_id=ASHGROVE)
    requires = {"garden": 1, "cellar": receipt.position}
    assert not small_town.ask(bed, requires=requires).covered
    assert told(small_town.databases["garden"]) == []
    water(small_town)
    small_town.settle()
    assert_heard(small_town, 3)


def test_who_asks_is_checked_by_the_service(small_town: Town) -> None:
    receipt = small_town.execute(
        PlantBed(school_id=ASHGROVE, bed_id=BED, crop="beans"), by=OLU.caller
    )
    assert receipt.service == "garden"


def test_what_does_not_run_here_is_asked_elsewhere(small_town: Town) -> None:
    plant(small_town)
    here, elsewhere = LocalLink(), small_town.link
    here.hosted["weather"] = elsewhere.hosted.pop("weather")
    both = Switchboard(here, elsewhere)
    frost = both.execute(FROST, Cause(caller=OLU.caller))
    bed = GetBed(bed_id=BED, school_id=ASHGROVE)
    assert both.ask(bed, OLU.caller).crop == "beans"
    assert positions(both.feed("weather", ASHGROVE, 0, 9)) == [frost.position]
    assert both.heads("garden", None) == elsewhere.heads("garden", None)
    with pytest.raises(Unavailable, match="cellar is not running here"):
        both.heads("cellar", None)
