"""What do texts seem to hold that come in by any way, and who is told?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid5

import pytest

from contracts.personal_data import (
    CountPersonalData,
    FoundCount,
    GetText,
    PersonalDataFound,
    Sensitive,
    TextState,
    TextView,
)
from contracts.refusals import Forbidden, NotFound
from contracts.values import Channel
from services.intake.personal_data import finding
from tests.services.intake.personal_data.texts import (
    CARD,
    DPO,
    ENGINEER,
    SAID,
    STAFF,
    entry_of,
    forget,
    kept,
    leave,
    open_with_a_card,
    redact,
    reply_with_a_card,
    restrict,
    view_of,
)
from tests.services.intake.stories import hold, note, open_it, resolve, write
from tests.services.intake.teams.crew import NETWORKS, hand_over, with_teams
from tests.support.cast import ASHGROVE, OLU, TICKET
from tests.support.incoming import deliver, written
from tests.support.town import Town


def found(town: Town) -> list[tuple[str, tuple[Sensitive, ...], bool]]:
    """What was found, and in which lines."""
    view = view_of(town)
    kinds = {one.entry_id: one.kind for one in view.timeline}
    return [
        (kinds[one.entry_id], one.kinds, one.despite_warning) for one in view.marked
    ]


def text_of(town: Town, kind: str) -> TextView:
    view: TextView = town.ask(
        GetText(school_id=ASHGROVE, entry_id=entry_of(town, kind))
    )
    return view


def test_what_every_text_seems_to_hold_is_recorded_with_its_kind(known: Town) -> None:
    open_with_a_card(known, despite_warning=True)
    card = (Sensitive.PAYMENT_CARD,)
    assert found(known) == [("opened", card, True)]
    known.clock.advance(minutes=1)
    known.execute(replace(note, version=1, text="pin: 4829"))
    known.clock.advance(minutes=1)
    known.execute(replace(hold, version=2, reason=SAID))
    known.clock.advance(minutes=1)
    known.execute(replace(write, text="AB123456C", message_id=uuid5(TICKET, "w")))
    known.clock.advance(minutes=1)
    known.execute(replace(resolve, version=4, note=f"{SAID} pin: 4829"))
    assert found(known)[1:] == [
        ("note", (Sensitive.PASSWORD,), False),
        ("held", card, False),
        ("requester_replied", (Sensitive.NATIONAL_INSURANCE,), False),
        ("resolved", (*card, Sensitive.PASSWORD), False),
    ]


def test_what_comes_by_mail_is_looked_through(known: Town) -> None:
    outcome = deliver(known, written("Subject: The card", "", SAID))
    assert outcome.ticket_id is not None
    [one] = view_of(known, of=outcome.ticket_id).marked
    assert (one.kinds, one.despite_warning) == ((Sensitive.PAYMENT_CARD,), False)


def test_what_monitoring_tells_is_not_looked_through(known: Town) -> None:
    open_with_a_card(known, channel=Channel.ALERT)
    assert found(known) == []


def test_without_looking_nothing_is_found(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(finding, "kinds_in", lambda *_: ())
    open_with_a_card(known)
    assert found(known) == []


def test_the_value_is_in_no_event_of_what_was_found(known: Town) -> None:
    open_with_a_card(known)
    events = [one.body for one in known.log("intake", ASHGROVE)]
    assert not [one for one in events if CARD.encode() in one]
    assert "4111" in kept(known), "the text itself stands at its ticket"
    [event] = [
        one
        for one in known.events("intake", ASHGROVE)
        if isinstance(one, PersonalDataFound)
    ]
    assert "4111" not in repr(event)


def test_school_people_see_what_is_covered_and_not_what_was_found(
    known: Town,
) -> None:
    open_with_a_card(known)
    assert view_of(known, STAFF).marked == ()
    [one] = view_of(known, DPO).marked
    assert one.kinds == (Sensitive.PAYMENT_CARD,)
    restrict(known, one.entry_id)
    [seen] = view_of(known, STAFF).marked
    assert (seen.state, seen.kinds) == (TextState.RESTRICTED, ())


def test_a_text_is_shown_with_what_was_found_in_it(known: Town) -> None:
    open_with_a_card(known)
    view = text_of(known, "opened")
    assert view.text == f"{open_it.subject}\n\n{SAID}"
    assert (view.reference, view.kinds) == ("MPJT-1", (Sensitive.PAYMENT_CARD,))
    restrict(known, view.entry_id)
    covered = text_of(known, "opened")
    assert (covered.text, covered.state) == ("", TextState.RESTRICTED)


def test_who_works_with_nobodys_data_is_not_told_of_a_text(known: Town) -> None:
    open_with_a_card(known)
    asked = GetText(school_id=ASHGROVE, entry_id=entry_of(known, "opened"))
    with pytest.raises(Forbidden):
        known.ask(asked, STAFF)
    with pytest.raises(NotFound):
        known.ask(replace(asked, entry_id=TICKET))


def test_a_note_of_the_desk_is_no_text_for_the_school(known: Town) -> None:
    known.execute(open_it)
    known.execute(replace(note, text=SAID))
    entry_id = entry_of(known, "note")
    asked = GetText(school_id=ASHGROVE, entry_id=entry_id)
    assert known.ask(asked, ENGINEER).text == SAID
    with pytest.raises(NotFound):
        known.ask(asked, DPO)
    with pytest.raises(NotFound):
        restrict(known, entry_id, DPO)
    assert [one.state for one in view_of(known).marked] == [TextState.FOUND]


def test_what_was_found_is_counted_by_kind_and_by_how_it_stands(known: Town) -> None:
    open_with_a_card(known)
    reply_with_a_card(known)
    known.execute(
        replace(note, version=2, message_id=uuid5(TICKET, "n"), text=f"{SAID} pin:4829")
    )
    leave(known, entry_of(known, "opened"))
    redact(known, entry_of(known, "reply"))
    view = known.ask(CountPersonalData(school_id=ASHGROVE))
    counts: dict[str, Any] = {"school_id": ASHGROVE, "found": 1, "restricted": 0}
    assert view.counts == (
        FoundCount(kind=Sensitive.PASSWORD, left=0, redacted=0, **counts),
        FoundCount(kind=Sensitive.PAYMENT_CARD, left=1, redacted=1, **counts),
    )
    assert known.ask(CountPersonalData()).counts == view.counts


def test_a_note_that_a_ticket_is_handed_over_with_is_found_and_redacted(
    known: Town,
) -> None:
    with_teams(known).execute(open_it)
    given = hand_over(team_id=NETWORKS)
    known.execute(replace(given, next=SAID, despite_warning=True))
    assert found(known) == [("handed_over", (Sensitive.PAYMENT_CARD,), True)]
    assert text_of(known, "handed_over").kinds == (Sensitive.PAYMENT_CARD,)
    redact(known, entry_of(known, "handed_over"), OLU.caller)
    forget(known)
    assert CARD not in kept(known)
