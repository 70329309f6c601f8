"""What can be asked for by name, and which forms can be filled in at all?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from contracts.answers import AnswerKind
from contracts.catalogue import CatalogueSet, Offering, Question, SetCatalogue
from contracts.refusals import Invalid
from shared.decider import Decider

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_NOT_A_NAME = "Small letters, digits and hyphens, beginning with a letter."
_TAKEN = "Another one has this name."


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """What stands in it now, and how often it was set."""

    version: int = 0
    offerings: tuple[Offering, ...] = ()


def decide(
    catalogue: Catalogue, command: SetCatalogue, _now: datetime
) -> list[CatalogueSet]:
    """The next version; Invalid names everything that nobody could fill in."""
    errors: dict[str, list[str]] = {}
    for where, wrong in _faults(command.offerings):
        errors.setdefault(where, []).append(wrong)
    if errors:
        raise Invalid(errors)
    if command.offerings == catalogue.offerings:
        return []
    version = catalogue.version + 1
    return [CatalogueSet(catalogue_version=version, offerings=command.offerings)]


def evolve(_catalogue: Catalogue, event: CatalogueSet) -> Catalogue:
    """What is true after the event: it names them all."""
    return Catalogue(version=event.catalogue_version, offerings=event.offerings)


def _faults(offerings: tuple[Offering, ...]) -> Iterator[tuple[str, str]]:
    """What is wrong, each with the place of its field."""
    yield from _names("offerings", [one.name for one in offerings])
    for index, offering in enumerate(offerings):
        at = f"offerings.{index}"
        if not offering.title.strip():
            yield f"{at}.title", "Must not be blank."
        questions = offering.questions
        yield from _names(f"{at}.questions", [one.name for one in questions])
        for number, question in enumerate(questions):
            yield from _unanswerable(f"{at}.questions.{number}", question)


def _names(at: str, names: list[str]) -> Iterator[tuple[str, str]]:
    for index, name in enumerate(names):
        if not _NAME.fullmatch(name):
            yield f"{at}.{index}.name", _NOT_A_NAME
        elif name in names[:index]:
            yield f"{at}.{index}.name", _TAKEN


def _unanswerable(at: str, question: Question) -> Iterator[tuple[str, str]]:
    if not question.label.strip():
        yield f"{at}.label", "Must not be blank."
    chosen = [choice for choice in question.choices if choice.strip()]
    if question.kind is not AnswerKind.CHOICE:
        if question.choices:
            yield f"{at}.choices", "Only a choice has any."
    elif len({*chosen}) < 2 or len({*chosen}) < len(question.choices):
        yield f"{at}.choices", "Give two or more, each once and none blank."


CATALOGUE = Decider(
    category="catalogue",
    identity="school_id",
    commands=(SetCatalogue,),
    initial=Catalogue(),
    decide=decide,
    evolve=evolve,
)
