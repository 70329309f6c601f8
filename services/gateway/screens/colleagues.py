"""Who works at the MSP, as what, and how are they let in and signed out?"""

from __future__ import annotations

from uuid import UUID

from contracts.access import Right
from services.gateway.screens import account_of, people
from services.gateway.screens.forms import empty
from services.gateway.screens.frame import Page, Screens
from services.gateway.screens.visits import Visit
from services.gateway.screens.whose import of_msp

screens = Screens("colleagues")

_AT = "/console/colleagues"
_ONE = f"{_AT}/<uuid:person_id>"
_RIGHT = Right.MANAGE_COLLEAGUES


@screens.on("GET", _AT, needs=_RIGHT)
def colleagues(visit: Visit) -> Page:
    """Everybody by name, with what they are and when they came last."""
    return people.shown(visit, of_msp(visit), empty())


@screens.on("POST", _AT, needs=_RIGHT)
def add_colleague(visit: Visit) -> Page:
    """Make somebody known at the MSP; sent twice, there is one of them."""
    return people.added(visit, of_msp(visit))


@screens.on("GET", _ONE, needs=_RIGHT)
def colleague(visit: Visit, person_id: UUID) -> Page:
    """Somebody with the roles of all times."""
    return account_of.shown(visit, of_msp(visit), person_id)


@screens.on("POST", f"{_ONE}/roles", needs=_RIGHT)
def assign_role(visit: Visit, person_id: UUID) -> Page:
    """Give them a role of the MSP, from one day to another or until it is ended."""
    return account_of.role_assigned(visit, of_msp(visit), person_id)


@screens.on("POST", f"{_ONE}/roles/end", needs=_RIGHT)
def end_role(visit: Visit, person_id: UUID) -> Page:
    """Let a role end with a day."""
    return account_of.role_ended(visit, of_msp(visit), person_id)


@screens.on("POST", f"{_ONE}/password", needs=_RIGHT)
def give_password(visit: Visit, person_id: UUID) -> Page:
    """Make a password and show it, this once; everywhere else they are signed out."""
    return account_of.password_given(visit, of_msp(visit), person_id)


@screens.on("POST", f"{_ONE}/sign-out", needs=_RIGHT)
def sign_out(visit: Visit, person_id: UUID) -> Page:
    """Sign them out wherever they are signed in."""
    return account_of.signed_out(visit, of_msp(visit), person_id)
