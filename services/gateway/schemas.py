"""What do bodies, parameters and answers look like? As the messages they carry do."""

from __future__ import annotations

import dataclasses
from typing import Any

from marshmallow import Schema, fields, missing, validate

from contracts.account_reviews import ReviewAccount
from contracts.codec import Part, schema_of
from contracts.declare import declaration_of
from contracts.directory import AddSchool, FindSchools, SchoolView
from contracts.enquiries import LONGEST_CONTRACT
from contracts.fields import Text, TupleOf
from contracts.guidance import FindArticles, FindGuidance
from contracts.intake import FindTickets, Requester, TicketView
from contracts.mail import FindMails
from contracts.people import FindPeople, Person
from contracts.recurring import FindRecurring
from contracts.sla import TargetView


def body_of(message: type, *elsewhere: str) -> Schema:
    """The body that a message is made from; fields `elsewhere` are not in it."""
    declared = {field.name for field in dataclasses.fields(message)}
    return schema_of(message)(exclude=declared.intersection(elsewhere))


def body_of_new(name: str, message: type, *elsewhere: str) -> Schema:
    """The body that something new is made from, which has no version yet."""
    return _extended(name, message, *elsewhere, "version")


def answer_of(view: type) -> Schema:
    """The answer that shows a view as it is."""
    assert declaration_of(view).kind == "view"
    return schema_of(view)()


def _extended(
    name: str, message: type, *without: str, **more: fields.Field[Any]
) -> Schema:
    made: type[Schema] = type(name, (schema_of(message),), more)
    return made(exclude=without)


def _parameters(
    name: str, query: type, *without: str, **more: fields.Field[Any]
) -> Schema:
    """A query as parameters: what is not known is not given, since text is no null."""
    made = _extended(name, query, *without, **more)
    for field in made.fields.values():
        if field.allow_none:
            field.allow_none, field.load_default = False, missing
    return made


TICKETS_QUERY = _parameters(
    "TicketsQuery",
    FindTickets,
    "school_id",
    school=fields.UUID(
        attribute="school_id", metadata={"description": "Tickets of one school."}
    ),
    sort=fields.String(
        validate=validate.OneOf(("due", "updated")),
        load_default="due",
        metadata={"description": "By what is due next, or by what changed last."},
    ),
)

MAILS_QUERY = _parameters(
    "MailsQuery",
    FindMails,
    "school_id",
    "after",
    school=fields.UUID(
        attribute="school_id", metadata={"description": "Mail of one school."}
    ),
    cursor=Text(attribute="after", load_default="", validate=validate.Length(max=400)),
)

RECURRING_QUERY = _parameters(
    "RecurringQuery",
    FindRecurring,
    "school_id",
    school=fields.UUID(
        attribute="school_id", metadata={"description": "One school; all if not given."}
    ),
)

SCHOOLS_QUERY = _parameters(
    "SchoolsQuery",
    FindSchools,
    "school_id",
    "after",
    cursor=Text(attribute="after", load_default="", validate=validate.Length(max=400)),
)

PEOPLE_QUERY = _parameters(
    "PeopleQuery",
    FindPeople,
    "school_id",
    "after",
    cursor=Text(attribute="after", load_default="", validate=validate.Length(max=400)),
)

ARTICLES_QUERY = _parameters("ArticlesQuery", FindArticles)

GUIDANCE_QUERY = _parameters(
    "GuidanceQuery",
    FindGuidance,
    "school_id",
    school=fields.UUID(
        attribute="school_id", metadata={"description": "What one school may read."}
    ),
)

TICKET = _extended(
    "Ticket",
    TicketView,
    "head",
    sla=TupleOf(
        Part(TargetView), metadata={"description": "How each target stands now."}
    ),
    sla_unavailable=fields.Boolean(
        metadata={"description": "True where the clocks cannot be asked just now."}
    ),
)
"""A ticket with its clock; `sla_unavailable` only where that cannot be asked."""


TAKEN_ON = _extended(
    "TakenOn",
    AddSchool,
    "school_id",
    contract=Text(
        required=True,
        validate=validate.Length(min=1, max=LONGEST_CONTRACT),
        metadata={"description": "The reference of the contract that was made."},
    ),
)
"""The school that an enquirer is, and by which contract."""


REVIEWED = _extended(
    "Reviewed",
    ReviewAccount,
    "school_id",
    requester=Part(
        Requester,
        required=True,
        metadata={"description": "Who asks, where it becomes a request."},
    ),
)
"""What a school says of an account."""


class Opened(Schema):
    """A ticket that was just opened."""

    ticket_id = fields.UUID(required=True)
    reference = fields.String(required=True)


class Added(Schema):
    """A school that was just taken on."""

    school_id = fields.UUID(required=True)


class Schools(Schema):
    """A page of schools by name; `cursor` continues it, empty at the end."""

    schools = TupleOf(Part(SchoolView), required=True)
    cursor = fields.String(required=True)


class AddedPerson(Schema):
    """Somebody who was just made known."""

    person_id = fields.UUID(required=True)


class AddedArticle(Schema):
    """An article that was just written."""

    article_id = fields.UUID(required=True)


class AddedView(Schema):
    """A view that was just saved."""

    view_id = fields.UUID(required=True)


class AddedMacro(Schema):
    """A macro that was just saved."""

    macro_id = fields.UUID(required=True)


class People(Schema):
    """A page of people by name; `cursor` continues it, empty at the end."""

    people = TupleOf(Part(Person), required=True)
    cursor = fields.String(required=True)


class SchoolQuery(Schema):
    """Which school, for a caller of the MSP that may name any."""

    school = fields.UUID()


class ProblemField(Schema):
    """A field that is wrong, and why."""

    field = fields.String(required=True)
    messages = fields.List(fields.String(), required=True)


class Problem(Schema):
    """A problem document (RFC 9457)."""

    type = fields.String(required=True, metadata={"format": "uri-reference"})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String(metadata={"format": "uri-reference"})
    errors = fields.List(
        fields.Nested(ProblemField),
        metadata={"description": "Every field that is wrong (422)."},
    )
    version = fields.Integer(
        allow_none=True, metadata={"description": "The current version (409)."}
    )
    changes = fields.List(
        fields.Dict(), metadata={"description": "What changed since (409)."}
    )
