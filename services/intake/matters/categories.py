"""What may tickets of a school be about, and is this one of it?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from contracts.categories import CategoriesSet, Matter, SetCategories
from contracts.intake import ClassifyTicket, OpenTicket
from contracts.refusals import Invalid
from services.intake.matters.standard_categories import CATEGORIES as STANDARD
from services.intake.matters.standard_categories import SERVICES as STANDARD_SERVICES
from shared.decider import Decider

_NAME = re.compile(r"[a-z][a-z0-9-]*")


class Named(NamedTuple):
    """The names that a school has for what its tickets are about.

    `safe_...` are those used for safeguarding and nothing else: what serves all of a
    school's work is not about that.
    """

    categories: frozenset[str]
    services: frozenset[str]
    safe_categories: frozenset[str] = frozenset()
    safe_services: frozenset[str] = frozenset()

    def is_safeguarding(self, category: str, service: str) -> bool:
        """Whether a ticket about these is about safeguarding."""
        return category in self.safe_categories or service in self.safe_services


@dataclass(frozen=True, kw_only=True)
class Matters:
    """What tickets are about now, and how often that was set."""

    version: int = 0
    categories: tuple[Matter, ...] = STANDARD
    services: tuple[Matter, ...] = STANDARD_SERVICES


def decide(
    matters: Matters, command: SetCategories, _now: datetime
) -> list[CategoriesSet]:
    """The next version; Invalid names everything that nobody could choose."""
    errors: dict[str, list[str]] = {}
    for where, wrong in _faults(command):
        errors.setdefault(where, []).append(wrong)
    if errors:
        raise Invalid(errors)
    same = (command.categories, command.services)
    if same == (matters.categories, matters.services):
        return []
    event = CategoriesSet(
        categories_version=matters.version + 1,
        categories=command.categories,
        services=command.services,
    )
    return [event]


def evolve(_matters: Matters, event: CategoriesSet) -> Matters:
    """What is true after the event: it names them all."""
    return Matters(
        version=event.categories_version,
        categories=event.categories,
        services=event.services,
    )


def check_names(
    command: OpenTicket | ClassifyTicket,
    named: Named | None,
    *,
    kept: tuple[str, str] = ("", ""),
) -> None:
    """Invalid where a ticket would be about something that the school has not.

    `kept` is the category and the service that it has: those stay, whatever the school
    has now.
    """
    if named is None:
        assert not names_any(command), "what the school has is read beforehand"
        return
    errors = {}
    if (command.category or "") not in {"", kept[0], *named.categories}:
        errors["category"] = ["No category of the school is called so."]
    if (command.service or "") not in {"", kept[1], *named.services}:
        errors["service"] = ["No service of the school is called so."]
    if errors:
        raise Invalid(errors)


def names_any(command: OpenTicket | ClassifyTicket) -> bool:
    """Whether it says what a ticket is about."""
    return bool(command.category or command.service)


def says_any(command: OpenTicket | ClassifyTicket) -> bool:
    """Whether it says what a ticket is about, or that it is about nothing of it now."""
    if isinstance(command, OpenTicket):
        return names_any(command)
    return command.category is not None or command.service is not None


def _faults(command: SetCategories) -> Iterator[tuple[str, str]]:
    yield from _of("categories", command.categories)
    yield from _of("services", command.services)


def _of(at: str, matters: Iterable[Matter]) -> Iterator[tuple[str, str]]:
    """What is wrong with a list, each with the place of its field."""
    names: set[str] = set()
    for index, one in enumerate(matters):
        if not _NAME.fullmatch(one.name):
            wrong = "Small letters, digits and hyphens, beginning with a letter."
            yield f"{at}.{index}.name", wrong
        elif one.name in names:
            yield f"{at}.{index}.name", "Another one has this name."
        if not one.title.strip():
            yield f"{at}.{index}.title", "Must not be blank."
        names.add(one.name)


MATTERS = Decider(
    category="categories",
    identity="school_id",
    commands=(SetCategories,),
    initial=Matters(),
    decide=decide,
    evolve=evolve,
)
