"""How are the MSP's own people made known, given roles and let in?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contracts.access import Right
from contracts.values import PROVIDER
from services.gateway import people
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes
from services.gateway.schemas import PEOPLE_QUERY, AddedPerson, People

_OF_PERSON = "/people/<uuid:person_id>"

routes = Routes("colleagues", "The MSP's own people, and what they are there.")


@routes.on(
    "GET",
    "/people",
    needs=Right.MANAGE_COLLEAGUES,
    query=PEOPLE_QUERY,
    answer=People(),
)
def find_colleagues(asker: Asker, query: Body) -> Any:
    """List the people of the MSP by name, with the roles of all times."""
    return people.find_people(asker, PROVIDER, query)


@routes.on(
    "POST",
    "/people",
    needs=Right.MANAGE_COLLEAGUES,
    body=people.NEW_PERSON,
    answer=AddedPerson(),
    status=201,
    keyed=True,
)
def add_colleague(asker: Asker, body: Body) -> Any:
    """Make somebody known at the MSP; without a password they cannot sign in."""
    answer, headers = people.add_person(asker, PROVIDER, body)
    return answer, headers | {"Location": "/api/v1/people"}


@routes.on(
    "POST",
    f"{_OF_PERSON}/roles",
    needs=Right.MANAGE_COLLEAGUES,
    body=people.NEW_ROLE,
    answer=people.NEW_ROLE,
    keyed=True,
)
def assign_colleague_role(asker: Asker, person_id: UUID, body: Body) -> Any:
    """Give a colleague a role, on days of which both the first and the last count."""
    return people.assign_role(asker, PROVIDER, person_id, body)


@routes.on(
    "POST",
    f"{_OF_PERSON}/roles/end",
    needs=Right.MANAGE_COLLEAGUES,
    body=people.ROLE_THAT_ENDS,
    answer=people.ROLE_THAT_ENDS,
    keyed=True,
)
def end_colleague_role(asker: Asker, person_id: UUID, body: Body) -> Any:
    """Let a colleague's role end with a day."""
    return people.end_role(asker, PROVIDER, person_id, body)


@routes.on(
    "POST",
    f"{_OF_PERSON}/password",
    needs=Right.MANAGE_COLLEAGUES,
    body=people.NEW_PASSWORD,
    answer=None,
    status=204,
)
def set_colleague_password(asker: Asker, person_id: UUID, body: Body) -> Any:
    """Give a colleague another password, and sign them out everywhere."""
    return people.set_password(asker, PROVIDER, person_id, body)
