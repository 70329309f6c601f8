"""Is an accepted suggestion an ordinary act that says where it came from?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from contracts.intake import GetTicket, TicketView, TriageTicket
from contracts.refusals import Conflict, Refused
from contracts.ties import Link, LinkTickets, MergeTicket
from contracts.values import Level, Priority
from services.intake.suggesting import accepting
from tests.services.intake.suggesting.histories import (
    classify,
    opens,
    past,
    suggested,
)
from tests.support.cast import ASHGROVE
from tests.support.town import Town


def triage(ticket_id: UUID, **said: Any) -> TriageTicket:
    which: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": ticket_id}
    urgent: dict[str, Any] = {"version": 1, "impact": Level.HIGH, "urgency": Level.HIGH}
    return TriageTicket(**which | urgent | {"suggested": True} | said)


def told(town: Town, ticket_id: UUID) -> str:
    """The last line of a ticket's timeline."""
    seen: TicketView = town.ask(GetTicket(ticket_id=ticket_id))
    return seen.timeline[-1].detail or ""


def test_what_is_accepted_is_set_and_says_that_it_was_suggested(town: Town) -> None:
    past(town)
    new = opens(town, 4)
    town.execute(triage(new))
    assert told(town, new) == "p1: impact high, urgency high, as suggested"
    town.execute(classify(new, version=2, category="classroom", suggested=True))
    assert told(town, new) == "incident, classroom, as suggested"
    seen: TicketView = town.ask(GetTicket(ticket_id=new))
    assert (seen.priority, seen.category) == (Priority.P1, "classroom")
    assert suggested(town, new).category is None


def test_what_somebody_sets_by_their_own_mind_does_not_say_so(town: Town) -> None:
    past(town)
    new = opens(town, 4)
    town.execute(triage(new, suggested=False))
    assert "suggested" not in told(town, new)


@pytest.mark.parametrize(
    "said",
    [{"urgency": Level.LOW}, {"priority": Priority.P4, "reason": "It is closed."}],
)
def test_what_is_not_suggested_is_not_recorded_as_suggested(
    town: Town, said: dict[str, Any]
) -> None:
    past(town)
    new = opens(town, 4)
    with pytest.raises(Refused, match="not suggested any more"):
        town.execute(triage(new, **said))
    with pytest.raises(Refused, match="not suggested any more"):
        town.execute(classify(new, category="printing", suggested=True))
    seen: TicketView = town.ask(GetTicket(ticket_id=new))
    assert (seen.version, seen.category) == (1, "")


def test_without_the_check_anything_would_be_recorded_as_suggested(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accepting, "_refuse", bool)
    new = opens(town, 4)
    town.execute(classify(new, category="printing", suggested=True))
    assert "suggested" in told(town, new)


def test_who_was_forestalled_is_told_of_that_first(town: Town) -> None:
    past(town)
    new = opens(town, 4)
    town.execute(triage(new, suggested=False))
    with pytest.raises(Conflict):
        town.execute(triage(new))


def test_a_likely_duplicate_is_linked_or_merged_as_suggested(town: Town) -> None:
    one, other, third = (opens(town, number) for number in (1, 2, 3))
    which: dict[str, Any] = {"school_id": ASHGROVE, "version": 1, "suggested": True}
    town.execute(LinkTickets(**which, ticket_id=other, other_id=one, link=Link.RELATED))
    assert told(town, other).endswith("as related, as suggested")
    town.execute(MergeTicket(**which, ticket_id=third, into_id=other))
    assert told(town, third).endswith("-2, as suggested")


def test_what_is_no_likely_duplicate_is_not_merged_or_linked_as_suggested(
    town: Town,
) -> None:
    one, other = opens(town, 1), opens(town, 2, subject="A printer")
    which: dict[str, Any] = {"school_id": ASHGROVE, "version": 1, "suggested": True}
    for command in (
        MergeTicket(**which, ticket_id=other, into_id=one),
        LinkTickets(**which, ticket_id=other, other_id=one, link=Link.CAUSE),
    ):
        with pytest.raises(Refused, match="not suggested any more"):
            town.execute(command)
    seen: TicketView = town.ask(GetTicket(ticket_id=one))
    assert seen.version == 1
