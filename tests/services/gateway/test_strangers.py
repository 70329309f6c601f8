"""How much may be asked by whoever has not signed in, from one network and by all?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from contracts.access import Role
from contracts.refusals import Throttled
from services.gateway.screens import frame
from services.gateway.strangers import WINDOW, Strangers
from shared.metrics import STRANGERS_REFUSED
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, PRIYA
from tests.support.scenario import at

NOW = at("mon 09:00")
HERE, THERE = "192.0.2.7", "192.0.2.8"


def counted(kind: str) -> float:
    return float(STRANGERS_REFUSED.labels(kind)._value.get())


@pytest.fixture
def few(api: Api) -> Strangers:
    """Two pages in a minute for each network, and three for all."""
    strangers = Strangers(each=2, all=3)
    api.app.extensions["caretaker strangers"] = strangers
    return strangers


@pytest.fixture
def stranger(api: Api) -> Reader:
    return Reader(api, PRIYA)


def test_a_network_that_asks_too_much_waits_and_others_do_not() -> None:
    strangers = Strangers(each=2, all=9)
    before = counted("one")
    for _ in range(2):
        strangers.admit(HERE, NOW)
    with pytest.raises(Throttled) as told:
        strangers.admit(HERE, NOW + timedelta(seconds=20.5))
    assert told.value.seconds == 40
    assert counted("one") == before + 1
    strangers.admit(THERE, NOW)
    strangers.admit(HERE, NOW + WINDOW)


def test_all_of_them_together_are_bounded_whatever_addresses_they_have() -> None:
    strangers = Strangers(each=2, all=3)
    before = counted("all")
    for number in range(3):
        strangers.admit(f"192.0.2.{number}", NOW)
    with pytest.raises(Throttled):
        strangers.admit("192.0.2.9", NOW)
    assert counted("all") == before + 1


def test_no_more_networks_are_kept_than_may_ask() -> None:
    strangers = Strangers(each=2, all=5)
    refused = 0
    for number in range(1_000):
        try:
            strangers.admit(f"2001:db8:{number:x}::1", NOW)
        except Throttled:
            refused += 1
    assert (strangers.known, refused) == (5, 995)
    strangers.admit(HERE, NOW + WINDOW)
    assert strangers.known == 1


def test_a_household_is_one_network_by_all_of_its_addresses() -> None:
    strangers = Strangers(each=1, all=9)
    strangers.admit("2001:db8::1", NOW)
    with pytest.raises(Throttled):
        strangers.admit("2001:db8::2", NOW)


def test_a_clock_that_goes_back_locks_nobody_out() -> None:
    strangers = Strangers(each=1, all=9)
    strangers.admit(HERE, NOW)
    strangers.admit(HERE, NOW - timedelta(seconds=1))


@pytest.mark.usefixtures("few")
def test_open_pages_are_refused_with_a_time_to_come_again(
    api: Api, stranger: Reader
) -> None:
    for _ in range(2):
        stranger.reads("/guidance?search=beamer")
    answer = stranger.client.get("/guidance?search=beamer")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert "Please try again soon." in answer.text
    rating = "/rate/" + "/".join(["0" * 8 + "-0000-4000-8000-000000000000"] * 3) + "/x"
    assert stranger.client.get(rating).status_code == 429
    assert stranger.client.post(rating).status_code == 429
    api.town.clock.advance(minutes=1)
    stranger.reads("/guidance")


@pytest.mark.usefixtures("few")
def test_who_signs_in_or_is_signed_in_is_not_kept_out(
    api: Api, stranger: Reader
) -> None:
    priya = make_known(api, PRIYA, Role.STAFF, ASHGROVE).signed_in()
    for _ in range(5):
        stranger.reads("/sign-in")
        stranger.reads("/help")
        priya.reads("/guidance")


@pytest.mark.usefixtures("few")
def test_without_the_guard_strangers_ask_without_end(
    stranger: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame, "_admit_stranger", lambda: None)
    for _ in range(9):
        stranger.reads("/guidance")


@pytest.mark.usefixtures("few")
def test_no_service_is_asked_for_what_is_refused(api: Api, stranger: Reader) -> None:
    for _ in range(2):
        stranger.reads("/guidance")
    api.town.link.hosted.pop("intake")
    assert stranger.client.get("/guidance").status_code == 429
