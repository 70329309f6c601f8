"""Does a slow mailbox delay no other, and is a dead one told of within one look?"""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from threading import Event

import pytest
from prometheus_client import REGISTRY

from infra.mailroom.collecting import Collector
from infra.mailroom.polling import Poller
from infra.mailroom.settings import Mailbox, Settings
from infra.mailroom.turns import Turns
from tests.infra.mailroom.boxes import Box
from tests.support.apart import free_ports
from tests.support.waiting import until


@contextmanager
def collecting_from(box: Box, *mailboxes: Mailbox) -> Iterator[Collector]:
    """All of them are looked into, many times a second, while this lasts."""
    settings = Settings(every=0.05, patience=30.0, mailboxes=mailboxes)
    collector = Collector(settings, box.platform)
    collector.start()
    yield collector
    collector.stop(0 if len(mailboxes) > 1 else 30)


def has(box: Box, subject: str) -> bool:
    return subject in box.subjects()


def figure(name: str, mailbox: str) -> float | None:
    return REGISTRY.get_sample_value(f"caretaker_mailbox_{name}", {"mailbox": mailbox})


def last_polled(mailbox: str) -> float:
    return figure("last_polled_timestamp_seconds", mailbox) or 0.0


def test_a_server_that_says_nothing_delays_no_other_mailbox(box: Box) -> None:
    [port] = free_ports(1)
    with closing(socket.create_server(("127.0.0.1", port))):
        slow = replace(box.mailbox, name="slow", port=port)
        quick = replace(box.mailbox, name="quick")
        with collecting_from(box, slow, quick):
            for subject in ("the projector", "the printer"):
                box.gets(box.writes(subject))
                until(partial(has, box, subject))
            assert last_polled("quick") > last_polled("slow")


def test_in_one_thread_the_slow_one_would_delay_the_other(box: Box) -> None:
    [port] = free_ports(1)
    with closing(socket.create_server(("127.0.0.1", port))):
        slow = Poller(replace(box.mailbox, port=port), 1.0, Turns(box.platform))
        box.gets(box.writes("the projector"))
        with pytest.raises(Exception, match="does not answer"):
            slow.poll(Event())
        assert box.subjects() == []


def test_a_mailbox_that_dies_fails_within_one_look_and_recovers(
    box: Box, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with collecting_from(box, replace(box.mailbox, name="dying")):
        until(lambda: figure("failing", "dying") == 0.0)
        box.dovecot.stop()
        until(lambda: figure("failing", "dying") == 1.0)
        died_at = last_polled("dying")
        until(lambda: "dying is not collected: " in caplog.text)
        box.dovecot.start()
        until(lambda: figure("failing", "dying") == 0.0)
        until(lambda: last_polled("dying") > died_at)
        until(lambda: "dying is collected again" in caplog.text)
    # Cut off, reset, refused: each is told once, and none with every look.
    lines = [one for one in caplog.messages if "dying is not collected" in one]
    assert 1 <= len(lines) == len(set(lines))


def test_before_the_first_look_ends_nothing_is_said_of_a_mailbox(box: Box) -> None:
    [port] = free_ports(1)
    with closing(socket.create_server(("127.0.0.1", port))):
        new = replace(box.mailbox, name="new", port=port)
        with collecting_from(box, new, replace(box.mailbox, name="known")):
            until(lambda: figure("failing", "known") == 0.0)
            assert figure("failing", "new") is None
            assert figure("last_polled_timestamp_seconds", "new") is None
            assert figure("collected_since_timestamp_seconds", "new") is not None


def test_a_fault_of_ours_ends_no_thread(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    poll = Poller.poll
    monkeypatch.setattr(Poller, "poll", lambda *_: 1 / 0)
    with collecting_from(box, replace(box.mailbox, name="faulty")):
        until(lambda: figure("failing", "faulty") == 1.0)
        monkeypatch.setattr(Poller, "poll", poll)
        until(lambda: figure("failing", "faulty") == 0.0)


def test_it_ends_when_it_is_told_to(box: Box) -> None:
    settings = Settings(every=60.0, patience=30.0, mailboxes=(box.mailbox,))
    collector = Collector(settings, box.platform)
    collector.start()
    assert collector.stop(30)
