"""Can everything be read that was ever published?"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest

from contracts.codec import dump, restore
from contracts.declare import CATALOGUE, Declaration
from contracts.refusals import Unreadable
from infra.golden import FOLDER, example, file_of
from infra.survey import messages
from shared.sealing import SEALED, cover

FILES = sorted(FOLDER.glob("*.json"))
EVENTS = messages("event")


def named(declaration: Declaration) -> str:
    return declaration.name


def read(place: Path) -> tuple[Declaration, dict[str, Any], int]:
    """The event that a golden file is of, what is in it, and of which version it is."""
    name, _, version = place.stem.rpartition(".v")
    declaration = CATALOGUE.find("event", name)
    return declaration, json.loads(place.read_text()), int(version)


@pytest.mark.parametrize("place", FILES, ids=lambda place: place.stem)
def test_what_was_published_is_read_as_what_the_event_is_today(place: Path) -> None:
    declaration, payload, version = read(place)
    covered = cover(declaration, payload, version)
    event: object = restore(declaration.message, covered, version)
    assert type(event) is declaration.message
    then_clear = set(payload) - set(declaration.personal_in(version))
    for name in set(declaration.personal) - then_clear:
        # What was not there to be sealed is nothing now.
        assert getattr(event, name) == (SEALED if name in payload else None)


@pytest.mark.parametrize("place", FILES, ids=lambda place: place.stem)
def test_what_was_published_survives_being_read_and_written(place: Path) -> None:
    declaration, payload, version = read(place)
    covered = cover(declaration, payload, version)
    again = dump(restore(declaration.message, covered, version))
    assert restore(declaration.message, again) == restore(
        declaration.message, covered, version
    )
    if version == declaration.version:
        assert is_within(covered, again)


@pytest.mark.parametrize("declaration", EVENTS, ids=named)
def test_without_one_of_its_fields_an_event_cannot_be_read(
    declaration: Declaration,
) -> None:
    needed = [f for f in fields(declaration.message) if f.default is MISSING]
    assert needed
    for field in needed:
        payload = cover(declaration, example(declaration), declaration.version)
        del payload[field.name]
        with pytest.raises(Unreadable):
            restore(declaration.message, payload)


def test_a_file_is_named_after_its_event_and_version() -> None:
    [opened] = [one for one in EVENTS if one.name == "intake.ticket_opened"]
    assert file_of(opened, 1) == "intake.ticket_opened.v1.json"


def is_within(old: object, new: object) -> bool:
    """Whether all of a payload is there still; what came since has its default."""
    match old, new:
        case dict(), dict():
            return all(name in new and is_within(old[name], new[name]) for name in old)
        case list(), list():
            return len(old) == len(new) and all(map(is_within, old, new))
        case _:
            return old == new


def test_a_part_that_is_lost_or_altered_is_not_within() -> None:
    old = {"parts": [{"name": "lamp", "number": 1}]}
    assert is_within(old, {"parts": [{"name": "lamp", "number": 1, "new": ""}]})
    assert not is_within(old, {"parts": [{"name": "lamp"}]})
    assert not is_within(old, {"parts": [{"name": "tray", "number": 1}]})
    assert not is_within(old, {"parts": []})
