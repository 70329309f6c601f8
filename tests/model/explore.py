"""Which states can be reached, and by what shortest path?"""

from collections import deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

S = TypeVar("S", bound=Hashable)
Moves = Callable[[S], Iterable[tuple[str, S]]]


@dataclass
class Map(Generic[S]):
    """Every state found, by number in breadth-first order, and the ways between."""

    states: list[S] = field(default_factory=list)
    parents: list[tuple[int, str]] = field(default_factory=list)
    ways_back: list[list[int]] = field(default_factory=list)
    numbers: dict[S, int] = field(default_factory=dict)

    def add(self, state: S, parent: int, label: str) -> int:
        number = self.numbers.setdefault(state, len(self.states))
        if number == len(self.states):
            self.states.append(state)
            self.parents.append((parent, label))
            self.ways_back.append([])
        return number

    def path(self, number: int) -> list[str]:
        labels: list[str] = []
        while number > 0:
            number, label = self.parents[number]
            labels.append(label)
        return labels[::-1]


def explore(start: S, own: Moves[S], others: Moves[S]) -> Map[S]:
    """Follow every move until no new state is left.

    Only the system's own moves are kept as ways: nobody can rely on the others.
    """
    found: Map[S] = Map()
    found.add(start, 0, "")
    number = 0
    while number < len(found.states):
        state = found.states[number]
        for label, after in own(state):
            found.ways_back[found.add(after, number, label)].append(number)
        for label, after in others(state):
            found.add(after, number, label)
        number += 1
    return found


def first_without(found: Map[S], kept: Callable[[S], bool]) -> int | None:
    """The nearest state in which something is not so."""
    numbered = enumerate(found.states)
    return next((number for number, state in numbered if not kept(state)), None)


def first_stuck(found: Map[S], goal: Callable[[S], bool]) -> int | None:
    """The nearest state from which the system's own moves never reach the goal."""
    reaching = {number for number, state in enumerate(found.states) if goal(state)}
    queue = deque(reaching)
    while queue:
        for before in found.ways_back[queue.popleft()]:
            if before not in reaching:
                reaching.add(before)
                queue.append(before)
    everywhere = range(len(found.states))
    return next((number for number in everywhere if number not in reaching), None)
