"""What did somebody type into a form?"""

from typing import Any
from uuid import uuid4

import pytest

from contracts.intake import HoldTicket, OpenTicket, TriageTicket
from contracts.refusals import Conflict, Invalid
from contracts.values import Level, Priority
from services.gateway.screens.forms import Form, empty

KNOWN: dict[str, Any] = {"school_id": uuid4(), "ticket_id": uuid4()}


def test_a_form_is_read_as_its_command() -> None:
    form = Form({"version": "3", "reason": "Waiting for a part.", "csrf": "..."})
    command = form.read(HoldTicket, **KNOWN)
    assert command == HoldTicket(**KNOWN, version=3, reason="Waiting for a part.")


def test_what_is_left_empty_is_not_given() -> None:
    form = Form(
        {
            "version": "3",
            "impact": "low",
            "urgency": "high",
            "priority": "",
            "reason": "",
        }
    )
    command = form.read(TriageTicket, **KNOWN)
    assert command.priority is None
    assert command.reason is None
    assert command.urgency is Level.HIGH


def test_every_wrong_field_is_named_in_plain_words() -> None:
    form = Form({"version": "x", "reason": "   "})
    with pytest.raises(Invalid) as wrong:
        form.read(HoldTicket, **KNOWN)
    form.keep(wrong.value)
    assert form.errors == {
        "reason": ["Fill this in."],
        "version": ["Not a valid integer."],
    }
    assert form["reason"] == "   "
    assert form.conflict is None


def test_text_that_may_be_empty_may_be_left_empty() -> None:
    form = Form({"subject": "Printer", "description": ""})
    with pytest.raises(Invalid) as wrong:
        form.read(OpenTicket, **KNOWN)
    assert "description" not in wrong.value.errors


def test_a_conflict_is_kept_with_what_changed() -> None:
    form = empty("reply-", text="Hello").keep(Conflict("changed", 4))
    assert form.conflict is not None
    assert form.conflict.version == 4
    assert form["text"] == "Hello"
    assert form["nothing"] == ""
    assert form.prefix == "reply-"


def test_a_choice_that_is_none_is_refused() -> None:
    form = Form({"version": "1", "impact": "low", "urgency": "low", "priority": "p10"})
    with pytest.raises(Invalid, match="priority"):
        form.read(TriageTicket, **KNOWN)
    assert Priority.P1.value == "p1"
