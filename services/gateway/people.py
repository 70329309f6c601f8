"""How are the people of a school made known, given roles and let in?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from contracts.people import AddPerson, AssignRole, EndRole, FindPeople, PeopleView
from contracts.phones import SetPhone
from contracts.sign_in import SetPassword
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import PEOPLE_QUERY, AddedPerson, People, body_of

NEW_PERSON = body_of(AddPerson, "school_id", "person_id")
NEW_ROLE = body_of(AssignRole, "school_id", "person_id")
ROLE_THAT_ENDS = body_of(EndRole, "school_id", "person_id")
NEW_PHONE = body_of(SetPhone, "school_id", "person_id")
NEW_PASSWORD = body_of(SetPassword, "school_id", "person_id", "current", "keep")

_OF_SCHOOL = "/schools/<uuid:school_id>/people"
_OF_PERSON = f"{_OF_SCHOOL}/<uuid:person_id>"

routes = Routes("people", "The people of a school, and what they are there.")


@routes.on("GET", _OF_SCHOOL, needs=FindPeople, query=PEOPLE_QUERY, answer=People())
def find_people(asker: Asker, school_id: UUID, query: Body) -> Any:
    """List the people of a school by name, with the roles of all times."""
    found: PeopleView = asker.ask(FindPeople(school_id=school_id, **query))
    return {"people": found.people, "cursor": found.next}


@routes.on(
    "POST",
    _OF_SCHOOL,
    needs=AddPerson,
    body=NEW_PERSON,
    answer=AddedPerson(),
    status=201,
    keyed=True,
)
def add_person(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Make somebody known at a school; without a password they cannot sign in."""
    command_id = asker.command_id(school_id)
    person_id = uuid5(command_id, "person")
    command = AddPerson(school_id=school_id, person_id=person_id, **body)
    receipt = asker.execute(command, command_id)
    at = f"/api/v1/schools/{school_id}/people"
    return {"person_id": person_id}, {"Location": at, **replayed(receipt)}


@routes.on(
    "POST",
    f"{_OF_PERSON}/roles",
    needs=AssignRole,
    body=NEW_ROLE,
    answer=NEW_ROLE,
    keyed=True,
)
def assign_role(asker: Asker, school_id: UUID, person_id: UUID, body: Body) -> Any:
    """Give somebody a role, on days of which both the first and the last count."""
    command = AssignRole(school_id=school_id, person_id=person_id, **body)
    receipt = asker.execute(command, asker.command_id(school_id, person_id))
    return command, replayed(receipt)


@routes.on(
    "POST",
    f"{_OF_PERSON}/roles/end",
    needs=EndRole,
    body=ROLE_THAT_ENDS,
    answer=ROLE_THAT_ENDS,
    keyed=True,
)
def end_role(asker: Asker, school_id: UUID, person_id: UUID, body: Body) -> Any:
    """Let a role end with a day; what was to begin after it never begins."""
    command = EndRole(school_id=school_id, person_id=person_id, **body)
    receipt = asker.execute(command, asker.command_id(school_id, person_id))
    return command, replayed(receipt)


@routes.on(
    "PUT", f"{_OF_PERSON}/phone", needs=SetPhone, body=NEW_PHONE, answer=NEW_PHONE
)
def set_phone(asker: Asker, school_id: UUID, person_id: UUID, body: Body) -> Any:
    """Say by which number somebody calls; an empty one takes it away."""
    command = SetPhone(school_id=school_id, person_id=person_id, **body)
    asker.execute(command, asker.command_id(school_id, person_id))
    return command


@routes.on(
    "POST",
    f"{_OF_PERSON}/password",
    needs=AddPerson,
    body=NEW_PASSWORD,
    answer=None,
    status=204,
)
def set_password(asker: Asker, school_id: UUID, person_id: UUID, body: Body) -> Any:
    """Give somebody another password, and sign them out everywhere."""
    command = SetPassword(school_id=school_id, person_id=person_id, **body)
    asker.execute(command, asker.command_id(school_id, person_id))
    return ""
