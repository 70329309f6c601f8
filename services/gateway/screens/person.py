"""What is somebody at a school and since when, and what may be changed of it?"""

from __future__ import annotations

from uuid import UUID

from contracts.people import AddPerson, AssignRole, EndRole, GetPerson
from contracts.phones import SetPhone
from services.gateway.screens import account_of
from services.gateway.screens.frame import Page, Screens
from services.gateway.screens.visits import Visit
from services.gateway.screens.whose import of_school

screens = Screens("person")

_AT = "/console/schools/<uuid:school_id>/people/<uuid:person_id>"


@screens.on("GET", _AT, needs=GetPerson)
def person(visit: Visit, school_id: UUID, person_id: UUID) -> Page:
    """Somebody with the roles of all times."""
    return account_of.shown(visit, of_school(visit, school_id), person_id)


@screens.on("POST", f"{_AT}/roles", needs=AssignRole)
def assign_role(visit: Visit, school_id: UUID, person_id: UUID) -> Page:
    """Give them a role, from one day to another or until it is ended."""
    return account_of.role_assigned(visit, of_school(visit, school_id), person_id)


@screens.on("POST", f"{_AT}/roles/end", needs=EndRole)
def end_role(visit: Visit, school_id: UUID, person_id: UUID) -> Page:
    """Let a role end with a day."""
    return account_of.role_ended(visit, of_school(visit, school_id), person_id)


@screens.on("POST", f"{_AT}/phone", needs=SetPhone)
def set_phone(visit: Visit, school_id: UUID, person_id: UUID) -> Page:
    """Say by which number they call, or that none is known."""
    return account_of.phone_set(visit, of_school(visit, school_id), person_id)


@screens.on("POST", f"{_AT}/password", needs=AddPerson)
def give_password(visit: Visit, school_id: UUID, person_id: UUID) -> Page:
    """Make a password and show it, this once; everywhere else they are signed out."""
    return account_of.password_given(visit, of_school(visit, school_id), person_id)


@screens.on("POST", f"{_AT}/sign-out", needs=AddPerson)
def sign_out(visit: Visit, school_id: UUID, person_id: UUID) -> Page:
    """Sign them out wherever they are signed in."""
    return account_of.signed_out(visit, of_school(visit, school_id), person_id)
