"""What would have come of a school's year under other terms, on a page?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID

from flask import Response, render_template, request, stream_template

from contracts.refusals import NotFound, Refusal
from contracts.sla_promises import Promised
from contracts.sla_signing import AgreementsView, FindAgreements
from contracts.sla_what_if import Tally, Tried, Verdict, WhatIf, WhatIfView
from contracts.values import Target
from services.gateway.screens import names
from services.gateway.screens.forms import Form
from services.gateway.screens.frame import Page, Screens
from services.gateway.screens.promise_words import how_far
from services.gateway.screens.trial_forms import (
    CALENDARS,
    REOPENINGS,
    at_fields,
    day_of,
    field_of,
    filled,
    labels,
    priorities_of,
    typed,
)
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import day
from services.gateway.what_if import Sum, pieces

screens = Screens("what_if")

SHOWN = 200
"""Targets that are listed; a program is told all of them."""

OFFER = "offer"


class Like(NamedTuple):
    """Terms that the form can begin with."""

    key: str
    words: str
    promised: Promised


@dataclass
class Counting:
    """The answer while it comes in, piece by piece; `broke` is why it ended early."""

    pieces: Iterator[WhatIfView]
    total: Sum = field(default_factory=Sum)
    broke: Refusal | None = None

    def __iter__(self) -> Iterator[WhatIfView]:
        """Each piece, once it is added up."""
        try:
            for piece in self.pieces:
                self.total.add(piece)
                yield piece
        except Refusal as refusal:
            self.broke = refusal

    @property
    def changed(self) -> list[Tried]:
        """What is shown of what would have come out otherwise, the newest first."""
        newest = sorted(self.total.changed, key=lambda one: one.opened_at, reverse=True)
        return newest[:SHOWN]

    @property
    def decided(self) -> list[Tally]:
        """The kinds of which something was decided, or would have been."""
        return [one for one in self.total.tallies if any(_numbers(one))]

    def turned(self, verdict: Verdict) -> int:
        """How many targets would have come to this, and did not."""
        return sum(one.after.verdict is verdict for one in self.total.changed)


@screens.on("GET", "/console/schools/<uuid:school_id>/what-if", needs=WhatIf)
def what_if(visit: Visit, school_id: UUID) -> Page:
    """A form with what is promised; with its answer, once it was sent."""
    view: AgreementsView = visit.asker.ask(FindAgreements(school_id=school_id))
    likes = [*_likes(view)]
    if not likes:
        raise NotFound("Nothing is promised to this school yet.")
    like = next((one for one in likes if one.key == _said("like")), likes[0])
    page = _page(school_id, likes, like)
    if not _said("ask"):
        return render_template("figures/what_if.html", **page)
    page["form"] = form = Form(dict(request.args))
    try:
        question = WhatIf(
            school_id=school_id,
            terms=typed(request.args, like.promised),
            from_on=day_of(request.args, "from_on"),
            until_on=day_of(request.args, "until_on"),
        )
        found = pieces(visit.asker, question)
        first = next(found)
    except Refusal as refusal:
        form.keep(at_fields(refusal))
        return render_template("figures/what_if.html", **page), refusal.status
    where = partial(_ticket, visit, school_id)
    answer = {"first": first, "counting": Counting(chain([first], found))}
    return _streamed(page | answer | {"where": where})


def _streamed(page: dict[str, Any]) -> Response:
    """The page as it comes to be: what was counted is told while more is."""
    # eventlet would keep small pieces back until there are more of them.
    request.environ["eventlet.minimum_write_chunk_size"] = 0
    response = Response(stream_template("figures/what_if.html", **page))
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _page(school_id: UUID, likes: list[Like], like: Like) -> dict[str, Any]:
    return {
        "school": names.school(school_id),
        "school_id": school_id,
        "likes": likes,
        "like": like,
        "form": Form(filled(like.promised)),
        "labels": labels(),
        "priorities": priorities_of(like.promised),
        "targets": tuple(Target),
        "field_of": field_of,
        "calendars": CALENDARS.items(),
        "reopenings": [(one.value, words) for one, words in REOPENINGS.items()],
        "share": share,
        "bars": bars,
        "how_far": how_far,
        "verdicts": Verdict,
    }


def share(kept: int, missed: int) -> str:
    """Of what was decided, how much was kept: 66.7 % (2 of 3)."""
    number = kept + missed
    return f"{100 * kept / number:.1f} % ({kept} of {number})" if number else "none"


def bars(tally: Tally) -> tuple[float, float]:
    """How wide the bars of a kind are, before and after, of a hundred."""
    kept_before, missed_before, kept_after, missed_after = _numbers(tally)
    return _percent(kept_before, missed_before), _percent(kept_after, missed_after)


def _numbers(one: Tally) -> tuple[int, int, int, int]:
    return one.kept_before, one.missed_before, one.kept_after, one.missed_after


def _percent(kept: int, missed: int) -> float:
    number = kept + missed
    return round(100 * kept / number, 1) if number else 0.0


def _likes(view: AgreementsView) -> Iterator[Like]:
    """The terms to begin with: those that count now, what is offered, earlier ones."""
    seen: list[Promised] = []
    standing = [one for one in view.versions if one.agreement_version == view.in_force]
    for one in (*standing, *view.versions):
        if one.promised not in seen:
            seen.append(one.promised)
            number = one.agreement_version
            words = f"version {number}, from {day(one.effective_from)}"
            yield Like(str(number), words, one.promised)
    if view.proposal is not None:
        yield Like(OFFER, "what is offered now", view.proposal.promised)


def _ticket(visit: Visit, school_id: UUID, one: Tried) -> str:
    """Where a ticket is read: in the console, or in the portal of its school."""
    if visit.visitor.school_id is None:
        return f"/console/tickets/{one.ticket_id}"
    return f"/portal/{school_id}/tickets/{one.ticket_id}"


def _said(name: str) -> str:
    return request.args.get(name, "")
