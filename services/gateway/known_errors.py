"""What may be said and asked of known errors: of all, and of those of a school?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid5

from marshmallow import Schema, fields, validate

from contracts.directory import GetSchool, SchoolView
from contracts.fields import Text
from contracts.problems import (
    DeclareKnownError,
    EndKnownError,
    ErrorsShownView,
    FindKnownErrors,
    KnownErrorsView,
    ListKnownErrors,
)
from contracts.refusals import Invalid, NotFound
from contracts.values import PROVIDER
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of, body_of_new

_ALL, _ONE = "/known-errors", "/known-errors/<uuid:known_error_id>"
_WHICH = ("school_id", "known_error_id")

routes = Routes("known errors", "What is known to be wrong, and what helps meanwhile.")


class AddedKnownError(Schema):
    """A known error that was just declared."""

    known_error_id = fields.UUID(required=True)


class ErrorsQuery(Schema):
    """Words that fit."""

    search = Text(load_default="", validate=validate.Length(max=2_000))


@routes.on(
    "GET",
    "/schools/<uuid:school_id>/known-errors",
    needs=FindKnownErrors,
    query=ErrorsQuery(),
    answer=answer_of(ErrorsShownView),
)
def find_known_errors(asker: Asker, school_id: UUID, query: Body) -> Any:
    """List what is known to be wrong at a school, and what helps meanwhile.

    With words, what fits them, best first.
    """
    return asker.ask(FindKnownErrors(school_id=school_id, **query))


@routes.on("GET", _ALL, needs=ListKnownErrors, answer=answer_of(KnownErrorsView))
def list_known_errors(asker: Asker) -> Any:
    """List every known error, with the schools that read it and its problems."""
    return asker.ask(ListKnownErrors())


@routes.on(
    "POST",
    _ALL,
    needs=DeclareKnownError,
    body=body_of_new("NewKnownError", DeclareKnownError, *_WHICH),
    answer=AddedKnownError(),
    status=201,
    keyed=True,
)
def add_known_error(asker: Asker, body: Body) -> Any:
    """Declare a known error: the schools that it names read it from then on."""
    command_id = asker.command_id("known errors")
    known_error_id = uuid5(command_id, "known error")
    receipt = declare(asker, known_error_id, command_id, body)
    return {"known_error_id": known_error_id}, replayed(receipt)


@routes.on(
    "PUT",
    _ONE,
    needs=DeclareKnownError,
    body=body_of(DeclareKnownError, *_WHICH),
    answer=None,
    status=204,
    keyed=True,
    problems=(409,),
)
def declare_known_error(asker: Asker, known_error_id: UUID, body: Body) -> Any:
    """Declare it anew: in other words, to other schools, or after it was ended."""
    declare(asker, known_error_id, asker.command_id(known_error_id), body)
    return ""


@routes.on(
    "POST",
    f"{_ONE}/end",
    needs=EndKnownError,
    body=body_of(EndKnownError, *_WHICH),
    answer=None,
    status=204,
    keyed=True,
    problems=(409,),
)
def end_known_error(asker: Asker, known_error_id: UUID, body: Body) -> Any:
    """Say that it is one no more: no school reads it any longer."""
    command = EndKnownError(school_id=PROVIDER, known_error_id=known_error_id, **body)
    asker.execute(command, asker.command_id(known_error_id, "end"))
    return ""


def declare(
    asker: Asker, known_error_id: UUID, command_id: UUID, body: dict[str, Any]
) -> Any:
    """Have a known error declared; Invalid where it tells one school of another."""
    command = DeclareKnownError(
        school_id=PROVIDER, known_error_id=known_error_id, **body
    )

    def called(school_id: UUID) -> str:
        try:
            school: SchoolView = asker.ask(GetSchool(school_id=school_id))
        except NotFound:
            raise Invalid({"schools": ["There is no such school."]}) from None
        return school.name

    errors = dict(named_schools(command, called))
    if errors:
        raise Invalid(errors)
    return asker.execute(command, command_id)


def named_schools(
    command: DeclareKnownError, called: Callable[[UUID], str]
) -> Iterator[tuple[str, list[str]]]:
    """The fields that name a school of which another would read there."""
    concerned = {*command.schools, *(one.school_id for one in command.problems)}
    for field in ("title", "also_called", "workaround"):
        said = getattr(command, field).casefold()
        for one in sorted(concerned):
            name = called(one)
            if name.casefold() in said and {*command.schools} - {one}:
                yield field, [f"It names {name}, and another school would read of it."]
