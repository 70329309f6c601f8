"""The language of intake about what a school can ask for by name, by a form."""

from __future__ import annotations

from enum import Enum

from contracts.access import Right
from contracts.answers import MOST_QUESTIONS, AnswerKind
from contracts.declare import (
    command,
    event,
    query,
    several,
    text,
    value,
    view,
    whole,
)
from contracts.values import Level, SchoolId, TicketType

MOST_OFFERINGS, MOST_CHOICES = 100, 50


class Use(Enum):
    """What of a school's work an offering serves (DfE IT support: uses of IT)."""

    TEACHING = "teaching"
    LEARNING = "learning"
    ADMINISTRATION = "administration"
    SAFEGUARDING = "safeguarding"


@value
class Question:
    """One field of a form; `name` stays when the label is worded anew."""

    name: str = text(least=1, most=40)
    label: str = text(least=1)
    kind: AnswerKind = AnswerKind.TEXT
    required: bool = True
    hint: str = text(default="")
    choices: tuple[str, ...] = several(most=MOST_CHOICES, default=())


@value
class Offering:
    """Something that can be asked for; `approval` says who has to agree, if anybody.

    Who asks for it opens a ticket of its `type`, about its `category` and `service`.
    """

    name: str = text(least=1, most=40)
    title: str = text(least=1)
    description: str = text(most=2_000, default="")
    use: Use
    impact: Level = Level.LOW
    urgency: Level = Level.MEDIUM
    approval: str = text(default="")
    questions: tuple[Question, ...] = several(most=MOST_QUESTIONS, default=())
    type: TicketType = TicketType.SERVICE_REQUEST
    category: str = text(most=40, default="")
    service: str = text(most=40, default="")


@command("intake.set_catalogue", needs=Right.MANAGE_SCHOOLS)
class SetCatalogue:
    """Say what a school can ask for, in the order in which it is shown.

    With `version`, only if nobody has set it since it was that.
    """

    school_id: SchoolId
    offerings: tuple[Offering, ...] = several(most=MOST_OFFERINGS)
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.catalogue_set")
class CatalogueSet:
    """This can be asked for from now on, and nothing else by name."""

    catalogue_version: int
    offerings: tuple[Offering, ...]


@query("intake.get_catalogue", needs=Right.READ_TICKETS)
class GetCatalogue:
    """What can be asked for at this school, or could be by an earlier version?"""

    school_id: SchoolId
    catalogue_version: int | None = whole(least=1, most=2**31 - 1, default=None)


@view("intake.catalogue")
class CatalogueView:
    """What can be asked for; version 0 where nothing was ever set."""

    school_id: SchoolId
    catalogue_version: int
    offerings: tuple[Offering, ...]


class Differs(Enum):
    """How something of a catalogue differs from the version before."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"


@query("intake.preview_catalogue", needs=Right.MANAGE_SCHOOLS)
class PreviewCatalogue:
    """What would differ if this were set? Nothing is set; Invalid as setting it is."""

    school_id: SchoolId
    offerings: tuple[Offering, ...] = several(most=MOST_OFFERINGS)


@value
class CatalogueDifference:
    """One thing that would differ: an offering by its title, or a question of it.

    Of what is changed, `field` says what of it, and what it was and would be.
    """

    how: Differs
    offering: str
    question: str = ""
    field: str = ""
    before: str = ""
    after: str = ""


@view("intake.catalogue_differs")
class CatalogueDiffersView:
    """What would differ from the version that stands."""

    school_id: SchoolId
    catalogue_version: int
    differences: tuple[CatalogueDifference, ...]
