"""Which addresses are told of tickets, what were they told, and what came of it?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.hooks import (
    LONGEST_ADDRESS,
    AddHook,
    FindHooks,
    FindNotices,
    Hook,
    HookSecret,
    HooksView,
    Notice,
    NoticeState,
    NoticesView,
    NoticeTry,
    Occasion,
    RemoveHook,
    ReplayNotice,
)
from contracts.refusals import NotFound, Refusal
from contracts.values import PROVIDER
from services.gateway.screens import names, settings
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit

screens = Screens("hooks")

_AT = "/console/schools/<uuid:school_id>/hooks"
_ONE = f"{_AT}/<uuid:hook_id>"

OCCASIONS = {
    Occasion.OPENED: "It is opened",
    Occasion.ASSIGNED: "It is given to somebody",
    Occasion.TRIAGED: "Its priority is set",
    Occasion.REPLIED: "The desk replies",
    Occasion.REQUESTER_REPLIED: "The school writes",
    Occasion.HELD: "It is put on hold",
    Occasion.RESUMED: "It is resumed",
    Occasion.RESOLVED: "It is resolved",
    Occasion.REOPENED: "It is opened again",
    Occasion.MERGED: "It is merged into another",
    Occasion.WARNED: "A target of it will soon be breached",
    Occasion.BREACHED: "A target of it is breached",
}
_STATES = {
    NoticeState.WAITING: "◷ waits",
    NoticeState.TAKEN: "✓ taken",
    NoticeState.FAILED: "! failed",
}


@screens.on("GET", _AT, needs=FindHooks)
def hooks(visit: Visit, school_id: UUID) -> Page:
    """The addresses, and a form for one more."""
    return _listed(visit, school_id, empty(), {*Occasion})


@screens.on("POST", _AT, needs=AddHook)
def add_hook(visit: Visit, school_id: UUID) -> Page:
    """One more address; its secret is shown, this once."""
    form = form_of(request)
    chosen = {one for one in Occasion if one.value in request.form.getlist("occasions")}
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(school_id, "hook")
    try:
        command = AddHook(
            school_id=school_id,
            hook_id=uuid5(command_id, "hook"),
            address=form["address"][:LONGEST_ADDRESS],
            occasions=tuple(chosen),
        )
        added: HookSecret = asker.execute(command, command_id)
    except Refusal as refusal:
        page = _listed(visit, school_id, form.keep(refusal), chosen)
        return page, refusal.status
    return _listed(visit, school_id, empty(), {*Occasion}, added.secret)


@screens.on("GET", _ONE, needs=FindNotices)
def hook(visit: Visit, school_id: UUID, hook_id: UUID) -> Page:
    """What an address was told, the newest first, and every try."""
    return _told(visit, school_id, hook_id, empty())


@screens.on("POST", f"{_ONE}/remove", needs=RemoveHook)
def remove_hook(visit: Visit, school_id: UUID, hook_id: UUID) -> Page:
    """Tell an address nothing any more."""
    command = RemoveHook(school_id=school_id, hook_id=hook_id)
    visit.asker.execute(command, visit.asker.command_id())
    return back(settings.address(school_id, "hooks"), "It is told nothing any more.")


@screens.on("POST", f"{_ONE}/replay", needs=ReplayNotice)
def replay_notice(visit: Visit, school_id: UUID, hook_id: UUID) -> Page:
    """Tell it once more what it took, or what failed."""
    form = form_of(request)
    asker = replace(visit.asker, key=form["key"] or None)
    try:
        one = _notice(visit, school_id, hook_id, form["notice"])
        command = ReplayNotice(
            school_id=one.school_id, about=one.about, notice_id=one.notice_id
        )
        asker.execute(command, asker.command_id(one.notice_id))
    except Refusal as refusal:
        page = _told(visit, school_id, hook_id, form.keep(refusal))
        return page, refusal.status
    at = f"{settings.address(school_id, 'hooks')}/{hook_id}"
    return back(at, "It waits to be told once more.")


def _listed(
    visit: Visit,
    school_id: UUID,
    form: Form,
    chosen: set[Occasion],
    secret: str | None = None,
) -> str:
    return render_template(
        "settings/hooks.html",
        **_frame(visit, school_id),
        hooks=_hooks(visit, school_id),
        form=form,
        occasions=[(one, said, one in chosen) for one, said in OCCASIONS.items()],
        of_all=school_id == PROVIDER,
        secret=secret,
        longest=LONGEST_ADDRESS,
        key=uuid4(),
    )


def _told(visit: Visit, school_id: UUID, hook_id: UUID, form: Form) -> str:
    return render_template(
        "settings/hook.html",
        **_frame(visit, school_id),
        hook=_hook(visit, school_id, hook_id),
        form=form,
        notices=_notices(visit, school_id, hook_id),
        occasions=OCCASIONS,
        states=_STATES,
        answer=_answer,
        of_all=school_id == PROVIDER,
        name=names.school,
        key=uuid4(),
    )


def _frame(visit: Visit, school_id: UUID) -> dict[str, Any]:
    if school_id == PROVIDER:
        return settings.own_frame(visit, settings.OWN_HOOKS)
    return settings.frame(visit, school_id, "hooks")


def _hooks(visit: Visit, school_id: UUID) -> tuple[Hook, ...]:
    found: HooksView = visit.asker.ask(FindHooks(school_id=_asked(school_id)))
    return found.hooks


def _hook(visit: Visit, school_id: UUID, hook_id: UUID) -> Hook:
    for one in _hooks(visit, school_id):
        if one.hook_id == hook_id:
            return one
    raise NotFound("There is no such hook.")


def _notices(visit: Visit, school_id: UUID, hook_id: UUID) -> tuple[Notice, ...]:
    wanted = FindNotices(school_id=_asked(school_id), hook_id=hook_id)
    found: NoticesView = visit.asker.ask(wanted)
    return found.notices


def _notice(visit: Visit, school_id: UUID, hook_id: UUID, wanted: str) -> Notice:
    for one in _notices(visit, school_id, hook_id):
        if str(one.notice_id) == wanted:
            return one
    raise NotFound("There is no such notice among the newest.")


def _asked(school_id: UUID) -> UUID | None:
    """What the MSP is told is of every school, and so asked of none."""
    return None if school_id == PROVIDER else school_id


def _answer(tried: NoticeTry) -> str:
    """What came of a try, in words."""
    if tried.status is None:
        return tried.said or "no answer"
    return f"answered with {tried.status}"
