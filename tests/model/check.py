"""Which promise breaks in a world, and what is the shortest way there?"""

from functools import lru_cache, partial

from tests.model.explore import Map, explore, first_stuck, first_without
from tests.model.guards import Guards
from tests.model.properties import CONVERGES, PROMISES, has_converged
from tests.model.protocol import steps
from tests.model.state import State
from tests.model.world import events_of_the_world


@lru_cache(maxsize=1)  # neighbours often share a world, and one map is large enough
def everything_in(world: State, guards: Guards) -> Map[State]:
    return explore(
        world,
        partial(steps, guards=guards),
        partial(events_of_the_world, guards=guards),
    )


def counterexamples(found: Map[State]) -> dict[str, list[str]]:
    broken = {promise: first_without(found, kept) for promise, kept in PROMISES.items()}
    broken[CONVERGES] = first_stuck(found, has_converged)
    return {
        promise: found.path(number)
        for promise, number in broken.items()
        if number is not None
    }
