"""How is the API described to programs?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from services.gateway.problems import KINDS
from tests.services.gateway.api import Api, json_of

METHODS = ("get", "put", "post", "delete", "patch")


@pytest.fixture
def described(shared_api: Api) -> dict[str, Any]:
    answer: dict[str, Any] = json_of(shared_api.client.get("/api/openapi.json"))
    return answer


def _operations(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in described["paths"].items():
        for method in METHODS:
            if method in item:
                yield method, path, item[method]


def test_the_description_is_valid_openapi(described: dict[str, Any]) -> None:
    document: Any = described
    OpenAPIV31SpecValidator(document).validate()
    assert described["openapi"] == "3.1.0"


def test_every_route_is_described_and_no_other(
    shared_api: Api, described: dict[str, Any]
) -> None:
    routes = {
        (method.lower(), re.sub(r"<\w+(?:\(.*?\))?:(\w+)>", r"{\1}", rule.rule))
        for rule in shared_api.app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert {(method, path) for method, path, _ in _operations(described)} == routes


def test_every_operation_says_what_it_does_and_who_may(
    described: dict[str, Any],
) -> None:
    names = [operation["operationId"] for *_, operation in _operations(described)]
    assert len(set(names)) == len(names)
    for method, path, operation in _operations(described):
        assert operation["summary"], (method, path)
        assert operation["x-right"], (method, path)
        of_schools = operation["x-right"] in {
            *("sign_agreements", "approve_tickets", "work_school_queue"),
            *("set_keeping_times", "lift_holds", "erase_records"),
        }
        by_the_msp = "msp_administrator" in operation["x-roles"]
        assert by_the_msp is not of_schools, (method, path)
        assert operation["tags"], (method, path)


def test_a_token_is_asked_for_everywhere(described: dict[str, Any]) -> None:
    assert described["security"] == [{"token": []}]
    scheme = described["components"]["securitySchemes"]["token"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    for *_, operation in _operations(described):
        assert "security" not in operation


def test_every_refusal_is_described_as_a_problem(described: dict[str, Any]) -> None:
    for method, path, operation in _operations(described):
        refusals = {s: r for s, r in operation["responses"].items() if s >= "400"}
        assert {"401", "403", "422", "503"} <= refusals.keys(), (method, path)
        for refusal in refusals.values():
            name = refusal["$ref"].rpartition("/")[2]
            content = described["components"]["responses"][name]["content"]
            assert content == {
                "application/problem+json": {
                    "schema": {"$ref": "#/components/schemas/Problem"}
                }
            }
        assert {int(status) for status in refusals} <= {
            k.status for k in KINDS.values()
        }


def test_what_changes_something_may_carry_a_key(described: dict[str, Any]) -> None:
    keyed = {
        path
        for _, path, operation in _operations(described)
        for parameter in operation.get("parameters", ())
        if parameter["name"] == "Idempotency-Key"
    }
    assert "/api/v1/schools/{school_id}/tickets" in keyed
    assert "/api/v1/tickets/{ticket_id}/reply" in keyed


def test_the_shapes_are_those_of_the_commands(described: dict[str, Any]) -> None:
    shapes = described["components"]["schemas"]
    ticket = shapes["OpenTicket"]
    assert "school_id" not in ticket["properties"]
    assert ticket["properties"]["subject"]["maxLength"] == 200
    assert ticket["properties"]["impact"]["enum"] == ["low", "medium", "high"]
    assert ticket["additionalProperties"] is False
    remaining = shapes["TargetView"]["properties"]["remaining"]
    assert remaining == {"type": ["string", "null"], "format": "duration"}


def test_no_shape_is_described_that_nothing_has(described: dict[str, Any]) -> None:
    told = str(described)
    for name in described["components"]["schemas"]:
        assert f"#/components/schemas/{name}'" in told, name
