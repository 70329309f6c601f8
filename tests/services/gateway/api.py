"""How does a test talk to the gateway? As programs with tokens, over a whole town."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from werkzeug.test import Client, TestResponse

from contracts.access import Role, platform
from contracts.directory import AddSchool, CreateToken
from contracts.values import PROVIDER
from services.gateway.access import digest
from services.gateway.app import create_app, put_over
from shared.work import Cause
from tests.support.cast import (
    ASHGROVE,
    ASHGROVE_NAME,
    BECKFIELD,
    BECKFIELD_NAME,
    PRIYA,
    Person,
)
from tests.support.town import Town

A_YEAR = timedelta(days=365)


def request_of(person: Person = PRIYA, **changed: Any) -> dict[str, Any]:
    """The body that opens a ticket about a printer."""
    return {
        "subject": "The printer in the library is jammed",
        "description": "It says E13. I have switched it off and on.",
        "requester": {"name": person.name, "email": person.email},
        "channel": "phone",
        "impact": "low",
        "urgency": "medium",
        **changed,
    }


class Program:
    """A program that calls the API with one token."""

    def __init__(self, api: Api, token: str, token_id: UUID) -> None:
        self.api = api
        self.token = token
        self.token_id = token_id

    def call(self, method: str, path: str, **options: Any) -> TestResponse:
        """Send a request to /api/v1; `json`, `data` and `headers` as Werkzeug has."""
        headers = {"Authorization": f"Bearer {self.token}"}
        headers |= options.pop("headers", {})
        path = f"/api/v1{path}"
        return self.api.client.open(path, method=method, headers=headers, **options)

    def get(self, path: str, **query: Any) -> TestResponse:
        return self.call("GET", path, query_string=query)

    def post(self, path: str, body: Any, key: str | None = None) -> TestResponse:
        headers = {} if key is None else {"Idempotency-Key": key}
        return self.call("POST", path, json=body, headers=headers)

    def put(self, path: str, body: Any) -> TestResponse:
        return self.call("PUT", path, json=body)

    def opens(self, school: UUID = ASHGROVE, **changed: Any) -> str:
        """Open a ticket; its id."""
        answer = self.post(f"/schools/{school}/tickets", request_of(**changed))
        assert answer.status_code == 201, answer.text
        ticket_id: str = answer.json["ticket_id"]  # type: ignore[index]
        return ticket_id

    def sees(self, ticket_id: str) -> dict[str, Any]:
        """A ticket as the API shows it to this program."""
        shown: dict[str, Any] = json_of(self.get(f"/tickets/{ticket_id}"))
        return shown

    def acts(self, ticket_id: str, action: str, **body: Any) -> TestResponse:
        """Do something with a ticket on the version it has now."""
        version = self.sees(ticket_id)["version"]
        return self.post(f"/tickets/{ticket_id}/{action}", {"version": version, **body})

    def delivers(self, message: bytes, to: str, **options: Any) -> TestResponse:
        """Hand over a message as a mail server does."""
        return self.call(
            "POST",
            "/mail",
            data=message,
            query_string={"to": to},
            content_type=options.pop("content_type", "message/rfc822"),
            **options,
        )


class Api:
    """The gateway over a town with two schools."""

    def __init__(self, town: Town, app: Flask | None = None) -> None:
        self.town = town
        self.app = app or create_app(town.link, town.clock)
        self.client: Client = self.app.test_client()
        for school_id, name in (
            (ASHGROVE, ASHGROVE_NAME),
            (BECKFIELD, BECKFIELD_NAME),
        ):
            town.execute(AddSchool(school_id=school_id, name=name))
        town.settle()
        self.olu = self.program(Role.OPERATOR)
        self.administrator = self.program(Role.MSP_ADMINISTRATOR)
        self.priya = self.program(Role.STAFF, ASHGROVE)
        self.ben = self.program(Role.STAFF, BECKFIELD)

    def program(
        self, role: Role, school: UUID = PROVIDER, lasts: timedelta = A_YEAR
    ) -> Program:
        """A program with a new token."""
        token_id = uuid4()
        secret = f"ct_{token_id.hex}{'0' * 11}"
        command = CreateToken(
            school_id=school,
            token_id=token_id,
            role=role,
            digest=digest(secret),
            expires_at=self.town.clock.now + lasts,
        )
        self.town.link.execute(command, Cause(caller=platform("directory")))
        return Program(self, secret, token_id)


@contextmanager
def api_over(town: Town) -> Iterator[Api]:
    """The gateway over a town, by an application that another test has done with.

    It is made of two hundred routes, each of which takes a while to describe.
    """
    app = _DONE_WITH.pop() if _DONE_WITH else create_app(town.link, town.clock)
    put_over(app, town.link, town.clock)
    yield Api(town, app)
    _DONE_WITH.append(app)


_DONE_WITH: list[Flask] = []


def json_of(answer: TestResponse, status: int = 200) -> Any:
    """What an answer holds, once it has the status it should have."""
    assert answer.status_code == status, answer.text
    return answer.json


def problem_of(answer: TestResponse, status: int, kind: str) -> dict[str, Any]:
    """The problem document that an answer is, once it is of the right kind."""
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    told: dict[str, Any] = answer.json  # type: ignore[assignment]
    assert told["type"] == f"/problems/{kind}"
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    return told


def bad_fields(answer: TestResponse) -> dict[str, list[str]]:
    """Which fields an answer calls wrong, and why."""
    told = problem_of(answer, 422, "invalid")
    return {error["field"]: error["messages"] for error in told["errors"]}
