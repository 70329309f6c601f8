"""The language of intake about what tickets are about: categories, and services."""

from __future__ import annotations

from contracts.access import Right
from contracts.catalogue import Use
from contracts.declare import command, event, query, several, text, value, view, whole
from contracts.values import SchoolId

MOST_MATTERS = 60
"""Of each there are so many at most: more of them nobody chooses from."""


@value
class Matter:
    """Something that tickets are about; `uses` says what of a school's work it serves.

    `name` stays when the title is worded anew.
    """

    name: str = text(least=1, most=40)
    title: str = text(least=1, most=80)
    uses: tuple[Use, ...] = several(most=4, default=())

    @property
    def is_safeguarding(self) -> bool:
        """Whether it is used for safeguarding and nothing else.

        What serves all of a school's work, as printing does, is not about that.
        """
        return {*self.uses} == {Use.SAFEGUARDING}


@command("intake.set_categories", needs=Right.MANAGE_SCHOOLS)
class SetCategories:
    """Say what tickets of a school are about, in the order in which it is shown.

    With `version`, only if nobody has set it since it was that.
    """

    school_id: SchoolId
    categories: tuple[Matter, ...] = several(most=MOST_MATTERS)
    services: tuple[Matter, ...] = several(most=MOST_MATTERS)
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.categories_set")
class CategoriesSet:
    """Tickets are about these from now on; what was classified before stays so."""

    categories_version: int
    categories: tuple[Matter, ...]
    services: tuple[Matter, ...]


@query("intake.get_categories", needs=Right.READ_TICKETS)
class GetCategories:
    """What are tickets of this school about?"""

    school_id: SchoolId


@view("intake.categories")
class CategoriesView:
    """What tickets are about; version 0 is the standard list, where none was set."""

    school_id: SchoolId
    categories_version: int
    categories: tuple[Matter, ...]
    services: tuple[Matter, ...]
