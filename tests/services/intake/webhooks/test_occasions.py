"""Of which events are hooks told, and how often is that written down?"""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from contracts.access import Caller, Role
from services.intake.webhooks import notices as rules
from services.intake.webhooks import occasions
from tests.services.intake.guarded.deeds import classify
from tests.services.intake.hooked import OTHER, ask_again, hook, kinds, shown
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE
from tests.support.receiver import Receiver
from tests.support.town import Town


def test_without_a_hook_nothing_is_written(known: Town) -> None:
    known.execute(open_it)
    assert kinds(known).count("intake.notice_written") == 0


def test_one_event_is_one_notice_of_each_hook_however_often_it_is_asked_for(
    known: Town, receiver: Receiver
) -> None:
    hook(known, receiver)
    hook(known, receiver, OTHER, home=ASHGROVE)
    known.execute(open_it)
    ask_again(known)
    assert kinds(known).count("intake.notice_written") == 2


def test_without_its_id_it_would_be_told_twice(
    known: Town, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: each asking makes another."""
    monkeypatch.setattr(rules, "notice_of", lambda *_: uuid4())
    hook(known, receiver)
    known.execute(open_it)
    ask_again(known)
    assert kinds(known).count("intake.notice_written") == 2


def test_what_is_written_of_it_is_committed_with_the_event_or_not_at_all(
    known: Town, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook(known, receiver)
    before = kinds(known)

    def killed(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(occasions, "_write", killed)
    with pytest.raises(ZeroDivisionError):
        known.execute(open_it)
    assert kinds(known) == before


SAFE = replace(open_it, service="monitoring")


def test_what_is_about_safeguarding_is_told_to_the_msps_hooks_alone(
    known: Town, receiver: Receiver
) -> None:
    hook(known, receiver)
    hook(known, receiver, OTHER, home=ASHGROVE)
    known.execute(SAFE)
    assert kinds(known).count("intake.notice_written") == 1
    assert len(shown(known)) == 1


def test_without_asking_what_it_is_about_a_schools_would_be_told(
    known: Town, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: who is told is asked of each event."""
    monkeypatch.setattr(occasions, "guarded_among", lambda *_: {})
    hook(known, receiver, OTHER, home=ASHGROVE)
    known.execute(SAFE)
    assert kinds(known).count("intake.notice_written") == 1


def told_before(town: Town, receiver: Receiver) -> dict[Role, int]:
    """How much two people of the school see of what its hook was told in time."""
    hook(town, receiver, OTHER, home=ASHGROVE)
    town.execute(open_it)
    classify(town, "monitoring")
    return {
        role: len(shown(town, OTHER, Caller(actor="one", role=role, school=ASHGROVE)))
        for role in (Role.HEAD, Role.SLT_DIGITAL_LEAD)
    }


def test_what_a_hook_was_told_before_is_shown_to_the_few(
    known: Town, receiver: Receiver
) -> None:
    assert told_before(known, receiver) == {Role.HEAD: 1, Role.SLT_DIGITAL_LEAD: 0}


def test_without_the_guard_it_would_be_shown_to_whoever_has_the_hook(
    known: Town, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(Caller, "reads_safeguarding", lambda _: True)
    assert told_before(known, receiver) == {Role.HEAD: 1, Role.SLT_DIGITAL_LEAD: 1}
