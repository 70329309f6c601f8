"""May this be the rota, and who is on call by it at a moment?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise

from contracts.refusals import Invalid, Refused
from contracts.rota import OnCall, RotaSet, SetRota, Turn
from contracts.values import PROVIDER
from shared.decider import Decider

_ORDER = {role: place for place, role in enumerate(OnCall)}


def decide(rota: RotaSet | None, command: SetRota, _now: datetime) -> list[RotaSet]:
    """The next version of the rota; the same turns again are silence.

    Invalid names each turn that cannot be: one that ends before it begins, or in which
    two are called as the same.
    """
    if command.school_id != PROVIDER:
        raise Refused("The rota is the provider's, not one of a school.")
    turns = in_order(command.turns)
    errors = dict(_mistakes(command.turns))
    if errors:
        raise Invalid(errors)
    if turns == (rota.turns if rota else ()):
        return []
    return [RotaSet(rota_version=(rota.rota_version if rota else 0) + 1, turns=turns)]


def evolve(_: RotaSet | None, event: RotaSet) -> RotaSet:
    """The last one set is the one that stands."""
    return event


def in_order(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """By the moment they begin; at one moment, the first on call first."""
    return tuple(sorted(turns, key=lambda turn: (turn.from_at, _ORDER[turn.role])))


def on_call(turns: Iterable[Turn], at: datetime) -> tuple[Turn, ...]:
    """The turns that this moment is in; what a turn ends with is not in it."""
    now = (turn for turn in turns if turn.from_at <= at < turn.until_at)
    return tuple(sorted(now, key=lambda turn: _ORDER[turn.role]))


def _mistakes(turns: tuple[Turn, ...]) -> Iterator[tuple[str, list[str]]]:
    for place, turn in enumerate(turns):
        if turn.until_at <= turn.from_at:
            yield f"turns.{place}.until_at", ["Must be after it begins."]
    for role in OnCall:
        places = [place for place, turn in enumerate(turns) if turn.role is role]
        places.sort(key=lambda place: turns[place].from_at)
        for earlier, later in pairwise(places):
            if turns[later].from_at < turns[earlier].until_at:
                called = role.value.replace("_", " ")
                yield f"turns.{later}", [f"Somebody else is {called} then."]


ROTA: Decider[RotaSet | None] = Decider(
    category="rota",
    identity="school_id",
    commands=(SetRota,),
    initial=None,
    decide=decide,
    evolve=evolve,
)
