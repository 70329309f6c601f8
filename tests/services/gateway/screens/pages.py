"""How does a test read our pages without a browser? As somebody who is signed in."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import UUID, uuid4

from werkzeug.test import TestResponse

from contracts.access import Role, platform
from contracts.people import AddPerson, AssignRole
from contracts.sign_in import SetPassword, StartSession
from contracts.values import PROVIDER
from services.gateway.access import digest
from tests.services.gateway.api import Api
from tests.support.cast import Person

PASSWORD = "copper kettle umbrella"
A_LONG_TIME_AGO = date(2020, 1, 1)
_CSRF = re.compile(r'name="csrf" value="([0-9a-f]{128})"')


class Reader:
    """Somebody at a browser that keeps cookies and runs no scripts."""

    def __init__(self, api: Api, person: Person) -> None:
        self.api = api
        self.person = person
        self.client = api.app.test_client()

    def signs_in(self, password: str = PASSWORD, wanted: str = "/") -> TestResponse:
        typed = {"email": self.person.email, "password": password, "next": wanted}
        return self.client.post("/sign-in", data=typed)

    def signed_in(self, session_id: UUID | None = None) -> Reader:
        """With a session as directory starts it, without the work of a password."""
        secret = uuid4().hex
        start = StartSession(
            school_id=self.person.caller.school or PROVIDER,
            session_id=session_id or uuid4(),
            person_id=self.person.person_id,
            device="Firefox on Linux",
            digest=digest(secret),
            ends_at=self.api.town.clock.now + timedelta(days=1),
        )
        self.api.town.execute(start, platform("directory"))
        self.client.set_cookie("caretaker", secret)
        return self

    def with_password(self) -> Reader:
        """Known by a password too, which takes a moment to keep."""
        command = SetPassword(
            school_id=self.person.caller.school or PROVIDER,
            person_id=self.person.person_id,
            password=PASSWORD,
        )
        self.api.town.execute(command, platform("directory"))
        return self

    def reads(self, address: str, status: int = 200, **options: Any) -> str:
        """A page, once it has the status that it should have."""
        answer = self.client.get(address, **options)
        assert answer.status_code == status, answer.text
        return unescape(answer.text)

    def sends(self, address: str, /, **typed: Any) -> TestResponse:
        """A form of ours, as its page has it."""
        data = {"csrf": self.token(), **typed}
        return self.client.post(address, data=data)

    def token(self) -> str:
        found = _CSRF.search(self.client.get("/help").text)
        assert found, "nobody is signed in"
        return found[1]


def make_known(api: Api, person: Person, role: Role, school: UUID) -> Reader:
    """Somebody with an account, who has not signed in yet."""
    told: dict[str, Any] = {"school_id": school, "person_id": person.person_id}
    for command in (
        AddPerson(**told, name=person.name, email=person.email),
        AssignRole(**told, role=role, from_on=A_LONG_TIME_AGO),
    ):
        api.town.execute(command, platform("directory"))
    return Reader(api, person)
