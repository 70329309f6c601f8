"""How do a school and the MSP look into the log, and see that nobody altered it?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, redirect, render_template, request

from contracts.access import Right
from contracts.audit import GetStory, StoryView
from contracts.declare import CATALOGUE
from contracts.directory import FindSchools, GetSchool, SchoolsView
from contracts.refusals import Invalid
from contracts.values import PROVIDER
from services.gateway import log
from services.gateway.cursors import read_cursor, write_cursor
from services.gateway.screens import names
from services.gateway.screens.audit_log import Wanted, find, verify
from services.gateway.screens.frame import Page, Screens
from services.gateway.screens.homes import dressed
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import LONDON
from shared.link import Link

screens = Screens("audit_pages")

_AT_ONCE = 1_000


@dataclass(frozen=True)
class Part:
    """Which part of a log a page shows; its address says so."""

    service: str = ""
    type: str = ""
    since: str = ""
    until: str = ""
    order: str = ""
    after: str = ""

    def address(self, school_id: UUID, **changed: str) -> str:
        """The same part, or one that is changed, as an address."""
        said = {k: v for k, v in asdict(replace(self, **changed)).items() if v}
        return f"/audit/{school_id}" + (f"?{urlencode(said)}" if said else "")

    def wanted(self) -> Wanted:
        """The same as a question; both days count whole, as London has them."""
        return Wanted(
            services=(self.service,) if self.service in log.SERVICES else log.SERVICES,
            kind=self.type,
            since=_midnight(self.since),
            before=_midnight(self.until, timedelta(days=1)),
            newest_first=self.order != "oldest",
        )


@screens.on("GET", "/audit", needs=Right.READ_LOG)
def choose(visit: Visit) -> Page:
    """Whose log? Who is of one school goes straight to it."""
    if visit.visitor.school_id is not None:
        return redirect(f"/audit/{visit.visitor.school_id}", 303)
    search = request.args.get("search", "").strip()[:200]
    after = request.args.get("after", "")[:400]
    found: SchoolsView = visit.asker.ask(FindSchools(search=search, after=after))
    following = urlencode({"search": search, "after": found.next})
    return render_template(
        "audit/choose.html",
        schools=found.schools,
        search=search,
        provider=PROVIDER,
        next=f"/audit?{following}" if found.next else None,
    )


@screens.on("GET", "/audit/<uuid:school_id>", needs=Right.READ_LOG)
def show_log(visit: Visit, school_id: UUID) -> Page:
    """A page of the log, verified while it is made."""
    part = Part(**{name: request.args.get(name, "")[:1_000] for name in asdict(Part())})
    link, wanted = visit.asker.link, part.wanted()
    found = find(link, school_id, wanted, _reached(school_id, part.after))
    after = write_cursor(school_id, found.positions)
    return render_template(
        "audit/log.html",
        **_frame(visit, school_id),
        part=part,
        events=found.shown,
        verdicts=verify(link, school_id, found),
        services=log.SERVICES,
        types=_types(),
        readable=_readable,
        first=part.address(school_id, after="") if part.after else None,
        next=part.address(school_id, after=after) if found.more else None,
    )


@screens.on("GET", "/audit/<uuid:school_id>/download", needs=Right.READ_LOG)
def download(visit: Visit, school_id: UUID) -> Page:
    """The whole log, a line of JSON for each event, as the API shows it."""
    _school_name(visit, school_id)
    lines = _lines(visit.asker.link, school_id)
    response = Response(lines, mimetype="application/x-ndjson")
    name = f"log-{school_id}.ndjson"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@screens.on(
    "GET", "/audit/<uuid:school_id>/stories/<uuid:correlation_id>", needs=GetStory
)
def tell_story(visit: Visit, school_id: UUID, correlation_id: UUID) -> Page:
    """What happened, in every service, because of one request."""
    question = GetStory(school_id=school_id, correlation_id=correlation_id)
    story: StoryView = visit.asker.ask(question)
    return render_template(
        "audit/story.html", **_frame(visit, school_id), lines=story.lines
    )


def _lines(link: Link, school_id: UUID) -> Iterator[str]:
    positions = dict.fromkeys(log.SERVICES, 0)
    for event in log.merged(link, school_id, positions, _AT_ONCE):
        yield json.dumps(log.shown(event), separators=(",", ":")) + "\n"


def _frame(visit: Visit, school_id: UUID) -> dict[str, Any]:
    """What every page of a log has; NotFound: no such school."""

    def on_behalf_of(actor: str) -> str:
        kind, _, rest = actor.partition(":")
        known = names.who(actor, school_id)
        return f"requester {rest[:8]}" if kind == "requester" else known

    name = _school_name(visit, school_id)
    return {
        **dressed(visit, school_id),
        "school": name,
        "exact": lambda at: at.astimezone(LONDON).strftime("%d/%m/%Y %H:%M:%S"),
        "who": lambda actor: names.who(actor, school_id),
        "on_behalf_of": on_behalf_of,
    }


def _school_name(visit: Visit, school_id: UUID) -> str:
    if school_id == PROVIDER:
        return "the MSP"
    return str(visit.asker.ask(GetSchool(school_id=school_id)).name)


def _reached(school_id: UUID, after: str) -> dict[str, int] | None:
    """Where the page before ended; the first page for what is no cursor of this log."""
    try:
        return read_cursor(school_id, log.SERVICES, after) if after else None
    except Invalid:
        return None


def _midnight(day: str, later: timedelta = timedelta(0)) -> datetime | None:
    """When a day begins; None for what is no date, which then bounds nothing."""
    try:
        return datetime.combine(date.fromisoformat(day) + later, time(), LONDON)
    except (ValueError, OverflowError):
        return None


def _types() -> list[str]:
    """Every type of event there is."""
    return sorted(
        one.name
        for one in CATALOGUE.all("event")
        if one.message.__module__.startswith("contracts.")
    )


def _readable(body: bytes) -> str:
    return json.dumps(json.loads(body), indent=2, ensure_ascii=False)
