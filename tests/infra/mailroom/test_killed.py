"""Is there one ticket where a process is killed before it can say that it took it?"""

from __future__ import annotations

import os
import signal
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
import requests

from infra.mailroom import process
from services.gateway import mail as gateway_mail
from services.intake.incoming import delivery
from shared.places import INTERNAL_PORT, PORT
from tests.infra.command_line.desks import run
from tests.infra.mailroom.boxes import Box, Writer, answers_late
from tests.support.apart import free_ports
from tests.support.cast import ASHGROVE_MAILBOX
from tests.support.dovecot import PASSWORD
from tests.support.platform import REPOSITORY
from tests.support.waiting import until

FILE = """
every_seconds = 1

[mailboxes.ashgrove]
address = "{address}"
host = "127.0.0.1"
port = {port}
security = "none"
user = "{user}"
password_file = "{password}"
"""


def described(box: Box, place: Path) -> dict[str, str]:
    """The environment of a program that collects one mailbox."""
    assert box.mailbox.password is not None
    file = place / "mailboxes.toml"
    said = {"port": box.mailbox.port, "password": box.mailbox.password.file}
    file.write_text(FILE.format(address=ASHGROVE_MAILBOX, user=box.user, **said))
    [internal] = free_ports(1)
    return box.desk.environment | {
        "CARETAKER_MAILBOXES": str(file),
        "CARETAKER_INTERNAL_PORT": str(internal),
    }


@contextmanager
def program(
    what: str, known: dict[str, str], place: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that takes in mail; it is killed in the end."""
    words = [sys.executable, "-m", "infra.command_line", "mail", what]
    with (place / f"{what}.log").open("ab") as log:
        running = subprocess.Popen(
            words, cwd=REPOSITORY, env=os.environ | known, stdout=log, stderr=log
        )
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def collector(box: Box, place: Path) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """The program that collects a mailbox."""
    return program("collect", described(box, place), place)


def killed_before_it_marks(box: Box, place: Path) -> None:
    """The outcome is recorded, and nobody has told the mail server."""
    box.gets(box.writes("the projector"))
    with answers_late(box.desk) as (recorded, gone), collector(box, place) as running:
        assert recorded.wait(60), (place / "collect.log").read_text()
        running.send_signal(signal.SIGKILL)
        running.wait()
        gone.set()
    assert box.waits() == 1
    assert box.subjects() == ["the projector"]


def test_a_message_that_comes_again_after_a_kill_is_one_ticket(
    box: Box, tmp_path: Path
) -> None:
    killed_before_it_marks(box, tmp_path)
    with collector(box, tmp_path):
        until(lambda: box.waits() == 0)
    assert box.subjects() == ["the projector"]


def test_without_knowing_it_again_there_would_be_two(
    box: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_before_it_marks(box, tmp_path)
    monkeypatch.setattr(delivery, "_identity", lambda *_: uuid4())
    monkeypatch.setattr(gateway_mail, "_DELIVERIES", uuid4())
    with collector(box, tmp_path):
        until(lambda: box.waits() == 0)
    assert box.subjects() == ["the projector"] * 2


def test_a_message_whose_receiver_was_killed_comes_again_and_is_one_ticket(
    writer: Writer, tmp_path: Path
) -> None:
    received_by_a_receiver_that_is_killed(writer, tmp_path)
    assert writer.subjects() == ["the projector"]


def test_without_knowing_that_one_again_there_would_be_two(
    writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "_identity", lambda *_: uuid4())
    monkeypatch.setattr(gateway_mail, "uuid5", lambda *_: uuid4())
    received_by_a_receiver_that_is_killed(writer, tmp_path)
    assert writer.subjects() == ["the projector"] * 2


def received_by_a_receiver_that_is_killed(writer: Writer, place: Path) -> None:
    """The mail server has no answer, so it sends the message again."""
    mail, internal = free_ports(2)
    known = writer.desk.environment | {
        "CARETAKER_MAIL_PORT": str(mail),
        "CARETAKER_INTERNAL_PORT": str(internal),
    }
    sent = ("mta@msp.example", ASHGROVE_MAILBOX, writer.writes("the projector"))
    with (
        answers_late(writer.desk) as (recorded, gone),
        program("receive", known, place) as running,
        ThreadPoolExecutor() as meanwhile,
    ):
        until(lambda: asked(f"http://127.0.0.1:{internal}/readyz") == 200)
        session = smtplib.LMTP("127.0.0.1", mail)
        handing = meanwhile.submit(session.sendmail, *sent)
        assert recorded.wait(60), (place / "receive.log").read_text()
        running.send_signal(signal.SIGKILL)
        running.wait()
        gone.set()
        assert isinstance(handing.exception(), smtplib.SMTPServerDisconnected)
    with program("receive", known, place):
        until(lambda: asked(f"http://127.0.0.1:{internal}/readyz") == 200)
        until(lambda: takes(mail))
        with smtplib.LMTP("127.0.0.1", mail) as session:
            assert session.sendmail(*sent) == {}
    log = (place / "receive.log").read_text()
    assert ASHGROVE_MAILBOX not in log


def takes(port: int) -> bool:
    """Whether somebody is there who would take a message."""
    try:
        with smtplib.LMTP("127.0.0.1", port):
            return True
    except OSError:
        return False


def test_the_process_is_probed_counts_and_ends_in_order(
    box: Box, tmp_path: Path
) -> None:
    known = described(box, tmp_path)
    url = f"http://127.0.0.1:{known['CARETAKER_INTERNAL_PORT']}"
    with program("collect", known, tmp_path) as running:
        until(lambda: asked(f"{url}/readyz") == 200)
        assert asked(f"{url}/healthz") == 200
        looked = 'caretaker_mailbox_failing{mailbox="ashgrove"} 0.0'
        until(lambda: looked in requests.get(f"{url}/metrics", timeout=30).text)
        figures = requests.get(f"{url}/metrics", timeout=30).text
        assert 'polled_timestamp_seconds{mailbox="ashgrove"}' in figures
        assert asked(f"{url}/heads/intake") == 401
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) == 0
    log = (tmp_path / "collect.log").read_text()
    assert PASSWORD not in log
    assert '"stopped"' in log


@pytest.mark.parametrize(
    ("variable", "value", "why"),
    [
        ("CARETAKER_MAILBOXES", "missing.toml", "missing.toml cannot be read"),
        ("CARETAKER_DATA", "nowhere", "there is no token in"),
        ("CARETAKER_INTERNAL_PORT", "x", "is a number up to 65535, not 'x'"),
        ("CARETAKER_INTERNAL_PORT", "65536", "is a number up to 65535, not '65536'"),
        ("CARETAKER_URL", "http://[gateway", "'http://[gateway' is not a URL"),
        ("CARETAKER_URL", "http://gateway:x", "'http://gateway:x' is not a URL"),
    ],
)
def test_what_cannot_begin_says_why_in_one_line(
    box: Box, tmp_path: Path, variable: str, value: str, why: str
) -> None:
    known = described(box, tmp_path) | {variable: value}
    program = [sys.executable, "-m", "infra.command_line", "mail", "collect"]
    ended = subprocess.run(
        program,
        cwd=REPOSITORY,
        env=os.environ | known,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1, ended
    [line] = ended.stdout.splitlines()
    assert why in line


def test_each_kind_of_process_is_asked_how_it_is_at_a_port_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ports: list[int] = []

    def live(_: object, usual_port: int) -> int:
        ports.append(usual_port)
        return 0

    monkeypatch.setattr(process, "live", live)
    for words in (("collect", "--mailboxes", "mailboxes.toml"), ("receive",)):
        assert run("mail", *words).exit_code == 0
    assert len({*ports, INTERNAL_PORT, PORT}) == 4
    assert process._internal_port({}, ports[0]) == ports[0]
    assert process._internal_port({"CARETAKER_INTERNAL_PORT": "7"}, ports[0]) == 7


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("--port", "65536", "65536 is not in the range"),
        ("--authserv-id", "x" * 201, "is the name of no mail server"),
        ("--authserv-id", "mx.example 1", "is the name of no mail server"),
        ("--authserv-id", "\udcff", "is the name of no mail server"),
    ],
)
def test_a_receiver_that_no_message_could_pass_does_not_begin(
    option: str, value: str, why: str
) -> None:
    done = run("mail", "receive", option, value)
    assert done.exit_code == os.EX_USAGE
    assert why in done.stderr


def asked(url: str) -> int:
    """What is answered; 0 where nobody does."""
    try:
        return requests.get(url, timeout=30).status_code
    except requests.RequestException:
        return 0
