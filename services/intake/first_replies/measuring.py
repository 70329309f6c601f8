"""In which role did somebody answer, and what do some waits come to?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil
from statistics import median
from typing import NamedTuple
from uuid import UUID

from contracts.access import RIGHTS, Role
from contracts.values import PROVIDER

_NINE_OF_TEN = 0.9


class Held(NamedTuple):
    """A role that somebody holds at a school, or (PROVIDER) at the MSP; days count."""

    home: UUID
    role: Role
    from_on: date
    until_on: date | None


def person_of(actor: str) -> UUID | None:
    """The person that an actor is; None for a program."""
    kind, _, rest = actor.partition(":")
    return UUID(rest) if kind == "person" else None


def role_of(actor: str, held: Iterable[Held], school: UUID, on: date) -> Role | None:
    """The role in which somebody acted at a school on a day; None where none is known.

    Who has one at the MSP acts in that. A program has the one of its name.
    """
    if person_of(actor) is None:
        kind = actor.partition(":")[0]
        return next((role for role in Role if role.value == kind), None)
    then = [
        one
        for one in held
        if one.from_on <= on and (one.until_on is None or on <= one.until_on)
    ]
    for home in (PROVIDER, school):
        roles = {one.role for one in then if one.home == home}
        if roles:
            return max(roles, key=lambda role: (len(RIGHTS[role]), role.value))
    return None


def half_and_most(minutes: Sequence[int]) -> tuple[int, int]:
    """Within how many minutes half of some waits were over, and nine of ten."""
    by_length = sorted(minutes)
    place = ceil(_NINE_OF_TEN * len(by_length)) - 1
    return round(median(by_length)), by_length[place]
