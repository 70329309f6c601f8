"""Who calls just now, or from a number that is typed, and whose ticket will it be?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import request

from contracts.calls import Call, CallsView, FindCalls, KnownCaller
from contracts.phones import LONGEST_PHONE, FindByPhone, PhoneHolder, PhoneHoldersView
from contracts.refusals import Unavailable
from services.gateway.screens import names
from services.gateway.screens.forms import Form
from services.gateway.screens.visits import Visit


def said_of(visit: Visit) -> dict[str, str]:
    """What a form begins with for the call that the address names."""
    call = _find(visit, request.args.get("call", ""))
    if call is None:
        return {}
    said = {"call": str(call.call_id), "number": call.number}
    holders = _holders(visit, call.number)
    # Who is known by the number, where that is clear; else who asked the last time.
    who = holders[0] if len(holders) == 1 else call.caller
    return said | (_of(who) if who is not None else {})


def is_asked(form: Form) -> bool:
    """Whether it is asked who calls: nobody is told what else is missing."""
    typed = form["number"].strip()
    unknown = not form["name"].strip()
    is_new = unknown and bool(typed) and typed != form["number_searched"]
    return form["act"] == "number" or bool(form["pick"]) or is_new


def answered(visit: Visit, form: Form) -> Form:
    """The form with who was picked of those that call from the number.

    Where it is one person, and nobody is named yet, it is them.
    """
    holders = _holders(visit, form["number"])
    picked = [one for one in holders if str(one.person_id) == form["pick"]]
    if not picked and len(holders) == 1 and not form["name"].strip():
        picked = [*holders]
    if not picked:
        return form
    return replace(form, values={**form.values, **_of(picked[0])})


def of_form(form: Form) -> dict[str, Any]:
    """For which call a ticket is opened, if for any."""
    known = _read(form["call"])
    return {} if known is None else {"call_id": known}


def shown(visit: Visit, form: Form) -> dict[str, Any]:
    """The call that the form is for; without one, those it could be for.

    With either, who is known to call from its number.
    """
    call = _find(visit, form["call"])
    calls = () if call else _asked(visit, FindCalls())
    return {
        "call": call,
        "calls": [one for one in calls if one.ticket_id is None],
        "school_of": names.school,
        "holders": _holders(visit, form["number"]),
    }


def _of(who: KnownCaller | PhoneHolder) -> dict[str, str]:
    return {"school_id": str(who.school_id), "name": who.name, "email": who.email}


def _holders(visit: Visit, number: str) -> tuple[PhoneHolder, ...]:
    """Who calls from a number; nobody while directory cannot be asked.

    It spares typing: without it the form is filled in by hand.
    """
    if not number.strip():
        return ()
    question = FindByPhone(number=number.strip()[:LONGEST_PHONE])
    try:
        found: PhoneHoldersView = visit.asker.ask(question)
    except Unavailable:
        return ()
    return found.holders


def _find(visit: Visit, wanted: str) -> Call | None:
    call_id = _read(wanted)
    if call_id is None:
        return None
    return next(iter(_asked(visit, FindCalls(call_id=call_id))), None)


def _asked(visit: Visit, query: FindCalls) -> tuple[Call, ...]:
    found: CallsView = visit.asker.ask(query)
    return found.calls


def _read(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None
