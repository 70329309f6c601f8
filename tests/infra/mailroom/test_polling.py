"""Does every message of a mailbox have one outcome, whatever happens on the way?"""

from __future__ import annotations

import socket
import threading
from contextlib import closing

import pytest
from flask import Request

from infra.command_line import client, delivering
from infra.mailroom import polling, turns
from infra.mailroom.fetched import Fetched
from infra.mailroom.folder import Folder
from infra.mailroom.trouble import Kind
from infra.rabbitmq.proxy import Proxy, proxy_to
from services.gateway import mail as gateway_mail
from services.gateway import parsing
from tests.infra.command_line.answering import answering, problem
from tests.infra.mailroom.boxes import Box, a_broken_one
from tests.support.apart import free_ports
from tests.support.waiting import until


def test_what_waits_becomes_tickets_and_is_marked(box: Box) -> None:
    box.gets(box.writes("the projector"), box.writes("the printer"))
    assert box.polls() == 2
    assert box.subjects() == ["the printer", "the projector"]
    assert box.waits() == 0
    assert box.polls() == 0


def test_what_was_taken_is_moved_where_a_folder_is_named(box: Box) -> None:
    box.changed(done_folder="Taken")
    box.gets(box.writes("the projector"))
    assert box.polls() == 1
    assert box.dovecot.looks(box.user) == []
    [moved] = box.dovecot.looks(box.user, "Taken")
    assert b"the projector" in moved
    box.gets(box.writes("the printer"))
    assert box.polls() == 1


def test_mail_is_not_marked_as_read(box: Box) -> None:
    box.gets(box.writes("the projector"))
    box.polls()
    [taken] = box.dovecot.looks(box.user)
    assert rb"\Seen" not in taken


def test_a_message_that_nobody_can_read_does_not_stop_the_others(box: Box) -> None:
    box.gets(a_broken_one(1), box.writes("the projector"), b"", a_broken_one(2))
    assert box.polls() == 4
    assert box.fates() == {"review": 3, "ticket": 1}
    assert box.waits() == 0


def test_a_message_that_the_platform_chokes_on_stays_and_the_others_go(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.gets(box.writes("the poison"), box.writes("the projector"))
    _choke_on(monkeypatch, b"poison")
    trouble = box.fails()
    assert (trouble.kind, str(trouble)[:1]) == (Kind.LEFT_OVER, "1")
    assert box.subjects() == ["the projector"]
    assert box.waits() == 1
    monkeypatch.undo()
    assert box.polls() == 1
    assert box.waits() == 0


def _choke_on(monkeypatch: pytest.MonkeyPatch, poison: bytes) -> None:
    def read_body(request: Request, most: int) -> bytes:
        raw = parsing.read_body(request, most)
        if poison in raw:
            raise RuntimeError("a fault of ours")
        return raw

    monkeypatch.setattr(gateway_mail, "read_body", read_body)


def test_what_is_too_large_is_told_of_and_kept_where_it_is(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "LARGEST_MESSAGE", 2_000)
    box.gets(box.writes("the film") + b"x" * 3_000, box.writes("the projector"))
    assert box.polls() == 2
    assert box.subjects() == ["the film", "the projector"]
    found = box.platform.get("tickets", search="film")["tickets"]
    ticket = box.platform.get("tickets", found[0]["ticket_id"])
    assert "too large to be taken in" in str(ticket)
    assert box.polls() == 0


@pytest.mark.parametrize(("status", "asked"), [(401, 1), (403, 1), (429, 1), (503, 6)])
def test_while_the_platform_takes_nothing_all_mail_stays(
    box: Box, status: int, asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Another message may fare better where it is busy, and so may another try.
    monkeypatch.setattr(turns, "PAUSES", (0.0, 0.0))
    box.gets(box.writes("the projector"), box.writes("the printer"))
    with answering(problem(status)) as trouble:
        url, box.desk.url = box.desk.url, trouble.url
        assert box.fails().kind is Kind.PLATFORM
        assert len(trouble.asked) == asked
    box.desk.url = url
    box.changed()
    assert box.waits() == 2
    assert box.polls() == 2


def test_a_message_that_the_platform_does_not_answer_stays_and_the_others_go(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison = [box.writes(f"the poison {number}") for number in range(3)]
    box.gets(*poison[:2], box.writes("the projector"), poison[2])
    _answer_not(monkeypatch, b"poison")
    trouble = box.fails()
    assert trouble.kind is Kind.LEFT_OVER
    assert str(trouble).startswith("3 messages cannot be taken, and stay: no answer")
    assert box.subjects() == ["the projector"]
    assert box.waits() == 3


def test_behind_many_that_are_not_answered_all_others_have_their_try(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison = [box.writes(f"the poison {number}") for number in range(5)]
    box.gets(*poison, box.writes("the projector"))
    tried = _answer_not(monkeypatch, b"poison")
    assert box.fails().kind is Kind.PLATFORM
    assert (len(tried), box.subjects()) == (polling.MOST_UNANSWERED, [])
    assert box.fails().kind is Kind.PLATFORM
    assert set(tried) == set(poison)
    assert box.fails().kind is Kind.PLATFORM
    assert box.subjects() == ["the projector"]


def _answer_not(monkeypatch: pytest.MonkeyPatch, poison: bytes) -> list[bytes]:
    """The platform answers nobody who hands over a poison; what was tried of it."""
    tried: list[bytes] = []

    def hand(platform: client.Client, to: str, raw: bytes, by: str) -> client.Json:
        if poison not in raw:
            return delivering.hand_over(platform, to, raw, by)
        tried.append(raw)
        raise client.Unreachable("no answer")

    monkeypatch.setattr(turns, "hand_over", hand)
    return tried


def test_an_address_that_is_no_schools_keeps_its_mail(box: Box) -> None:
    box.changed(address="nobody@ashgrove.example")
    box.gets(box.writes("the projector"))
    assert box.fails().kind is Kind.NOT_OURS
    assert box.waits() == 1


def test_a_server_that_is_down_is_unreachable_and_its_mail_comes_later(
    box: Box,
) -> None:
    box.gets(box.writes("the projector"))
    box.dovecot.stop()
    trouble = box.fails()
    assert trouble.kind is Kind.UNREACHABLE
    assert "does not answer: Connection refused" in str(trouble)
    box.dovecot.start()
    assert box.polls() == 1


def test_a_server_that_says_nothing_is_unreachable(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.infra.mailroom.boxes.PATIENCE", 0.2)
    [port] = free_ports(1)
    with closing(socket.create_server(("127.0.0.1", port))):
        box.changed(port=port)
        assert box.fails().kind is Kind.UNREACHABLE


def test_a_wrong_password_is_told_without_it(box: Box) -> None:
    box.changed(password=box.secret("a-wrong-password"))
    trouble = box.fails()
    assert trouble.kind is Kind.REFUSED
    assert "AUTHENTICATIONFAILED" in str(trouble)
    assert "a-wrong-password" not in str(trouble)


def test_a_folder_that_is_not_there_is_told(box: Box) -> None:
    box.changed(folder="Nowhere")
    assert box.fails().kind is Kind.NO_FOLDER


def test_a_connection_that_is_cut_while_fetching_loses_nothing(box: Box) -> None:
    box.gets(box.writes("the projector"), box.writes("the film") + b"x" * 4_000_000)
    with proxy_to(box.dovecot.port) as proxy:
        box.changed(port=proxy.port)
        proxy.down.delay = 0.02
        cutting = threading.Thread(target=_cut_after, args=(proxy, 200_000))
        cutting.start()
        assert box.fails().kind is Kind.BROKEN_OFF
        cutting.join()
        assert box.waits() == 1
        proxy.heal()
        assert box.polls() == 1
    assert box.subjects() == ["the film", "the projector"]


def _cut_after(proxy: Proxy, carried: int) -> None:
    until(lambda: proxy.down.carried > carried)
    proxy.cut()


def test_what_ends_the_connection_is_taken_last(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.gets(box.writes("the poison"), box.writes("the projector"))
    message = Folder.message

    def poisoned(folder: Folder, uid: str, most: int) -> Fetched | None:
        found = message(folder, uid, most)
        if found and b"poison" in found.raw:
            raise ConnectionResetError("the server fell over it")
        return found

    monkeypatch.setattr(Folder, "message", poisoned)
    assert box.fails().kind is Kind.BROKEN_OFF
    assert box.subjects() == []
    assert box.fails().kind is Kind.BROKEN_OFF
    assert box.subjects() == ["the projector"]
