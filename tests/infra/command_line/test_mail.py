"""Does a mail server learn what to do with every message, and lose none?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from infra.command_line import delivering
from tests.infra.command_line.answering import Answer, answering, problem
from tests.infra.command_line.desks import REPOSITORY, Desk, run
from tests.support.cast import ASHGROVE, ASHGROVE_MAILBOX

MESSAGE = b"""\
From: Priya <priya@ashgrove.example>
To: help@ashgrove.example
Subject: The projector stays dark
Message-ID: <dark@ashgrove.example>

It worked on Friday.
"""
DELIVER = ("mail", "deliver", "--to", ASHGROVE_MAILBOX)


@pytest.fixture(autouse=True)
def mailbox(desk: Desk) -> None:
    """Mail to Ashgrove's mailbox is Ashgrove's."""
    body = {"addresses": [ASHGROVE_MAILBOX]}
    desk.api.olu.call("PUT", f"/schools/{ASHGROVE}/mailboxes", json=body)


def test_a_message_becomes_a_ticket_once_however_often_it_is_delivered(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "message.eml"
    file.write_bytes(MESSAGE)
    reference = desk.gets(*DELIVER, stdin=MESSAGE).strip()
    assert desk.gets(*DELIVER, file).strip() == reference
    assert "The projector stays dark" in desk.gets("tickets", "show", reference)


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (b"", "unreadable"),
        (b"\x00\x01 no message", "unreadable"),
        (b"Subject: from nobody\n\nHello\n", "no sender"),
    ],
)
def test_what_nobody_can_read_is_held_and_not_handed_back(
    desk: Desk, message: bytes, why: str
) -> None:
    assert desk.gets(*DELIVER, stdin=message) == f"held for review: {why}\n"
    assert why in desk.gets("mail", "list")


def test_what_is_too_large_is_handed_back(desk: Desk) -> None:
    done = desk.types(*DELIVER, stdin=MESSAGE + b"x" * 31 * 1024 * 1024)
    assert (done.exit_code, done.stdout) == (os.EX_DATAERR, "")
    assert "large" in done.stderr


@pytest.mark.parametrize("to", ["nobody@ashgrove.example", "", "x" * 255, "\udcff@x"])
def test_an_address_that_is_nobodys_is_no_user(desk: Desk, to: str) -> None:
    done = desk.types("mail", "deliver", "--to", to, stdin=MESSAGE)
    assert (done.exit_code, done.stdout) == (os.EX_NOUSER, "")


@pytest.mark.parametrize("file", ["missing.eml", "."])
def test_a_file_that_cannot_be_read_is_no_input(desk: Desk, file: str) -> None:
    desk.is_told(*DELIVER, file, code=os.EX_NOINPUT)


@pytest.mark.parametrize("words", [("deliver",), ("delver",), ("deliver", "--too")])
def test_a_command_that_is_typed_wrongly_is_usage(words: tuple[str, ...]) -> None:
    done = run("mail", *words, stdin=MESSAGE)
    assert (done.exit_code, done.stdout) == (os.EX_USAGE, "")
    assert "Usage: " in done.stderr


@pytest.mark.parametrize("token", ["ct_wrong", "ct_" + "0" * 43])
def test_a_token_that_is_refused_keeps_the_message(desk: Desk, token: str) -> None:
    options = ("--token", token)
    why = desk.is_told(*DELIVER, *options, stdin="x", code=os.EX_TEMPFAIL)
    assert why.startswith("A valid token is needed")


def test_a_token_without_the_right_keeps_the_message(desk: Desk) -> None:
    options = ("--token", desk.api.priya.token)
    desk.is_told(*DELIVER, *options, stdin="x", code=os.EX_TEMPFAIL)


@pytest.mark.parametrize("name", ["x" * 201, "mx example", "\udcff"])
def test_a_checking_server_that_is_none_keeps_the_message(
    desk: Desk, name: str
) -> None:
    options = ("--authserv-id", name)
    why = desk.is_told(*DELIVER, *options, stdin="x", code=os.EX_TEMPFAIL)
    assert "is the name of no mail server" in why


def test_a_url_that_leads_past_the_api_keeps_the_message(desk: Desk) -> None:
    options = ("--url", f"{desk.url}/elsewhere")
    why = desk.is_told(*DELIVER, *options, stdin="x", code=os.EX_TEMPFAIL)
    assert why.startswith("there is no API at ")


def test_without_that_question_a_wrong_url_would_bounce_the_message(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "_make_sure", lambda _: None)
    options = ("--url", f"{desk.url}/elsewhere")
    desk.is_told(*DELIVER, *options, stdin="x", code=os.EX_NOUSER)


@pytest.mark.parametrize(
    "answer",
    [
        *(problem(status) for status in (400, 401, 403, 408, 409, 429, 500, 503)),
        Answer(413, b"<h1>Too large for this proxy</h1>", "text/html"),
        Answer(404, b"<h1>Not found</h1>", "text/html"),
        Answer(200, b"<h1>Welcome to the hotel</h1>", "text/html"),
        Answer(201, b"{}", "application/json"),
        Answer(302, b"", "text/html"),
    ],
    ids=lambda answer: f"{answer.status} {answer.kind}",
)
def test_trouble_on_the_way_keeps_the_message(desk: Desk, answer: Answer) -> None:
    with answering(answer):
        done = run(
            *DELIVER, stdin=MESSAGE, **desk.environment | {"CARETAKER_URL": answer.url}
        )
    assert (done.exit_code, done.stdout) == (os.EX_TEMPFAIL, "")
    assert len(done.stderr.splitlines()) == 1


def test_a_closed_standard_input_is_no_input(desk: Desk) -> None:
    program = (sys.executable, "-m", "infra.command_line")
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&-', "sh", *program, *DELIVER],
        cwd=REPOSITORY,
        env=os.environ | desk.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == os.EX_NOINPUT
    assert done.stderr == "caretaker: standard input cannot be read: it is closed\n"


def test_a_start_imports_nothing_heavy() -> None:
    listing = "import sys, infra.command_line.mail; print(*sys.modules)"
    program = [sys.executable, "-c", listing]
    loaded = subprocess.run(
        program, cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"marshmallow", "requests", "rich", "sqlalchemy"} & set(loaded)
