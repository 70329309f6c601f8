"""Is every message declared once, and known by its name?"""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from contracts.access import Right
from contracts.codec import dump, load
from contracts.declare import (
    CATALOGUE,
    Catalogue,
    Declaration,
    command,
    declaration_of,
    event,
    secret,
    upcaster,
)
from contracts.directory import AddSchool
from contracts.intake import TicketOpened
from contracts.refusals import Invalid, Unreadable
from contracts.values import Interval
from tests.contracts.examples import BED, BedRenamed, title_became_name


def test_a_message_knows_its_kind_its_name_its_service_and_who_may_send_it() -> None:
    declaration = declaration_of(AddSchool)
    assert (declaration.kind, declaration.name) == ("command", "directory.add_school")
    assert declaration.service == "directory"
    assert declaration.needs is Right.MANAGE_SCHOOLS
    assert declaration.message is AddSchool


def test_a_message_is_found_by_its_name() -> None:
    assert CATALOGUE.find("event", "intake.ticket_opened").message is TicketOpened


def test_a_name_that_nobody_declared_is_unreadable() -> None:
    with pytest.raises(Unreadable, match=r"unknown event 'intake\.nothing'"):
        CATALOGUE.find("event", "intake.nothing")


def test_a_name_is_not_declared_twice() -> None:
    with pytest.raises(ValueError, match=r"garden\.bed_renamed declared twice"):

        @event("garden.bed_renamed")
        class Again:
            """Has the name of another."""


def test_a_command_may_have_the_name_of_an_event() -> None:
    catalogue = Catalogue()
    catalogue.add(Declaration("event", "a.b", 1, AddSchool))
    catalogue.add(Declaration("command", "a.b", 1, AddSchool))
    catalogue.add(Declaration("event", "a.a", 1, AddSchool))
    assert [one.name for one in catalogue.all("event")] == ["a.a", "a.b"]


def test_a_part_is_known_by_its_module_and_class() -> None:
    assert declaration_of(Interval).name == "contracts.values.Interval"


def test_a_message_never_changes() -> None:
    renamed = BedRenamed(bed_id=BED, name="north", reason=None)
    with pytest.raises(FrozenInstanceError):
        renamed.name = "south"  # type: ignore[misc]


def test_personal_fields_name_the_subjects_whose_keys_seal_them() -> None:
    personal = declaration_of(TicketOpened).personal
    assert personal["requester_name"] == ("requester_id", "ticket_id")
    assert personal["subject"] == ("requester_id", "ticket_id", "text_id")
    assert "reference" not in personal


def test_an_older_version_sealed_what_it_named_then() -> None:
    renamed = declaration_of(BedRenamed)
    assert renamed.personal_in(1) == {"title": ("bed_id",)}
    assert renamed.personal_in(2) == renamed.personal_in(3) == renamed.personal


def test_a_version_has_one_upcaster() -> None:
    with pytest.raises(ValueError, match="version 1 has two upcasters"):
        upcaster("garden.bed_renamed", from_version=1)(title_became_name)


def test_an_upcaster_is_for_a_declared_event() -> None:
    with pytest.raises(Unreadable):
        upcaster("garden.nothing", from_version=1)(title_became_name)


def test_every_older_version_of_every_event_has_its_upcaster() -> None:
    for declaration in CATALOGUE.all("event"):
        older = set(range(1, declaration.version))
        assert set(declaration.upcasters) == older, declaration.name


def test_every_personal_field_is_sealed_under_fields_that_the_message_has() -> None:
    for declaration in CATALOGUE.all("event"):
        names = {field.name for field in fields(declaration.message)}
        for subjects in declaration.personal.values():
            assert set(subjects) <= names, declaration.name


def test_a_message_does_not_show_its_secrets_of_itself() -> None:
    @command("garden.open_gate")
    class OpenGate:
        """Let somebody in who knows the word."""

        word: str = secret(most=9)

    assert "swordfish" not in repr(OpenGate(word="swordfish"))
    assert dump(OpenGate(word="swordfish")) == {"word": "swordfish"}
    with pytest.raises(Invalid, match="word"):
        load(OpenGate, {"word": "swordfishes"})
