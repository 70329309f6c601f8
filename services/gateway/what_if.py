"""What would have come of a school's year under other terms? Asked piece by piece."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from marshmallow import Schema, fields, validate

from contracts.refusals import Invalid
from contracts.sla_what_if import OtherTerms, Tally, Tried, WhatIf, WhatIfView
from contracts.values import Priority, Target
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of
from services.gateway.sla import as_given
from services.gateway.trials import OtherAgreement, hours_of, promises_of

MOST = 5_000
"""Tickets that are looked at for one answer: a year of a large school."""

_NUMBERS = ("kept_before", "missed_before", "kept_after", "missed_after")

_OF_KINDS = (
    *("of_services", "uncovered", "pausing", "inspection"),
    "safeguarding_always",
)

routes = Routes("what_if", "What would have come of a school's year.")


@dataclass
class Sum:
    """The pieces of an answer, added up."""

    tickets: int = 0
    looked_at: int = 0
    changed: list[Tried] = field(default_factory=list)
    _counts: Counter[tuple[Priority, Target, str]] = field(default_factory=Counter)

    def add(self, piece: WhatIfView) -> None:
        """Take in what was told of the tickets that came next."""
        self.tickets += piece.tickets
        self.looked_at += piece.looked_at
        self.changed += piece.changed
        for one in piece.tallies:
            for name in _NUMBERS:
                self._counts[one.priority, one.target, name] += getattr(one, name)

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """What was kept and missed, and would have been, the gravest first."""
        kinds = {(priority, target) for priority, target, _ in self._counts}
        return tuple(
            Tally(
                priority=priority,
                target=target,
                **{name: self._counts[priority, target, name] for name in _NUMBERS},
            )
            for priority in Priority
            for target in Target
            if (priority, target) in kinds
        )


class Trial(Schema):
    """Of which school, days and terms. The last year, where no day is given.

    An answer that has a `next` is not all of it: sent again with it as `after`, the
    question gets what follows. `looked_at` of `clocks` says how far an answer came.
    """

    school_id = fields.UUID(
        metadata={"description": "For the MSP; a school's token asks of its own."}
    )
    agreement = fields.Nested(OtherAgreement, required=True)
    from_on = fields.Date("iso")
    until_on = fields.Date("iso")
    after = fields.UUID()
    limit = fields.Integer(
        strict=True,
        load_default=MOST,
        validate=validate.Range(1, MOST),
        metadata={"description": "Look at no more once so many were looked at."},
    )


@routes.on(
    "POST",
    "/sla/what-if",
    needs=WhatIf,
    body=Trial(),
    answer=answer_of(WhatIfView),
    problems=(404,),
)
def what_if(asker: Asker, body: Body) -> Any:
    """Count the recorded tickets of a school again, under other terms.

    The same rules count what was recorded; nothing is recorded by it.
    """
    school = body.get("school_id") or asker.caller.school
    if school is None:
        raise Invalid({"school_id": ["Say of which school."]})
    terms, limit = _terms(body["agreement"]), body["limit"]
    more = {
        name: body[name] for name in ("from_on", "until_on", "after") if name in body
    }
    question, total = WhatIf(school_id=school, terms=terms, **more), Sum()
    try:
        for piece in pieces(asker, question):
            total.add(piece)
            if total.looked_at >= limit:
                break
    except Invalid as invalid:
        raise Invalid(as_given(invalid.errors)) from invalid
    return replace(
        piece,
        looked_at=total.looked_at,
        tickets=total.tickets,
        tallies=total.tallies,
        changed=tuple(total.changed),
    )


def pieces(asker: Asker, question: WhatIf) -> Iterator[WhatIfView]:
    """What is told of the tickets, some at a time, so that nobody else waits long."""
    while True:
        piece: WhatIfView = asker.ask(question)
        yield piece
        if piece.next is None:
            return
        question = replace(question, after=piece.next)


def _terms(agreement: Body) -> OtherTerms:
    return OtherTerms(
        agreement_version=agreement.get("version"),
        promises=promises_of(agreement),
        reopening=agreement.get("reopen"),
        hours=hours_of(agreement) if "hours" in agreement else None,
        closed=tuple(agreement["closed"]) if "closed" in agreement else None,
        **{name: agreement[name] for name in _OF_KINDS if name in agreement},
    )
