"""The language of directory about a school's look: its own name and its colour."""

from __future__ import annotations

from contracts.access import Right
from contracts.declare import command, event, query, text, view, whole
from contracts.values import SchoolId

LONGEST_NAME = 60
"""Characters; more of them do not fit over the pages of a telephone."""


@command("directory.set_look", needs=Right.MANAGE_SCHOOLS)
class SetLook:
    """Say how a school calls itself and which colour is its own, as `#rrggbb`.

    None is the name it was taken on under, and the colour of every other page. White
    text must be read on the colour: a contrast of 4.5 at least (WCAG 2.2).
    With `version`, only if nobody has changed the look since it was that.
    """

    school_id: SchoolId
    shown_name: str | None = text(most=LONGEST_NAME, default=None)
    accent: str | None = text(most=7, default=None)
    version: int | None = whole(least=0, most=2**31, default=None)


@event("directory.look_set")
class LookSet:
    """A school's people see this name and this colour from now on."""

    shown_name: str | None
    accent: str | None


@query("directory.get_look", needs=Right.READ_SCHOOLS)
class GetLook:
    """How does a school look to its people?"""

    school_id: SchoolId


@view("directory.look")
class LookView:
    """What stands over a school's pages; `shown_name` and `accent` where they are set.

    `name` is what is shown either way; `version` is what a change is decided on, 0
    before anybody set any.
    """

    school_id: SchoolId
    name: str
    shown_name: str | None
    accent: str | None
    version: int
