"""What is answered to whatever a program sends? Never that we failed.

Requests are made up from the OpenAPI document, good ones and bad ones, and each answer
is held to it: its status is one that is described, and so are its body and headers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation, BaseSchema

from services.gateway.subjects import SUBJECTS
from tests.services.gateway.api import Api
from tests.support.cast import ASHGROVE

REJECTED = "negative_data_rejection"
HELD_TO = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    REJECTED,
)
EXAMPLES = 4
"""Good ones of every operation, and as many bad ones."""

Operation: TypeAlias = APIOperation[Any, Any, Any, Any]

_A_FEW = settings(
    max_examples=EXAMPLES,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@schemathesis.serializer("message/rfc822")
def as_mail(_context: Any, value: Any) -> bytes:
    """A message is sent as it is made up."""
    return value if isinstance(value, bytes) else str(value).encode()


@pytest.fixture(scope="module")
def description(shared_api: Api) -> BaseSchema:
    """What the API says of itself."""
    load_all_checks()
    return schemathesis.openapi.from_wsgi("/api/openapi.json", shared_api.app)


@pytest.fixture(scope="module")
def known(shared_api: Api) -> dict[str, str]:
    """What a path may name that there is."""
    return {"school_id": str(ASHGROVE), "ticket_id": shared_api.olu.opens()}


@pytest.mark.parametrize("subject", [one.routes.name for one in SUBJECTS])
def test_whatever_is_sent_is_answered_as_it_is_described(
    shared_api: Api, description: BaseSchema, known: dict[str, str], subject: str
) -> None:
    operations = list(_about(description, subject))
    assert operations
    for operation in operations:
        for mode in GenerationMode:
            _try(shared_api, operation, mode, known)


def test_what_breaks_is_noticed(
    shared_api: Api, description: BaseSchema, known: dict[str, str]
) -> None:
    """The twin: a route that fails, one that says other things than it describes."""
    operation = next(_about(description, "on_call"))
    endpoint = "on_call.set_rota"
    kept = shared_api.app.view_functions[endpoint]
    broken: list[Any] = [lambda **_: 1 // 0, lambda **_: ("", 418)]
    for view in broken:
        shared_api.app.view_functions[endpoint] = view
        try:
            with pytest.raises((Failure, FailureGroup)):
                _try(shared_api, operation, GenerationMode.POSITIVE, known)
        finally:
            shared_api.app.view_functions[endpoint] = kept


def _about(description: BaseSchema, subject: str) -> Iterator[Operation]:
    for result in description.get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        if subject in (operation.tags or ()):
            yield operation


def _try(
    api: Api, operation: Operation, mode: GenerationMode, known: dict[str, str]
) -> None:
    """Send a few requests of one kind, and hold each answer to what is described."""
    named = {one.name for one in operation.path_parameters}
    given_ids = {name: value for name, value in known.items() if name in named}

    @_A_FEW
    @given(operation.as_strategy(mode, path_parameters=given_ids or None))
    def send(case: Case[Any]) -> None:
        token = {"Authorization": f"Bearer {api.administrator.token}"}
        case.validate_response(case.call(headers=token), checks=_checks(case))

    send()


def _checks(case: Case[Any]) -> list[Any]:
    """What an answer is held to; a parameter that is left empty counts as not given."""
    is_empty = "" in (case.query or {}).values()
    held_to = [name for name in HELD_TO if not (is_empty and name == REJECTED)]
    return [CHECKS.get_one(name) for name in held_to]
