"""Of which events are hooks told, and how often is that written down?"""

from __future__ import annotations

from uuid import uuid4

import pytest

from services.intake.webhooks import notices as rules
from services.intake.webhooks import occasions
from tests.services.intake.hooked import OTHER, ask_again, hook, kinds
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
