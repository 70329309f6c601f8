"""How is the name and the colour of a school chosen, and seen before it counts?"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from flask import render_template, request

from contracts.access import Right
from contracts.colours import ENOUGH, WHITE, Colour, contrast, darkened, parse
from contracts.look import LONGEST_NAME, GetLook, LookView, SetLook
from contracts.refusals import Conflict, Refusal
from services.gateway.screens import settings, shades
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back, is_fragment
from services.gateway.screens.visits import Visit

screens = Screens("look")

_AT = "/console/schools/<uuid:school_id>/look"


class Preview(NamedTuple):
    """How a colour would look; `instead` is the shade to take where it is too light."""

    ratio: str
    instead: Colour | None
    stylesheet: str


@screens.on("GET", _AT, needs=Right.MANAGE_SCHOOLS)
def look(visit: Visit, school_id: UUID) -> Page:
    """The look that counts, as a form."""
    known = _known(visit, school_id)
    form = empty(
        shown_name=known.shown_name or "",
        accent=known.accent or "",
        version=str(known.version),
    )
    return _shown(visit, school_id, form)


@screens.on("POST", _AT, needs=SetLook)
def set_look(visit: Visit, school_id: UUID) -> Page:
    """Set the look; or only show it, where a button of the form says so."""
    form = form_of(request)
    act, _, shade = form["act"].partition(" ")
    if act == "use":
        form = replace(form, values={**form.values, "accent": shade})
    if act:
        return _shown(visit, school_id, form)
    try:
        command = form.read(SetLook, school_id=school_id)
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        if isinstance(refusal, Conflict):
            # Who is told of what changed meanwhile has seen it: sent again, it counts.
            form = replace(
                form, values={**form.values, "version": str(refusal.version)}
            )
        return _shown(visit, school_id, form.keep(refusal)), refusal.status
    return back(settings.address(school_id, "look"), "The look is set.")


def preview(accent: str) -> Preview | None:
    """How what was typed would look; None where it is no colour."""
    colour = parse(accent)
    if colour is None:
        return None
    ratio = shades.on_white(colour)
    if contrast(colour, WHITE) >= ENOUGH:
        return Preview(ratio, None, shades.address(colour))
    instead = darkened(colour, WHITE)
    return Preview(ratio, instead, shades.address(instead))


def _known(visit: Visit, school_id: UUID) -> LookView:
    found: LookView = visit.asker.ask(GetLook(school_id=school_id))
    return found


def _shown(visit: Visit, school_id: UUID, form: Form) -> str:
    is_part = is_fragment("preview")
    return render_template(
        "settings/look_preview.html" if is_part else "settings/look.html",
        **settings.frame(visit, school_id, "look"),
        form=form,
        known=_known(visit, school_id) if form.conflict else None,
        is_part=is_part,
        longest=LONGEST_NAME,
        shown=preview(form["accent"]),
        enough=ENOUGH,
    )
