"""Is every hook told of what it wants, once, and no other kept waiting?"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from contracts.access import Caller, Role, platform
from contracts.hooks import NoticeState, Occasion, RemoveHook
from contracts.intake import HoldTicket
from contracts.values import PROVIDER
from services.intake.outgoing.webhook import signature
from services.intake.webhooks import notifying
from services.intake.webhooks.hook_tables import notice_tries, notices
from services.intake.webhooks.notifying import PAUSES, REMOVED, TOO_LATE, _Done
from services.sla.sweep import check_due_clocks
from tests.services.intake.hooked import HOOK, OTHER, again, hook, shown, tell, told
from tests.services.intake.stories import open_it, reply
from tests.support.cast import ASHGROVE, TICKET
from tests.support.rebuilding import spoil, switched
from tests.support.receiver import Receiver
from tests.support.scenario import at
from tests.support.town import Town


class Killed(BaseException):
    """The power went."""


def test_who_wants_to_know_is_told_that_something_happened_and_no_word_of_it(
    known: Town, receiver: Receiver
) -> None:
    added = hook(known, receiver)
    known.execute(open_it)
    tell(known, receiver)

    [(headers, body)] = receiver.came
    [notice] = shown(known)
    assert json.loads(body) == {
        "type": "ticket.opened",
        "timestamp": "2026-06-08T08:00:00.000000Z",
        "data": {
            "event_id": str(notice.about),
            "school_id": str(ASHGROVE),
            "ticket_id": str(TICKET),
            "reference": notice.reference,
        },
    }
    told_as = headers["webhook-id"]
    assert told_as == str(notice.notice_id)
    stamp = int(headers["webhook-timestamp"])
    assert stamp == at("mon 09:00").timestamp()
    assert headers["webhook-signature"] == signature(added.secret, told_as, stamp, body)
    [tried] = notice.tries
    assert (notice.state, tried.attempt, tried.status) == (NoticeState.TAKEN, 1, 204)


def test_a_second_look_and_a_rebuild_tell_nothing_again(
    known: Town, receiver: Receiver
) -> None:
    hook(known, receiver)
    known.execute(open_it)
    tell(known, receiver)
    tell(known, receiver)
    assert len(receiver.came) == 1
    before = shown(known)
    spoil(known, "intake", notices, state="waiting")
    spoil(known, "intake", notice_tries, said="?")
    switched(known, "intake")
    assert shown(known) == before
    tell(known, receiver)
    assert len(receiver.came) == 1


def test_a_hook_is_told_of_what_it_wants_and_nothing_else(
    known: Town, receiver: Receiver
) -> None:
    hook(known, receiver, occasions=(Occasion.HELD, Occasion.BREACHED))
    hold(known)
    tell(known, receiver)
    assert [one["type"] for one in told(receiver)] == ["ticket.held"]


def test_who_does_not_take_it_is_asked_eight_times_within_about_a_day(
    known: Town, receiver: Receiver
) -> None:
    receiver.status = 503
    hook(known, receiver)
    known.execute(open_it)
    for pause in (*PAUSES, timedelta(0)):
        tell(known, receiver)
        known.clock.now += pause * 1.2
    [notice] = shown(known)
    assert (notice.state, len(notice.tries)) == (NoticeState.FAILED, 8)
    assert {one.status for one in notice.tries} == {503}
    assert timedelta(hours=12) < sum(PAUSES, timedelta(0)) < timedelta(days=1)
    assert len({headers["webhook-id"] for headers, _ in receiver.came}) == 1
    assert len({body for _, body in receiver.came}) == 1
    assert len({headers["webhook-signature"] for headers, _ in receiver.came}) == 8


def test_it_is_not_tried_before_its_time(known: Town, receiver: Receiver) -> None:
    receiver.status = 500
    hook(known, receiver)
    known.execute(open_it)
    tell(known, receiver)
    known.clock.advance(seconds=40)
    tell(known, receiver)
    assert len(receiver.came) == 1
    [notice] = shown(known)
    assert notice.again_at is not None
    waits = notice.again_at - at("mon 09:00")
    assert timedelta(seconds=48) <= waits <= timedelta(seconds=72)


def test_who_says_that_it_is_gone_is_not_asked_again(
    known: Town, receiver: Receiver
) -> None:
    receiver.status = 410
    hook(known, receiver)
    known.execute(open_it)
    tell(known, receiver)
    assert [one.state for one in shown(known)] == [NoticeState.FAILED]


def test_a_redirection_is_not_followed(
    known: Town, receiver: Receiver, other_receiver: Receiver
) -> None:
    receiver.status, receiver.headers = 307, {"Location": other_receiver.address}
    hook(known, receiver)
    known.execute(open_it)
    tell(known, receiver)
    assert other_receiver.came == []
    assert [one.tries[0].status for one in shown(known)] == [307]


def test_what_is_no_answer_at_all_is_a_try_as_any_other(
    known: Town, receiver: Receiver
) -> None:
    receiver.line = b"Priya is not here.\0\r\n"
    hook(known, receiver)
    known.execute(open_it)
    tell(known, receiver)
    [notice] = shown(known)
    [tried] = notice.tries
    assert (notice.state, tried.status) == (NoticeState.WAITING, None)
    assert tried.said == "It did not answer as HTTP has it: BadStatusLine."


def test_a_slow_receiver_keeps_no_other_waiting(
    known: Town, receiver: Receiver, other_receiver: Receiver
) -> None:
    receiver.status = 0
    hook(known, receiver)
    hook(known, other_receiver, OTHER)
    known.execute(open_it)
    known.clock.advance(minutes=1)
    known.execute(reply)
    tell(known, receiver, seconds=0.5)
    assert [one["type"] for one in told(other_receiver)] == [
        *("ticket.opened", "ticket.replied"),
    ]
    [later, first] = shown(known)
    assert (first.state, first.tries[0].status) == (NoticeState.WAITING, None)
    # What is slow once is as slow with the next: it is left alone for a while.
    assert later.tries == ()


def test_a_hook_whose_key_is_forgotten_keeps_no_other_waiting(
    known: Town, receiver: Receiver, other_receiver: Receiver
) -> None:
    hook(known, receiver, home=ASHGROVE)
    hook(known, other_receiver, OTHER)
    known.execute(open_it)
    known.keyring.destroy(ASHGROVE, ASHGROVE, known.clock())
    for _ in range(3):
        tell(known, receiver)
    assert (len(receiver.came), len(other_receiver.came)) == (0, 1)
    head = Caller(actor="person:1", role=Role.HEAD, school=ASHGROVE)
    [notice] = shown(known, by=head)
    [tried] = notice.tries
    assert (notice.state, tried.status) == (NoticeState.WAITING, None)
    assert tried.said.startswith("Forgotten at ")


def test_who_was_killed_between_telling_and_writing_tells_again_under_the_same_id(
    known: Town, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook(known, receiver)
    known.execute(open_it)

    def killed(**_: Any) -> None:
        raise Killed

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(notifying, "RecordTry", killed)
        with pytest.raises(Killed):
            tell(known, receiver)
    tell(known, receiver)
    assert len({headers["webhook-id"] for headers, _ in receiver.came}) == 1
    assert len(receiver.came) == 2


def test_what_cannot_be_written_down_is_not_told_again_at_once(
    known: Town,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    not_written_down(known, receiver, monkeypatch)
    assert len(receiver.came) == 1
    [notice] = shown(known)
    assert f"notice {notice.notice_id}" in caplog.text
    assert receiver.address not in caplog.text


def test_an_errand_in_its_own_words_would_tell_the_address(
    known: Town,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The twin: named with all that is in it."""
    monkeypatch.delattr(_Done, "__repr__")
    not_written_down(known, receiver, monkeypatch)
    assert receiver.address in caplog.text


def test_a_hook_that_was_removed_is_told_nothing_more(
    known: Town, receiver: Receiver
) -> None:
    hook(known, receiver)
    known.execute(open_it)
    removed = RemoveHook(school_id=PROVIDER, hook_id=HOOK)
    known.execute(removed, by=platform("test"))
    known.execute(reply)
    tell(known, receiver)
    assert receiver.came == []
    [notice] = shown(known)
    assert [(one.status, one.said) for one in notice.tries] == [(None, REMOVED)]


def test_what_waited_for_two_days_is_told_no_more(
    known: Town, receiver: Receiver
) -> None:
    hook(known, receiver)
    known.execute(open_it)
    known.clock.advance(days=3)
    tell(known, receiver)
    [notice] = shown(known)
    assert (notice.state, notice.tries[0].said) == (NoticeState.FAILED, TOO_LATE)
    again(known, notice)
    tell(known, receiver)
    assert len(receiver.came) == 1


def test_a_breach_that_is_found_days_later_is_told(
    known: Town, receiver: Receiver
) -> None:
    hook(known, receiver, occasions=(Occasion.BREACHED,))
    known.execute(open_it)
    known.settle()
    known.clock.set(at("fri 09:00"))
    check_due_clocks(known.applications["sla"], known.clock())
    known.settle()
    tell(known, receiver)
    assert {one["type"] for one in told(receiver)} == {"ticket.breached"}
    assert min(one.at for one in shown(known)) < at("wed 09:00")
    assert {one.state for one in shown(known)} == {NoticeState.TAKEN}


def test_a_person_has_it_told_once_more(known: Town, receiver: Receiver) -> None:
    hook(known, receiver)
    known.execute(open_it)
    tell(known, receiver)
    again(known, *shown(known))
    tell(known, receiver)
    [notice] = shown(known)
    assert [one.attempt for one in notice.tries] == [1, 2]
    assert len({headers["webhook-id"] for headers, _ in receiver.came}) == 1


def not_written_down(
    town: Town, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook(town, receiver)
    town.execute(open_it)

    def broken(**_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(notifying, "RecordTry", broken)
    tell(town, receiver)


def hold(town: Town) -> None:
    town.execute(open_it)
    held = HoldTicket(
        school_id=ASHGROVE, ticket_id=TICKET, version=1, reason="A part is ordered."
    )
    town.execute(held)
