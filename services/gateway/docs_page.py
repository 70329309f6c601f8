"""How is the API described to people? As one page, made from the description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from apispec import APISpec
from flask import Blueprint, Flask, render_template
from werkzeug.exceptions import NotFound

from services.gateway.problems import KINDS

Json = Mapping[str, Any]

_METHODS = ("get", "post", "put", "delete")
_LIMITS = {
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minimum": "at least {}",
    "maximum": "at most {}",
    "maxItems": "at most {} of them",
}


class Field(NamedTuple):
    """A parameter or a field: what it is called, what it holds, what is said of it."""

    name: str
    kind: str
    shape: str | None
    required: bool
    where: str
    notes: str


class Operation(NamedTuple):
    """What one method does at one address."""

    method: str
    path: str
    anchor: str
    summary: str
    description: str
    roles: str
    parameters: list[Field]
    body: str | None
    answers: list[tuple[str, str, str | None]]


class Subject(NamedTuple):
    """Operations that belong together."""

    name: str
    description: str
    operations: list[Operation]


def install(app: Flask, spec: APISpec) -> None:
    """Serve the page, what it links to, and an explanation of every problem."""
    pages = Blueprint("pages", __name__)

    @cache
    def page() -> str:
        told = spec.to_dict()
        shapes = told["components"]["schemas"]
        return render_template(
            "docs.html",
            about=told["info"],
            subjects=list(_subjects(told)),
            shapes={name: list(_fields(shape)) for name, shape in shapes.items()},
            kinds=KINDS.values(),
        )

    pages.add_url_rule("/api/docs", "docs", page)
    pages.add_url_rule("/problems/<name>", "problem", _problem)
    app.register_blueprint(pages)


def _problem(name: str) -> str:
    if name not in KINDS:
        raise NotFound("there is no such kind of problem")
    return render_template("problem.html", kind=KINDS[name])


def _subjects(told: Json) -> Iterator[Subject]:
    for tag in told["tags"]:
        operations = [
            _operation(method, path, item)
            for path, item in told["paths"].items()
            for method in _METHODS
            if method in item and tag["name"] in item[method]["tags"]
        ]
        yield Subject(tag["name"], tag["description"], operations)


def _operation(method: str, path: str, item: Json) -> Operation:
    told = item[method]
    parameters = [*item.get("parameters", ()), *told.get("parameters", ())]
    return Operation(
        method=method.upper(),
        path=path,
        anchor=told["operationId"],
        summary=told["summary"],
        description=told.get("description", ""),
        roles=", ".join(told["x-roles"]),
        parameters=[_parameter(parameter) for parameter in parameters],
        body=_shape(told.get("requestBody", {})),
        answers=[
            (status, answer.get("description", ""), _shape(answer))
            for status, answer in _answers(told["responses"])
        ],
    )


def _answers(responses: Json) -> Iterator[tuple[str, Json]]:
    for status, answer in sorted(responses.items()):
        reference = answer.get("$ref", "").rpartition("/")[2]
        said = reference.replace("_", " ").capitalize()
        yield status, {"description": said} if reference else answer


def _shape(message: Json) -> str | None:
    """The name of the shape that a body or an answer has, if it has one."""
    for content in message.get("content", {}).values():
        reference: str = content.get("schema", {}).get("$ref", "")
        return reference.rpartition("/")[2] or None
    return None


def _parameter(parameter: Json) -> Field:
    return _field(
        parameter["name"],
        {"description": parameter.get("description", ""), **parameter["schema"]},
        parameter.get("required", False),
        parameter["in"],
    )


def _fields(shape: Json) -> Iterator[Field]:
    required = shape.get("required", ())
    for name, schema in shape.get("properties", {}).items():
        yield _field(name, schema, name in required)


def _field(name: str, schema: Json, required: bool, where: str = "") -> Field:
    kind, shape = _kind(schema)
    limits = [said.format(schema[at]) for at, said in _LIMITS.items() if at in schema]
    if schema.get("default") not in (None, "", []):
        limits.append(f"{schema['default']} if not given")
    notes = [*filter(None, [schema.get("description")]), "; ".join(limits)]
    return Field(name, kind, shape, required, where, " ".join(filter(None, notes)))


def _kind(schema: Json) -> tuple[str, str | None]:
    """What a value is, in words, and the name of its shape if it has one."""
    if "$ref" in schema:
        shape = schema["$ref"].rpartition("/")[2]
        return shape, shape
    if "anyOf" in schema:
        kind, shape = _kind(schema["anyOf"][0])
        return f"{kind} or null", shape
    if schema.get("type") == "array":
        kind, shape = _kind(schema["items"])
        return f"list of {kind}", shape
    if "enum" in schema:
        return "one of " + ", ".join(str(one) for one in schema["enum"]), None
    types = schema.get("type", "any")
    kind = types if isinstance(types, str) else " or ".join(types)
    wanted = schema.get("format")
    return f"{kind} ({wanted})" if wanted else kind, None
