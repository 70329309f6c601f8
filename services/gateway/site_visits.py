"""What may be said and asked of visits: when somebody of the MSP comes to a school?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

from marshmallow import Schema, fields

from contracts.site_visits import (
    CancelSiteVisit,
    FindSiteVisits,
    GetSiteVisit,
    MissSiteVisit,
    MoveSiteVisit,
    PlanSiteVisit,
    RecordSiteVisit,
    SiteVisitsView,
    SiteVisitView,
)
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of
from services.gateway.site_visit_times import clashes_of

_AT = "/schools/<uuid:school_id>/site-visits"
_ONE = f"{_AT}/<uuid:visit_id>"
_ACTS: dict[str, type] = {
    "move": MoveSiteVisit,
    "cancel": CancelSiteVisit,
    "record": RecordSiteVisit,
    "miss": MissSiteVisit,
}

routes = Routes("site-visits", "When somebody of the MSP comes to a school.")


class VisitsQuery(Schema):
    """Of which school, and which visits."""

    school = fields.UUID(metadata={"description": "One school; all if not given."})
    since = fields.AwareDateTime(
        required=True, metadata={"description": "Visits that begin then, or later."}
    )
    until = fields.AwareDateTime(
        required=True, metadata={"description": "Visits that begin before then."}
    )


@routes.on(
    "GET",
    "/site-visits",
    needs=FindSiteVisits,
    query=VisitsQuery(),
    answer=answer_of(SiteVisitsView),
)
def find_site_visits(asker: Asker, query: Body) -> Any:
    """List visits by when they begin. A token of a school gets its own."""
    return asker.ask(
        FindSiteVisits(
            school_id=query.get("school"), since=query["since"], until=query["until"]
        )
    )


@routes.on("GET", _ONE, needs=GetSiteVisit, answer=answer_of(SiteVisitView))
def get_site_visit(asker: Asker, school_id: UUID, visit_id: UUID) -> Any:
    """Show a visit as it stands."""
    return asker.ask(GetSiteVisit(school_id=school_id, visit_id=visit_id))


@routes.on(
    "POST",
    _AT,
    needs=PlanSiteVisit,
    body=body_of(PlanSiteVisit, "school_id", "visit_id", "clashes"),
    answer=answer_of(SiteVisitView),
    status=201,
    keyed=True,
)
def plan_site_visit(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Plan a visit; when the school is not open it takes a reason."""
    command_id = asker.command_id(school_id, "visit")
    visit_id = uuid5(command_id, "visit")
    clashes = clashes_of(asker, school_id, body["starts_at"], body["ends_at"])
    command = PlanSiteVisit(
        school_id=school_id, visit_id=visit_id, clashes=clashes, **body
    )
    receipt = asker.execute(command, command_id)
    view = asker.ask(GetSiteVisit(school_id=school_id, visit_id=visit_id))
    at = f"/api/v1/schools/{school_id}/site-visits/{visit_id}"
    return view, {"Location": at, **replayed(receipt)}


def _action(kind: type) -> Callable[..., Any]:
    """What answers `POST .../site-visits/{visit_id}/{act}` for one kind of command."""

    def act(asker: Asker, school_id: UUID, visit_id: UUID, body: Body) -> Any:
        if kind is MoveSiteVisit:
            times = (body["starts_at"], body["ends_at"])
            body["clashes"] = clashes_of(asker, school_id, *times)
        command = kind(school_id=school_id, visit_id=visit_id, **body)
        receipt = asker.execute(command, asker.command_id(school_id, visit_id))
        view = asker.ask(GetSiteVisit(school_id=school_id, visit_id=visit_id))
        return view, replayed(receipt)

    return act


def _declare(name: str, kind: type) -> None:
    view = _action(kind)
    view.__name__ = f"{name}_site_visit"
    view.__doc__ = kind.__doc__
    routes.on(
        "POST",
        f"{_ONE}/{name}",
        needs=kind,
        body=body_of(kind, "school_id", "visit_id", "clashes"),
        answer=answer_of(SiteVisitView),
        keyed=True,
        problems=(409,),
    )(view)


for _name, _kind in _ACTS.items():
    _declare(_name, _kind)
