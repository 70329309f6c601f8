"""How may a school look to its people?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from contracts.colours import ENOUGH, WHITE, contrast, parse
from contracts.look import LookSet, SetLook
from contracts.refusals import Invalid, NotFound
from services.directory.look import LOOK, Look, decide
from tests.support.cast import ASHGROVE
from tests.support.scenario import Scenario, at


def decide_there(known: Look, command: SetLook, now: datetime) -> list[LookSet]:
    return decide(known, command, now, there=True)


look = Scenario(replace(LOOK, decide=decide_there))

burgundy = LookSet(shown_name="Ashgrove", accent="#7a1f3d")


def set_to(shown_name: str | None = None, accent: str | None = None) -> SetLook:
    return SetLook(school_id=ASHGROVE, shown_name=shown_name, accent=accent)


def test_a_school_has_a_name_and_a_colour_of_its_own() -> None:
    look.given().when(set_to(" Ashgrove ", " #7A1F3D")).then(burgundy)


def test_the_same_look_again_is_silence() -> None:
    look.given(burgundy).when(set_to("Ashgrove", "#7a1f3d")).then_nothing()
    look.given().when(set_to()).then_nothing()
    look.given().when(set_to("", " ")).then_nothing()


def test_what_is_left_out_is_as_everywhere_again() -> None:
    look.given(burgundy).when(set_to(accent="#7a1f3d")).then(
        replace(burgundy, shown_name=None)
    )
    look.given(burgundy).when(set_to()).then(LookSet(shown_name=None, accent=None))


def test_a_colour_on_which_white_is_not_read_is_refused_with_one_on_which_it_is() -> (
    None
):
    with pytest.raises(Invalid) as refusal:
        look.given().when(set_to(accent="#ffcc00"))
    [[said]] = refusal.value.errors.values()
    assert "has a contrast of 1.51:1, and 4.5:1 is the least" in said
    shade = parse(said.split()[-1].rstrip("."))
    assert shade is not None
    look.given().when(set_to(accent=str(shade))).then(
        LookSet(shown_name=None, accent=str(shade))
    )


def test_a_contrast_that_is_just_too_little_does_not_read_as_enough() -> None:
    with pytest.raises(Invalid, match=r"contrast of 4\.47:1"):
        look.given().when(set_to(accent="#777777"))
    look.given().when(set_to(accent="#767676")).then(
        LookSet(shown_name=None, accent="#767676")
    )


def test_without_the_guard_there_would_be_text_that_nobody_reads() -> None:
    """The twin: what is refused has less contrast than anybody may be given."""
    refused = parse("#ffcc00")
    assert refused is not None
    assert contrast(refused, WHITE) < ENOUGH
    kept = LOOK.evolve(Look(), LookSet(shown_name=None, accent="#ffcc00"))
    assert kept.accent == "#ffcc00"


def test_what_is_no_colour_is_named() -> None:
    for accent in ("red", "#7a1f3", "7a1f3d"):
        with pytest.raises(Invalid, match="Not a colour"):
            look.given().when(set_to(accent=accent))


def test_a_school_that_is_not_there_has_no_look() -> None:
    with pytest.raises(NotFound):
        decide(Look(), set_to("Ashgrove"), at("mon 09:00"), there=False)
