"""Does the protocol keep its promises in every state that it can reach?"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import pytest

from tests.model.check import counterexamples, everything_in
from tests.model.explore import Map, explore
from tests.model.guards import Guards
from tests.model.properties import has_converged
from tests.model.protocol import steps
from tests.model.state import Budget, State, Step, in_step
from tests.model.world import events_of_the_world


def a_worker_left_word(state: State) -> bool:
    return any(worker.phase == "noted" for worker in state.workers)


def a_message_is_held_by_two(state: State) -> bool:
    held = [worker.message for worker in state.workers if worker.message]
    return len(held) > len(set(held))


def healed_after_a_wipe(state: State) -> bool:
    return has_converged(state) and state.broker.taken == state.broker.lost


def rebuilt_once(state: State) -> bool:
    return has_converged(state) and state.consumer.checkpoint.epoch == 2


def rebuilt_twice(state: State) -> bool:
    return has_converged(state) and state.consumer.checkpoint.epoch == 3


def parked(state: State) -> bool:
    return state.consumer.status == "parked"


def parked_in_a_new_epoch(state: State) -> bool:
    return parked(state) and state.consumer.checkpoint.epoch == 2


class World(NamedTuple):
    start: State
    shows: Callable[[State], bool]


WORLDS = {
    "two workers compete": World(
        in_step("", Budget(appends=2), workers=2), a_worker_left_word
    ),
    "two workers, crashes and copies": World(
        in_step("", Budget(appends=1, crashes=1, duplicates=1), workers=2),
        a_message_is_held_by_two,
    ),
    "every fault but a fork": World(
        in_step("", Budget(appends=2, crashes=1, losses=1, duplicates=1)),
        healed_after_a_wipe,
    ),
    "a fork": World(in_step("a", Budget(appends=2, restores=1)), rebuilt_once),
    "a fork and two workers": World(
        in_step("a", Budget(appends=1, restores=1), workers=2), rebuilt_once
    ),
    "a fork after a fork": World(
        in_step("a", Budget(appends=1, restores=2)), rebuilt_twice
    ),
    "poison and a crash": World(
        in_step("", Budget(appends=2, crashes=1), poison="a"), parked
    ),
    "poison and two workers": World(
        in_step("", Budget(appends=1), workers=2, poison="a"), parked
    ),
    "poison and a fork": World(
        in_step("a", Budget(appends=1, restores=1), poison="ab"), parked_in_a_new_epoch
    ),
}


@pytest.fixture(scope="module", params=WORLDS)
def world(request: pytest.FixtureRequest) -> World:
    return WORLDS[str(request.param)]


@pytest.fixture
def found(world: World) -> Map[State]:
    return everything_in(world.start, Guards())


def test_every_promise_is_kept_and_every_state_can_converge(found: Map[State]) -> None:
    assert counterexamples(found) == {}


def test_the_world_shows_what_it_is_for(found: Map[State], world: World) -> None:
    assert any(world.shows(state) for state in found.states)


def test_everything_converges_although_the_broker_is_off() -> None:
    def without_broker(state: State) -> Iterator[Step]:
        for label, after in steps(state, Guards()):
            if not label.startswith("broker"):
                yield label, after

    start = in_step("a", Budget(appends=2, crashes=1), workers=2)
    others = partial(events_of_the_world, guards=Guards())
    assert counterexamples(explore(start, without_broker, others)) == {}
