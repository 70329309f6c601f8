"""Which request did somebody of a school type, and what of it is wrong?"""

from __future__ import annotations

from typing import Any

from contracts.intake import OpenTicket, Requester
from contracts.refusals import Invalid
from contracts.values import Channel
from services.gateway.screens import names
from services.gateway.screens.forms import Form
from services.gateway.screens.visits import Visit

_FIELDS = ("subject", "description", "impact", "urgency")
"""What a request is asked for, in the order of its form; nothing else is read of it."""


def request_of(form: Form, visit: Visit, **known: Any) -> OpenTicket:
    """The command of a form, with every field that is wrong named at once."""
    me = names.me(visit)
    errors: dict[str, list[str]] = {}
    try:
        command = form.only(*_FIELDS).read(
            OpenTicket,
            requester=Requester(name=me.name, email=me.email),
            channel=Channel.PORTAL,
            **known,
        )
    except Invalid as wrong:
        errors |= wrong.errors
    if not form["description"].strip():
        errors["description"] = ["Fill this in."]
    if errors:
        raise Invalid({name: errors[name] for name in sorted(errors, key=_place)})
    return command


def _place(field: str) -> int:
    """Where a field stands in the form; what is in none comes last."""
    return _FIELDS.index(field) if field in _FIELDS else len(_FIELDS)
