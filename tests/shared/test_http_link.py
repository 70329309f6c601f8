"""Is it the same over HTTP: answers, refusals, and services that are down?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from werkzeug.wrappers import Response

from contracts.log import FindParked, Retried, RetryParked
from contracts.refusals import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    Refused,
    Reused,
    Unavailable,
)
from shared.http_link import HttpLink
from shared.link import Hosted
from shared.port import Port, internal_token
from shared.work import Cause
from tests.support.cast import ASHGROVE, BECKFIELD, OLU, PRIYA
from tests.support.listening import plant, water
from tests.support.sample_messages import BED, GetBed, PlantBed, RecordFrost, WaterBed
from tests.support.scenario import at
from tests.support.serving import Serve
from tests.support.town import MASTER, Town

TOKEN = internal_token(MASTER)
PLANT = PlantBed(school_id=ASHGROVE, bed_id=BED, crop="beans")
ASK = GetBed(bed_id=BED, school_id=ASHGROVE)
CAUSE = Cause(caller=OLU.caller)


@pytest.fixture
def urls(small_town: Town, serve: Serve) -> dict[str, str]:
    return {
        name: serve(Port({name: hosted}, TOKEN))
        for name, hosted in small_town.link.hosted.items()
    }


@pytest.fixture
def link(urls: dict[str, str]) -> Iterator[HttpLink]:
    made = HttpLink(urls, TOKEN)
    yield made
    made._session.close()


def test_commands_and_questions_are_answered_as_next_door(
    small_town: Town, link: HttpLink
) -> None:
    receipt = link.execute(PLANT, CAUSE)
    assert (receipt.service, receipt.position, receipt.repeated) == ("garden", 1, False)
    assert link.execute(PLANT, CAUSE).repeated
    assert link.ask(ASK, OLU.caller) == small_town.ask(ASK)
    parked = FindParked(service="garden")
    assert link.ask(parked, OLU.caller) == small_town.ask(parked)
    retry = RetryParked(service="weather", source="garden", school_id=ASHGROVE)
    assert link.execute(retry, CAUSE) == Retried(parked=False)


def test_feeds_and_heads_are_told_as_next_door(
    small_town: Town, link: HttpLink
) -> None:
    plant(small_town, waterings=2)
    plant(small_town, BECKFIELD)
    here = small_town.link
    for after, limit in ((0, 100), (1, 1), (3, 5)):
        theirs = link.feed("garden", ASHGROVE, after, limit)
        assert theirs == here.feed("garden", ASHGROVE, after, limit)
    for since in (None, at("mon 08:00"), at("tue 09:00")):
        assert link.heads("garden", since) == here.heads("garden", since)


def test_a_page_is_never_larger_than_is_good(
    small_town: Town, link: HttpLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.port.PAGE", 2)
    plant(small_town, waterings=3)
    for limit in (99, -1, 0):
        assert len(link.feed("garden", ASHGROVE, 0, limit)) in (1, 2)


def test_what_a_question_requires_goes_along(small_town: Town, link: HttpLink) -> None:
    plant(small_town)
    frost = RecordFrost(school_id=ASHGROVE, bed_id=BED)
    position = link.execute(frost, CAUSE).position
    assert link.ask(ASK, OLU.caller, {"weather": position}).covered


def test_a_service_hears_another_over_http(small_town: Town, link: HttpLink) -> None:
    plant(small_town)
    water(small_town)
    weather = Hosted(small_town.applications["weather"], link)
    weather.subscription.listen_to_beacon("garden")
    weather.subscription.catch_up()
    small_town.clock.advance(minutes=1)
    assert len(small_town.log("weather", ASHGROVE)) == 1


EVERY_KIND: list[Refusal] = [
    Invalid({"crop": ["Too long."], "bed_id": ["Missing."]}),
    Refused("something grows there already"),
    Forbidden("you may not do this here"),
    NotFound("there is no such bed"),
    Conflict("it is at version 3, not 1", 3, [{"version": 2, "type": "x"}]),
    Conflict("somebody else was first"),
    Reused("the same key came with another request"),
    Unavailable("later"),
]


@pytest.mark.parametrize("refusal", EVERY_KIND, ids=lambda one: one.kind)
def test_a_refusal_comes_back_as_itself(
    link: HttpLink, refusal: Refusal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise refusal

    monkeypatch.setattr(Hosted, "execute", refuse)
    with pytest.raises(type(refusal)) as refused:
        link.execute(PLANT, CAUSE)
    assert str(refused.value) == str(refusal)
    assert refused.value.details() == refusal.details()


def test_refusals_of_the_rules_come_from_where_they_are_kept(link: HttpLink) -> None:
    with pytest.raises(Refused, match="nothing grows there"):
        link.execute(WaterBed(school_id=ASHGROVE, bed_id=BED, litres=1), CAUSE)
    with pytest.raises(Forbidden):
        link.ask(GetBed(bed_id=BED, school_id=BECKFIELD), PRIYA.caller)


def test_without_the_right_token_nobody_is_answered(urls: dict[str, str]) -> None:
    stranger = HttpLink(urls, "guessed")
    with pytest.raises(Unavailable, match="answered 401"):
        stranger.heads("garden", None)
    stranger._session.close()


def test_a_service_that_is_down_is_unavailable(
    small_town: Town, serve: Serve, link: HttpLink
) -> None:
    gone = HttpLink({"garden": "http://127.0.0.1:9"}, TOKEN)
    with pytest.raises(Unavailable, match="garden does not answer"):
        gone.execute(PLANT, CAUSE)
    with pytest.raises(Unavailable, match="nobody said where weather runs"):
        gone.heads("weather", None)
    gone._session.close()


@pytest.mark.parametrize(
    "answer",
    [
        Response("<html>bad gateway</html>", 502),
        Response('{"error": "too many"}', 429),
        Response("", 204),
    ],
    ids=lambda one: str(one.status_code),
)
def test_whatever_else_answers_in_its_place_is_unavailable(
    serve: Serve, answer: Response
) -> None:
    elsewhere = HttpLink({"garden": serve(answer)}, TOKEN)
    with pytest.raises(Unavailable):
        elsewhere.heads("garden", None)
    elsewhere._session.close()


def test_an_answer_is_waited_for_no_longer_than_is_good(
    link: HttpLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}

    def hang(*_: Any, **options: Any) -> None:
        asked.update(options)
        raise requests.Timeout

    monkeypatch.setattr(link._session, "request", hang)
    with pytest.raises(Unavailable):
        link.heads("garden", None)
    connect, answer = asked["timeout"]
    assert 0 < connect <= 5
    assert 0 < answer <= 60
