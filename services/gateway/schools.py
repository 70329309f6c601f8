"""What may be said and asked of schools? Their names, mail, calendar and promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

from contracts.calendar import (
    SetClosures,
    SetExams,
    SetInspections,
    SetNation,
    SetTerms,
)
from contracts.directory import (
    AddSchool,
    ChangeUrn,
    FindSchools,
    GetSchool,
    LinkSchools,
    SchoolsView,
    SchoolView,
    SetHours,
)
from contracts.intake import GetMailboxes, MailboxesView, SetMailboxes
from contracts.sla import AgreementView, GetAgreement
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import (
    SCHOOLS_QUERY,
    Added,
    Schools,
    answer_of,
    body_of,
)
from services.gateway.taking_on import take_on

routes = Routes("schools", "The schools that are looked after.")


@routes.on(
    "POST",
    "/schools",
    needs=AddSchool,
    body=body_of(AddSchool, "school_id"),
    answer=Added(),
    status=201,
    keyed=True,
)
def add_school(asker: Asker, body: Body) -> Any:
    """Take on a school; it gets an id of our own."""
    school_id, receipt = take_on(asker, body)
    headers = {"Location": f"/api/v1/schools/{school_id}", **replayed(receipt)}
    return {"school_id": school_id}, headers


@routes.on("GET", "/schools", needs=FindSchools, query=SCHOOLS_QUERY, answer=Schools())
def find_schools(asker: Asker, query: Body) -> Any:
    """Find schools by words of their name or by URN; a school finds itself."""
    found: SchoolsView = asker.ask(FindSchools(**query))
    return {"schools": found.schools, "cursor": found.next}


@routes.on(
    "GET",
    "/schools/<uuid:school_id>",
    needs=GetSchool,
    answer=answer_of(SchoolView),
)
def get_school(asker: Asker, school_id: UUID) -> Any:
    """Show a school."""
    return asker.ask(GetSchool(school_id=school_id))


@routes.on(
    "POST",
    "/schools/<uuid:school_id>/urns",
    needs=ChangeUrn,
    body=body_of(ChangeUrn, "school_id"),
    answer=answer_of(SchoolView),
    keyed=True,
)
def change_urn(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Say that the same school goes on under another URN, as GIAS shows it."""
    command = ChangeUrn(school_id=school_id, **body)
    receipt = asker.execute(command, asker.command_id(school_id))
    return asker.ask(GetSchool(school_id=school_id)), replayed(receipt)


@routes.on(
    "POST",
    "/schools/<uuid:school_id>/links",
    needs=LinkSchools,
    body=body_of(LinkSchools, "school_id"),
    answer=answer_of(SchoolView),
    keyed=True,
)
def link_schools(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Say what another school is to this one, in the logs of both."""
    command = LinkSchools(school_id=school_id, **body)
    receipt = asker.execute(command, asker.command_id(school_id))
    return asker.ask(GetSchool(school_id=school_id)), replayed(receipt)


@routes.on(
    "PUT",
    "/schools/<uuid:school_id>/mailboxes",
    needs=SetMailboxes,
    body=body_of(SetMailboxes, "school_id"),
    answer=answer_of(MailboxesView),
    keyed=True,
    problems=(409,),
)
def set_mailboxes(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Say which addresses mail for a school comes to; no others are left."""
    command = SetMailboxes(school_id=school_id, **body)
    receipt = asker.execute(command, asker.command_id(school_id))
    return asker.ask(GetMailboxes(school_id=school_id)), replayed(receipt)


@routes.on(
    "GET",
    "/schools/<uuid:school_id>/mailboxes",
    needs=GetMailboxes,
    answer=answer_of(MailboxesView),
)
def get_mailboxes(asker: Asker, school_id: UUID) -> Any:
    """Show which addresses mail for a school comes to."""
    return asker.ask(GetMailboxes(school_id=school_id))


PARTS: Mapping[str, tuple[type, str]] = {
    "hours": (SetHours, "Say when a school is open."),
    "terms": (
        SetTerms,
        "Say which terms a school has, all of them, and whether holidays are worked.",
    ),
    "closures": (
        SetClosures,
        "Say on which days a school is closed or has INSET, all of them.",
    ),
    "exams": (
        SetExams,
        "Say when a school has exams, all of them; they close nothing.",
    ),
    "inspections": (
        SetInspections,
        "Say on which days a school is inspected, all of them: today is one as well."
        " What is promised in an inspection counts for tickets that are opened then.",
    ),
    "nation": (
        SetNation,
        "Say which nation a school is in, whose bank holidays it has.",
    ),
}
"""What is set of a school's year, each part by a route of its own, and what it does."""


def _declare(part: str, command: type, words: str) -> None:
    def set_part(asker: Asker, school_id: UUID, body: Body) -> Any:
        receipt = asker.execute(
            command(school_id=school_id, **body), asker.command_id(school_id)
        )
        return asker.ask(GetSchool(school_id=school_id)), replayed(receipt)

    set_part.__name__, set_part.__doc__ = f"set_{part}", words
    has_version = "version" in {one.name for one in fields(command)}
    routes.on(
        "PUT",
        f"/schools/<uuid:school_id>/{part}",
        needs=command,
        body=body_of(command, "school_id"),
        answer=answer_of(SchoolView),
        keyed=True,
        problems=(409,) if has_version else (),
    )(set_part)


for _part, (_command, _words) in PARTS.items():
    _declare(_part, _command, _words)


@routes.on(
    "GET",
    "/schools/<uuid:school_id>/agreement",
    needs=GetAgreement,
    answer=answer_of(AgreementView),
)
def get_agreement(asker: Asker, school_id: UUID) -> Any:
    """Show what is promised to a school, and in which hours."""
    return asker.ask(GetAgreement(school_id=school_id))
