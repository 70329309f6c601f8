"""How does the desk keep its answers, and see what one does before it does it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.access import Right
from contracts.intake import GetTicket, TicketView
from contracts.macros import (
    LONGEST_NAME,
    PLACEHOLDERS,
    AnswerTicket,
    FindMacros,
    Macro,
    MacrosView,
    RemoveMacro,
    SaveMacro,
)
from contracts.refusals import Conflict, NotFound, Refusal
from contracts.values import Ending, TicketType
from services.gateway.screens import names
from services.gateway.screens.calendar_forms import version_of
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.minding import mind
from services.gateway.screens.tickets import carry_out
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import named

screens = Screens("macros")

_AT = "/console/macros"
_ONE = "/console/tickets/<uuid:ticket_id>/macros/<uuid:macro_id>"
_BRACES = re.compile(r"\{(" + "|".join(PLACEHOLDERS) + r")\}")

ENDINGS = {
    Ending.REPLY: "Reply, and nothing more",
    Ending.HOLD: "Reply, and put it on hold for the requester",
    Ending.RESOLVE: "Resolve it with these words",
}


@screens.on("GET", _AT, needs=Right.WORK_TICKETS)
def macros(visit: Visit) -> Page:
    """All of them; and the form of one that is to be changed, or of a new one."""
    known = macros_of(visit)
    return _listed(known, _form_of(known, request.args.get("macro", "")))


@screens.on("POST", _AT, needs=Right.WORK_TICKETS)
def save_macro(visit: Visit) -> Page:
    """Keep an answer under a name; sent twice, there is one."""
    form = form_of(request)
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id("macro")
    try:
        known = UUID(form["macro"]) if form["macro"] else uuid5(command_id, "macro")
        command = form.read(
            SaveMacro,
            school_id=visit.home,
            macro_id=known,
            assign_to_me=form["assign_to_me"] == "on",
            version=version_of(form["version"]),
        )
        asker.execute(command, command_id)
    except ValueError:
        return back(_AT)
    except Refusal as refusal:
        return _listed(macros_of(visit), form.keep(refusal)), refusal.status
    return back(_AT, "The macro is saved.")


@screens.on("POST", f"{_AT}/<uuid:macro_id>/remove", needs=Right.WORK_TICKETS)
def remove_macro(visit: Visit, macro_id: UUID) -> Page:
    """Throw a macro away, as whoever does so saw it."""
    form = form_of(request)
    command = RemoveMacro(
        school_id=visit.home, macro_id=macro_id, version=version_of(form["version"])
    )
    try:
        visit.asker.execute(command, visit.asker.command_id())
    except Conflict as changed:
        known = macros_of(visit)
        return _listed(known, _form_of(known, str(macro_id)).keep(changed)), 409
    return back(_AT, "The macro is removed. What was answered by it stays.")


@screens.on("GET", _ONE, needs=Right.WORK_TICKETS)
def preview(visit: Visit, ticket_id: UUID, macro_id: UUID) -> Page:
    """What a macro would do with a ticket: nothing of it is done yet."""
    ticket: TicketView = visit.asker.ask(GetTicket(ticket_id=ticket_id))
    macro = _find(visit, macro_id)
    return _shown(visit, ticket, macro, empty(text=filled(macro.text, ticket, visit)))


@screens.on("POST", _ONE, needs=Right.WORK_TICKETS)
def answer(visit: Visit, ticket_id: UUID, macro_id: UUID) -> Page:
    """Do all that was shown, with the words as they stand in the form; or nothing.

    What a macro does now counts only for who has seen it: else it is shown anew.
    """
    form = form_of(request)
    ticket: TicketView = visit.asker.ask(GetTicket(ticket_id=ticket_id))
    macro = _find(visit, macro_id)
    if version_of(form["macro_version"]) != macro.version:
        return _shown(visit, ticket, macro, form, changed=True), Conflict.status
    known: dict[str, Any] = {
        "ending": macro.ending,
        "assignee": visit.actor if macro.assign_to_me else None,
        "type": macro.type,
    }
    try:
        known |= mind(form, "text")
        carry_out(visit, ticket, AnswerTicket, form, **known)
    except Refusal as refusal:
        return _shown(visit, ticket, macro, form.keep(refusal)), refusal.status
    return back(f"/console/tickets/{ticket_id}", "It is done as you saw it.")


def macros_of(visit: Visit) -> tuple[Macro, ...]:
    """The macros that the desk has, by name."""
    found: MacrosView = visit.asker.ask(FindMacros())
    return found.macros


def filled(text: str, ticket: TicketView, visit: Visit) -> str:
    """The words of a macro for a ticket, with nothing left in braces."""
    said = {
        "requester": ticket.requester.name,
        "reference": ticket.reference,
        "subject": ticket.subject,
        "school": names.school(ticket.school_id),
        "me": visit.visitor.name,
    }
    return _BRACES.sub(lambda found: said[found[1]], text)


def _does(macro: Macro, ticket: TicketView, visit: Visit) -> Iterator[str]:
    """What a macro does, a sentence for each thing."""
    who = f"{ticket.requester.name} at {names.school(ticket.school_id)}"
    match macro.ending:
        case Ending.REPLY:
            yield f"It replies to {who} with the words below."
        case Ending.HOLD:
            yield f"It replies to {who} with the words below."
            yield "It puts it on hold for the requester; its clock stands still."
        case Ending.RESOLVE:
            yield f"It resolves the ticket, and tells {who} the words below."
    if macro.assign_to_me:
        yield f"It gives the ticket to {visit.visitor.name}."
    if macro.type is not None:
        yield f"It makes it a ticket of the type: {named(macro.type).lower()}."


def _find(visit: Visit, macro_id: UUID) -> Macro:
    for one in macros_of(visit):
        if one.macro_id == macro_id:
            return one
    raise NotFound("There is no such macro.")


def _form_of(known: tuple[Macro, ...], wanted: str) -> Form:
    """The form of one of them as it is now; an empty one where it is not there."""
    one = next((one for one in known if str(one.macro_id) == wanted), None)
    return empty() if one is None else _filled(one)


def _filled(macro: Macro) -> Form:
    return empty(
        macro=str(macro.macro_id),
        version=str(macro.version),
        name=macro.name,
        text=macro.text,
        ending=macro.ending.value,
        assign_to_me="on" if macro.assign_to_me else "",
        type=macro.type.value if macro.type else "",
    )


def _listed(known: tuple[Macro, ...], form: Form) -> str:
    return render_template(
        "console/macros.html",
        macros=known,
        form=form,
        said_of=ENDINGS,
        endings=[(one.value, said) for one, said in ENDINGS.items()],
        types=[("", "As it is"), *((one.value, named(one)) for one in TicketType)],
        placeholders=", ".join(f"{{{one}}}" for one in PLACEHOLDERS),
        longest=LONGEST_NAME,
        key=uuid4(),
    )


def _shown(
    visit: Visit, ticket: TicketView, macro: Macro, form: Form, *, changed: bool = False
) -> str:
    """What a macro will do with a ticket; `changed` since whoever looks saw it."""
    return render_template(
        "console/macro.html",
        ticket=ticket,
        macro=macro,
        form=form,
        does=_does(macro, ticket, visit),
        changed=filled(macro.text, ticket, visit) if changed else None,
        version=_seen(form) or ticket.version,
        who=lambda actor: names.who(actor, ticket.school_id),
        address=request.path,
        key=form["key"] or uuid4(),
    )


def _seen(form: Form) -> int | str:
    """The version of the ticket up to which whoever looks is told what happened."""
    told = form.conflict.version if form.conflict else None
    return told or form["version"]
