"""Where may a role be held, and which roles count on a day?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from contracts.access import ANYWHERE, MSP_ROLES, OF_PROGRAMS, Role
from contracts.people import HeldRole
from contracts.refusals import Refused
from contracts.values import PROVIDER, SchoolId

_LONDON = ZoneInfo("Europe/London")

Holdings = tuple[HeldRole, ...]


def check_place(role: Role, school_id: SchoolId) -> None:
    """A role of the MSP is held at the MSP, one of a school there; some at either."""
    if role in MSP_ROLES and school_id != PROVIDER:
        raise Refused(f"The role {role.value} is the provider's, not one of a school.")
    if role not in MSP_ROLES | ANYWHERE and school_id == PROVIDER:
        raise Refused(f"The role {role.value} is held at a school: say at which.")


def check_person(role: Role) -> None:
    """A person holds no role that is made for programs."""
    if role in OF_PROGRAMS:
        raise Refused(f"The role {role.value} is for tokens of programs, not people.")


def day_of(moment: datetime) -> date:
    """The day it is in London: in summer an hour of it belongs to the day before."""
    return moment.astimezone(_LONDON).date()


def held_on(day: date, holdings: Iterable[HeldRole]) -> frozenset[Role]:
    """The roles that count on a day; the first and the last day of each are in it."""
    return frozenset(one.role for one in holdings if _covers(one, day))


def overlapping(wanted: HeldRole, holdings: Holdings) -> bool:
    """Whether the same role is held on any of these days already."""
    return any(
        one.role is wanted.role
        and one.from_on <= (wanted.until_on or date.max)
        and wanted.from_on <= (one.until_on or date.max)
        for one in holdings
    )


def ended(holdings: Holdings, role: Role, until_on: date) -> Holdings:
    """What is held once a role ends with a day; what was to begin later is dropped."""
    return tuple(
        replace(one, until_on=min(one.until_on or date.max, until_on))
        if one.role is role
        else one
        for one in holdings
        if one.role is not role or one.from_on <= until_on
    )


def _covers(one: HeldRole, day: date) -> bool:
    return one.from_on <= day <= (one.until_on or date.max)
