"""How does a program bring a school's calendar from a file, and see it beforehand?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import jsonify
from marshmallow import Schema, fields, validate

from contracts.calendar import SetCalendar
from contracts.codec import dump
from contracts.directory import GetSchool, SchoolView
from services.gateway.asking import Asker, replayed
from services.gateway.calendar_plan import LARGEST, planned
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of

routes = Routes("calendar_imports", "A school's calendar, from a file of somebody's.")


class File(Schema):
    """A file with terms, closures, INSET days and exams."""

    text = fields.String(
        required=True,
        validate=validate.Length(min=1, max=LARGEST),
        metadata={"description": "iCalendar (RFC 5545), or CSV with headings."},
    )


class Changed(Schema):
    """What would be there, and what of now it takes the place of."""

    says = fields.String(required=True)
    was = fields.List(fields.String(), required=True)


class LeftOut(Schema):
    """What of the file would be left out; `wrong` where somebody has to look."""

    line = fields.Integer(required=True)
    words = fields.String(required=True)
    why = fields.String(required=True)
    wrong = fields.Boolean(required=True)


class Preview(Schema):
    """What the file would change; `calendar` is the body that sets it."""

    changes = fields.List(fields.Nested(Changed), required=True)
    unchanged = fields.Integer(required=True)
    left_out = fields.List(fields.Nested(LeftOut), required=True)
    calendar = fields.Nested(body_of(SetCalendar, "school_id"), required=True)


@routes.on(
    "POST",
    "/schools/<uuid:school_id>/calendar/preview",
    needs=SetCalendar,
    body=File(),
    answer=Preview(),
)
def preview_calendar(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Show what a file would make of a school's calendar; nothing is set by it.

    What the file says takes the place of what is known of its days; the rest stays.
    """
    school: SchoolView = asker.ask(GetSchool(school_id=school_id))
    plan = planned(school, body["text"])
    command = SetCalendar(
        school_id=school_id,
        terms=plan.terms,
        closures=plan.closures,
        exams=plan.exams,
        version=school.version,
    )
    calendar = {name: part for name, part in dump(command).items() if name in _BODY}
    return jsonify(
        {
            "changes": [change._asdict() for change in plan.changes],
            "unchanged": plan.unchanged,
            "left_out": [one._asdict() for one in plan.left],
            "calendar": calendar,
        }
    )


_BODY = body_of(SetCalendar, "school_id").fields.keys()


@routes.on(
    "PUT",
    "/schools/<uuid:school_id>/calendar",
    needs=SetCalendar,
    body=body_of(SetCalendar, "school_id"),
    answer=answer_of(SchoolView),
    keyed=True,
    problems=(409,),
)
def set_calendar(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Say all terms, closures and exams of a school at once: all of it or nothing."""
    command = SetCalendar(school_id=school_id, **body)
    receipt = asker.execute(command, asker.command_id(school_id))
    return asker.ask(GetSchool(school_id=school_id)), replayed(receipt)
