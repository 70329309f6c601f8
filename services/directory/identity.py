"""Which URNs does a school carry, from when, and what are other schools to it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from contracts.directory import (
    ChangeUrn,
    LinkKind,
    LinkSchools,
    RecordLink,
    SchoolsLinked,
    UrnAssigned,
)
from contracts.refusals import Invalid, Refused
from contracts.values import PROVIDER, Nation
from services.directory.succession import Succession

Urns = tuple[UrnAssigned, ...]
Links = tuple[SchoolsLinked, ...]

_CONVERSE = {
    LinkKind.SUCCEEDS: LinkKind.SUCCEEDED_BY,
    LinkKind.MERGED_FROM: LinkKind.MERGED_INTO,
    LinkKind.SPLIT_FROM: LinkKind.SPLIT_INTO,
}
CONVERSE = _CONVERSE | {there: here for here, there in _CONVERSE.items()}

_WELSH = range(400_000, 500_000)
"""The URNs that GIAS gives to establishments in Wales."""


def first(urn: int, today: date) -> UrnAssigned:
    """The URN that a school is taken on with; how long it had it we do not know."""
    return UrnAssigned(
        urn=urn,
        from_on=today,
        until_on=None,
        reason="It had this URN when it was taken on.",
        overridden=False,
    )


def nation_of(urn: int | None) -> Nation:
    """Where a school is by its URN; GIAS has England's but for those of Wales."""
    # A range asked for what is no number looks at each of its hundred thousand.
    known = urn is not None and urn in _WELSH
    return Nation.WALES if known else Nation.ENGLAND


def change(
    urns: Urns, command: ChangeUrn, today: date, succession: Succession
) -> list[UrnAssigned]:
    """The URN before ends on the day before; one of the very same day is replaced."""
    reason = command.reason.strip()
    if not reason:
        raise Invalid({"reason": ["Must not be blank."]})
    if command.on > today:
        raise Refused("A URN is changed on the day it changes, or later.")
    wanted = UrnAssigned(
        urn=command.urn,
        from_on=command.on,
        until_on=None,
        reason=reason,
        overridden=False,
    )
    if not urns:
        return [wanted]
    current = urns[-1]
    if current.urn == command.urn:
        return []
    _check(current, command, succession)
    wanted = replace(wanted, overridden=succession is not Succession.CARRIED_ON)
    if command.on == current.from_on:
        return [wanted]
    until_on = command.on - timedelta(days=1)
    return [replace(current, until_on=until_on, reason=reason), wanted]


def link(links: Links, command: RecordLink) -> list[SchoolsLinked]:
    """What another school is to this one; a link that is known is silence."""
    if PROVIDER in (command.school_id, command.other_school_id):
        raise Refused("The provider is no school.")
    if command.school_id == command.other_school_id:
        raise Refused("A school is not linked to itself.")
    made = SchoolsLinked(
        other_school_id=command.other_school_id, kind=command.kind, on=command.on
    )
    return [] if made in links else [made]


def records(command: LinkSchools) -> tuple[RecordLink, RecordLink]:
    """The two halves of a link, one for the log of each school."""
    here = RecordLink(
        school_id=command.school_id,
        other_school_id=command.other_school_id,
        kind=command.kind,
        on=command.on,
    )
    there = RecordLink(
        school_id=command.other_school_id,
        other_school_id=command.school_id,
        kind=CONVERSE[command.kind],
        on=command.on,
    )
    return here, there


def carried(urns: Urns, event: UrnAssigned) -> Urns:
    """The URNs by day, with this one."""
    by_day = {one.from_on: one for one in (*urns, event)}
    return tuple(by_day[day] for day in sorted(by_day))


def linked(links: Links, event: SchoolsLinked) -> Links:
    """The links with this one; one school is one kind of thing to another once."""
    same = (event.other_school_id, event.kind)
    others = (one for one in links if (one.other_school_id, one.kind) != same)
    return *others, event


def _check(current: UrnAssigned, command: ChangeUrn, succession: Succession) -> None:
    if command.on < current.from_on:
        raise Refused(
            f"{current.urn} is its URN since {current.from_on:%d/%m/%Y}: name that day"
            " or a later one."
        )
    told = f"from {current.urn} to {command.urn}"
    if succession is Succession.MERGED_OR_SPLIT:
        raise Refused(
            f"GIAS shows a merger or a split {told}: take on the other school and link"
            " the two."
        )
    if succession is Succession.UNKNOWN and not command.override:
        raise Refused(
            f"GIAS does not show that one school goes on {told}: where it does all the"
            " same, override that."
        )
