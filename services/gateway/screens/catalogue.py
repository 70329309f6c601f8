"""What can a school ask for by a form, and how is it changed once that was seen?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import render_template, request

from contracts.catalogue import (
    CatalogueDiffersView,
    CatalogueView,
    GetCatalogue,
    Offering,
    PreviewCatalogue,
    SetCatalogue,
    Use,
)
from contracts.codec import dump
from contracts.refusals import Conflict, Invalid, NotFound, Refusal
from contracts.values import Level, TicketType
from services.gateway.screens import about, answers, catalogue_forms, settings
from services.gateway.screens.calendar_forms import labels, version_of
from services.gateway.screens.catalogue_words import KINDS, USES, in_words
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.rows import Rows
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import named

screens = Screens("catalogue")

_AT = "/console/schools/<uuid:school_id>/catalogue"
_NEW = Offering(name="new", title="New", use=Use.TEACHING)
_SET = "It is set, as the next version. The portal has it from now on."


@screens.on("GET", _AT, needs=GetCatalogue)
def catalogue(visit: Visit, school_id: UUID) -> Page:
    """What can be asked for, or could be by an earlier version."""
    known = _known(visit, school_id, version_of(request.args.get("version", "")))
    return _listed(visit, school_id, known, empty())


@screens.on("POST", _AT, needs=SetCatalogue)
def change_catalogue(visit: Visit, school_id: UUID) -> Page:
    """Show what would differ with an offering moved or taken away; then set that."""
    form, known = form_of(request), _known(visit, school_id)
    offerings = _rearranged(known.offerings, form["change"])
    try:
        return _decide(visit, school_id, form, offerings) or _listed(
            visit, school_id, known, form, offerings
        )
    except Refusal as refusal:
        page = _listed(visit, school_id, known, form.keep(refusal))
        return page, refusal.status


@screens.on("GET", f"{_AT}/form", needs=SetCatalogue)
def offering(visit: Visit, school_id: UUID) -> Page:
    """One offering with its questions, or an empty form for one more."""
    known = _known(visit, school_id)
    name = request.args.get("name", "")
    wanted = _named(known, name) if name else replace(_NEW, title="")
    said, rows = catalogue_forms.filled(wanted)
    version = str(known.catalogue_version)
    return _form(
        visit, school_id, Form({**said, "was": name, "version": version}), rows
    )


@screens.on("POST", f"{_AT}/form", needs=SetCatalogue)
def set_offering(visit: Visit, school_id: UUID) -> Page:
    """Show what would differ and how the school would see it; then set that.

    Or only make room for one question more or less, or move one up.
    """
    form = form_of(request)
    rows = catalogue_forms.TABLE.typed(form.values)
    if form["change"]:
        rows = catalogue_forms.changed(rows, form["change"])
        return _form(visit, school_id, form, rows)
    known, rows = _known(visit, school_id), rows.tidied()
    try:
        offerings = _with(known, form, rows)
        done = _decide(visit, school_id, form, offerings)
        return done or _form(visit, school_id, form, rows, offerings)
    except Refusal as refusal:
        kept = _kept(form, refusal, _place(known, form))
        return _form(visit, school_id, kept, rows), refusal.status


def mark_of(offerings: Sequence[Offering]) -> str:
    """What tells that just these were seen before they are set."""
    told = json.dumps([dump(one) for one in offerings], sort_keys=True)
    return sha256(told.encode()).hexdigest()


def _decide(
    visit: Visit, school_id: UUID, form: Form, offerings: tuple[Offering, ...]
) -> Page | None:
    """Set it where just this was seen before; None where it is still to be seen."""
    if form["act"] != "set" or form["seen"] != mark_of(offerings):
        return None
    version = version_of(form["version"])
    command = SetCatalogue(school_id=school_id, offerings=offerings, version=version)
    visit.asker.execute(command, visit.asker.command_id())
    return back(settings.address(school_id, "catalogue"), _SET)


def _with(known: CatalogueView, form: Form, rows: Rows) -> tuple[Offering, ...]:
    """All offerings with the one that was typed, in its place or as the last."""
    others = [one.name for one in known.offerings if one.name != form["was"]]
    made = catalogue_forms.offering_of(form.values, rows, form["was"], others)
    if form["was"] not in {one.name for one in known.offerings}:
        return (*known.offerings, made)
    return tuple(made if one.name == form["was"] else one for one in known.offerings)


def _rearranged(offerings: Sequence[Offering], act: str) -> tuple[Offering, ...]:
    """The offerings as a button has them: one taken away, or further up."""
    word, _, name = act.partition(" ")
    if word == "remove":
        return tuple(one for one in offerings if one.name != name)
    moved, names = [*offerings], [one.name for one in offerings]
    if word == "up" and name in names[1:]:
        at = names.index(name)
        moved[at - 1 : at + 1] = moved[at], moved[at - 1]
    return tuple(moved)


def _kept(form: Form, refusal: Refusal, place: int) -> Form:
    """The form with what is wrong at its fields; what was changed meanwhile is seen."""
    if isinstance(refusal, Conflict):
        form = replace(form, values={**form.values, "version": str(refusal.version)})
    if isinstance(refusal, Invalid):
        begins = f"offerings.{place}."
        errors = {
            name.removeprefix(begins): said for name, said in refusal.errors.items()
        }
        refusal = Invalid(errors)
    return form.keep(refusal)


def _place(known: CatalogueView, form: Form) -> int:
    names = [one.name for one in known.offerings]
    return names.index(form["was"]) if form["was"] in names else len(names)


def _known(visit: Visit, school_id: UUID, version: int | None = None) -> CatalogueView:
    if version is not None and not 1 <= version < 2**31:
        raise NotFound("There is no such version of the catalogue.")
    question = GetCatalogue(school_id=school_id, catalogue_version=version)
    found: CatalogueView = visit.asker.ask(question)
    return found


def _named(known: CatalogueView, name: str) -> Offering:
    for one in known.offerings:
        if one.name == name:
            return one
    raise NotFound("There is no such form.")


def _differs(
    visit: Visit, school_id: UUID, offerings: tuple[Offering, ...]
) -> list[str]:
    """What would differ; Invalid as setting it would be."""
    question = PreviewCatalogue(school_id=school_id, offerings=offerings)
    view: CatalogueDiffersView = visit.asker.ask(question)
    return [in_words(one) for one in view.differences]


def _seen(
    visit: Visit, school_id: UUID, offerings: tuple[Offering, ...] | None
) -> dict[str, Any]:
    """What pages show of a next version, before it is set."""
    if offerings is None:
        return {"differs": None, "seen": ""}
    differs = _differs(visit, school_id, offerings)
    return {"differs": differs, "seen": mark_of(offerings)}


def _listed(
    visit: Visit,
    school_id: UUID,
    known: CatalogueView,
    form: Form,
    offerings: tuple[Offering, ...] | None = None,
) -> str:
    newest = _known(visit, school_id).catalogue_version
    return render_template(
        "settings/catalogue.html",
        **settings.frame(visit, school_id, "catalogue"),
        **_seen(visit, school_id, offerings),
        known=known,
        newest=newest,
        form=form,
        uses=USES,
        kinds=KINDS,
    )


def _form(
    visit: Visit,
    school_id: UUID,
    form: Form,
    rows: Rows,
    offerings: tuple[Offering, ...] | None = None,
) -> str:
    seen = _seen(visit, school_id, offerings)
    shown = offerings[_place(_known(visit, school_id), form)] if offerings else None
    return render_template(
        "settings/catalogue_form.html",
        **settings.frame(visit, school_id, "catalogue"),
        **seen,
        form=replace(form, values={**form.values, **rows.values()}),
        rows=rows,
        offering=shown,
        begins=answers.BEGINS,
        preview=Form(prefix="preview-"),
        labels=catalogue_forms.LABELS | labels(rows, "Question", catalogue_forms.PARTS),
        parts=catalogue_forms.PARTS,
        kinds=[(one.value, words) for one, words in KINDS.items()],
        uses=[(one.value, words) for one, words in USES.items()],
        levels=[(one.value, named(one)) for one in Level],
        types=[(one.value, named(one)) for one in TicketType],
        **about.offered(visit, school_id, form["category"], form["service"]),
    )
