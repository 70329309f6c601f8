"""What may a macro say, and what is then kept of it?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from contracts.macros import (
    PLACEHOLDERS,
    MacroRemoved,
    MacroSaved,
    RemoveMacro,
    SaveMacro,
)
from contracts.refusals import Invalid, NotFound
from contracts.values import PROVIDER, Ending, TicketType
from services.intake.answers.macros import MACRO
from tests.support.scenario import Scenario

MACRO_ID = UUID("3ac40000-0000-4000-8000-000000000001")
WORDS = "Dear {requester}, please restart it. {me}"

macros = Scenario(MACRO)
saved = MacroSaved(
    macro_id=MACRO_ID,
    name="Restart",
    text=WORDS,
    ending=Ending.HOLD,
    assign_to_me=True,
    type=TicketType.INCIDENT,
)
removed = MacroRemoved(macro_id=MACRO_ID)
remove = RemoveMacro(school_id=PROVIDER, macro_id=MACRO_ID)


def save(**changed: Any) -> SaveMacro:
    wanted = SaveMacro(
        school_id=PROVIDER,
        macro_id=MACRO_ID,
        name="Restart",
        text=WORDS,
        ending=Ending.HOLD,
        assign_to_me=True,
        type=TicketType.INCIDENT,
    )
    return replace(wanted, **changed)


def test_a_macro_is_saved_changed_and_removed() -> None:
    macros.given().when(save(name=" Restart ")).then(saved)
    macros.given(saved).when(save()).then_nothing()
    reply = replace(saved, ending=Ending.REPLY)
    macros.given(saved).when(save(ending=Ending.REPLY)).then(reply)
    macros.given(saved).when(remove).then(removed)
    macros.given(saved, removed).when(remove).then_nothing()
    macros.given(saved, removed).when(save(name="Again")).then_refused("was removed")
    with pytest.raises(NotFound):
        macros.given().when(remove)


def test_words_with_every_placeholder_are_taken_and_what_is_none_stays() -> None:
    every = " ".join(f"{{{one}}}" for one in PLACEHOLDERS)
    words = f"{every} }} before {{ and {{ open\nuntil the next line }}"
    macros.given().when(save(text=words)).then(replace(saved, text=words))


@pytest.mark.parametrize(
    "wrong", ["{ }", "{}", "{1}", "{first name}", "{ requester }", "{requester-name}"]
)
def test_whatever_looks_like_a_placeholder_and_is_none_is_named(wrong: str) -> None:
    with pytest.raises(Invalid) as refusal:
        macros.given().when(save(text=f"Dear {{requester}}, {wrong}"))
    [told] = refusal.value.errors["text"]
    assert told.startswith(f"Nobody could fill in {wrong}. There are {{requester}},")


def test_what_nobody_could_fill_in_or_read_is_named() -> None:
    with pytest.raises(Invalid) as refusal:
        macros.given().when(save(name=" ", text="Dear {Requester}"))
    assert refusal.value.errors.keys() == {"name", "text"}
    [told] = refusal.value.errors["text"]
    assert told.startswith("Nobody could fill in {Requester}. There are {requester},")
    with pytest.raises(Invalid, match="blank"):
        macros.given().when(save(text=" "))
