"""Who is told of an event, and how does each notice of it stand?"""

from __future__ import annotations

from typing import Any
from uuid import uuid5

import pytest

from contracts.hooks import (
    NoticeReplayed,
    NoticeState,
    NoticeTried,
    NoticeWritten,
    Occasion,
    RecordTry,
    ReplayNotice,
    WriteNotices,
)
from contracts.refusals import NotFound
from contracts.values import PROVIDER
from services.intake.webhooks.notices import NOTICES, Wants, notice_of
from shared.decider import Dated
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import Scenario, at

ABOUT, HOOK, OTHER = (uuid5(TICKET, one) for one in ("event", "hook", "other hook"))
NOTICE = notice_of(ABOUT, HOOK)
NINE = at("mon 09:00")

notices = Scenario(
    NOTICES,
    terms=[
        Wants(HOOK, PROVIDER, frozenset({Occasion.OPENED})),
        Wants(OTHER, ASHGROVE, frozenset({Occasion.HELD})),
    ],
)
write = WriteNotices(
    school_id=ASHGROVE,
    about=ABOUT,
    ticket_id=TICKET,
    occasion=Occasion.OPENED,
    at=NINE,
)
written = NoticeWritten(
    notice_id=NOTICE,
    about=ABOUT,
    hook_id=HOOK,
    home=PROVIDER,
    ticket_id=TICKET,
    occasion=Occasion.OPENED,
    at=NINE,
)
replay = ReplayNotice(school_id=ASHGROVE, about=ABOUT, notice_id=NOTICE)
replayed = NoticeReplayed(notice_id=NOTICE, about=ABOUT, ticket_id=TICKET)


def _of(attempt: int, state: NoticeState) -> dict[str, Any]:
    taken = state is NoticeState.TAKEN
    return {
        "notice_id": NOTICE,
        "about": ABOUT,
        "attempt": attempt,
        "state": state,
        "status": 204 if taken else 503,
        "said": "",
        "again_at": at("mon 09:01") if state is NoticeState.WAITING else None,
    }


def record(attempt: int, state: NoticeState) -> RecordTry:
    return RecordTry(school_id=ASHGROVE, **_of(attempt, state))


def tried(attempt: int, state: NoticeState) -> NoticeTried:
    return NoticeTried(ticket_id=TICKET, **_of(attempt, state))


def test_a_notice_is_written_for_whoever_wants_to_know_of_it() -> None:
    notices.given().when(write).then(written)


def test_what_happened_days_before_is_written_now() -> None:
    now = at("next mon 09:00")
    notices.given().when(write, now).then(Dated(written, now))


def test_there_is_one_notice_of_an_event_for_each_hook() -> None:
    notices.given(written).when(write).then_nothing()


@pytest.mark.parametrize("state", NoticeState)
def test_what_came_of_a_try_is_kept(state: NoticeState) -> None:
    notices.given(written).when(record(1, state)).then(tried(1, state))


def test_of_two_who_tried_at_once_the_first_counts() -> None:
    first = tried(1, NoticeState.WAITING)
    notices.given(written, first).when(record(1, NoticeState.TAKEN)).then_nothing()
    taken = tried(1, NoticeState.TAKEN)
    notices.given(written, taken).when(record(2, NoticeState.FAILED)).then_nothing()


@pytest.mark.parametrize("state", [NoticeState.TAKEN, NoticeState.FAILED])
def test_what_is_over_is_told_once_more_if_somebody_says_so(state: NoticeState) -> None:
    notices.given(written, tried(1, state)).when(replay).then(replayed)
    again = record(2, NoticeState.TAKEN)
    then = tried(2, NoticeState.TAKEN)
    notices.given(written, tried(1, state), replayed).when(again).then(then)


def test_what_waits_is_not_told_once_more() -> None:
    notices.given(written).when(replay).then_refused("It waits to be tried already.")


@pytest.mark.parametrize("command", [replay, record(1, NoticeState.TAKEN)])
def test_what_was_never_written_is_not_there(command: object) -> None:
    with pytest.raises(NotFound):
        notices.given().when(command)
