"""Who calls just now, and whose ticket will it be?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request

from contracts.calls import Call, CallsView, FindCalls
from services.gateway.screens import names
from services.gateway.screens.forms import Form
from services.gateway.screens.visits import Visit


def said_of(visit: Visit) -> dict[str, str]:
    """What a form begins with for the call that the address names."""
    call = _find(visit, request.args.get("call", ""))
    if call is None:
        return {}
    said = {"call": str(call.call_id)}
    if call.caller is None:
        return said
    who = call.caller
    return said | {
        "school_id": str(who.school_id),
        "name": who.name,
        "email": who.email,
    }


def of_form(form: Form) -> dict[str, Any]:
    """For which call a ticket is opened, if for any."""
    known = _read(form["call"])
    return {} if known is None else {"call_id": known}


def shown(visit: Visit, picked: str) -> dict[str, Any]:
    """The call that the form is for; without one, those it could be for."""
    call = _find(visit, picked)
    calls = () if call else _asked(visit, FindCalls())
    return {
        "call": call,
        "calls": [one for one in calls if one.ticket_id is None],
        "school_of": names.school,
    }


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
