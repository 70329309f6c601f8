"""How may a school look to its people? In a colour that everybody can read white on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contracts.colours import ENOUGH, WHITE, contrast, darkened, parse
from contracts.look import LookSet, SetLook
from contracts.refusals import Invalid, NotFound
from shared.decider import Decider


@dataclass(frozen=True)
class Look:
    """How a school looks now; None is as it was taken on."""

    shown_name: str | None = None
    accent: str | None = None


def decide(look: Look, command: SetLook, _now: datetime, there: bool) -> list[LookSet]:
    """The look from now on; Invalid tells the contrast and a shade that has enough.

    `there` says whether there is such a school.
    """
    if not there:
        raise NotFound("There is no such school.")
    shown_name = (command.shown_name or "").strip() or None
    accent = _accent((command.accent or "").strip())
    if Look(shown_name, accent) == look:
        return []
    return [LookSet(shown_name=shown_name, accent=accent)]


def evolve(_look: Look, event: LookSet) -> Look:
    """What is true after the event: it names both."""
    return Look(event.shown_name, event.accent)


def _accent(written: str) -> str | None:
    if not written:
        return None
    colour = parse(written)
    if colour is None:
        raise Invalid({"accent": ["Not a colour such as #7a1f3d."]})
    found = contrast(colour, WHITE)
    if found < ENOUGH:
        shade = darkened(colour, WHITE)
        told = (
            f"White text on {colour} has a contrast of {_told(found)}:1, and {ENOUGH}:1"
            f" is the least. The nearest darker shade with enough is {shade}."
        )
        raise Invalid({"accent": [told]})
    return str(colour)


def _told(ratio: float) -> str:
    """Rounded down: what is just too little must not read as enough."""
    return f"{int(ratio * 100) / 100:.2f}"


LOOK: Decider[Look] = Decider(
    category="look",
    identity="school_id",
    commands=(SetLook,),
    initial=Look(),
    decide=decide,
    evolve=evolve,
)
