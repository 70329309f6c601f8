"""The language of intake about what a school can ask for by name, by a form."""

from __future__ import annotations

from enum import Enum

from contracts.access import Right
from contracts.declare import command, event, query, several, text, value, view
from contracts.values import Level, SchoolId, TicketType

MOST_OFFERINGS, MOST_QUESTIONS, MOST_CHOICES = 100, 30, 50


class Use(Enum):
    """What of a school's work an offering serves (DfE IT support: uses of IT)."""

    TEACHING = "teaching"
    LEARNING = "learning"
    ADMINISTRATION = "administration"
    SAFEGUARDING = "safeguarding"


class AnswerKind(Enum):
    """How a question is answered; a person is named by name or address."""

    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    PERSON = "person"


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
    """Say what a school can ask for, in the order in which it is shown."""

    school_id: SchoolId
    offerings: tuple[Offering, ...] = several(most=MOST_OFFERINGS)


@event("intake.catalogue_set")
class CatalogueSet:
    """This can be asked for from now on, and nothing else by name."""

    catalogue_version: int
    offerings: tuple[Offering, ...]


@query("intake.get_catalogue", needs=Right.READ_TICKETS)
class GetCatalogue:
    """What can be asked for at this school?"""

    school_id: SchoolId


@view("intake.catalogue")
class CatalogueView:
    """What can be asked for; version 0 where nothing was ever set."""

    school_id: SchoolId
    catalogue_version: int
    offerings: tuple[Offering, ...]
