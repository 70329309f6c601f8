"""Is there one ticket where the collector is killed before it can mark the message?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests

from services.gateway import mail as gateway_mail
from services.intake import delivery
from tests.infra.mailroom.boxes import Box
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
def collector(box: Box, place: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The program itself, and where it is probed; it is killed in the end."""
    known = described(box, place)
    program = [sys.executable, "-m", "infra.command_line", "mail", "collect"]
    with (place / "collector.log").open("ab") as log:
        running = subprocess.Popen(
            program, cwd=REPOSITORY, env=os.environ | known, stdout=log, stderr=log
        )
    try:
        yield running, f"http://127.0.0.1:{known['CARETAKER_INTERNAL_PORT']}"
    finally:
        running.kill()
        running.wait()


def killed_before_it_marks(box: Box, place: Path) -> None:
    """The outcome is recorded, and nobody has told the mail server."""
    box.gets(box.writes("the projector"))
    with answers_late(box) as (recorded, gone), collector(box, place) as (running, _):
        assert recorded.wait(60), (place / "collector.log").read_text()
        running.send_signal(signal.SIGKILL)
        running.wait()
        gone.set()
    assert box.waits() == 1
    assert box.subjects() == ["the projector"]


@contextmanager
def answers_late(box: Box) -> Iterator[tuple[threading.Event, threading.Event]]:
    """The platform records a message, and answers when whoever asked is gone."""
    app = box.desk.api.app
    answer = app.wsgi_app
    recorded, gone = threading.Event(), threading.Event()

    def late(environ: dict[str, Any], start: Any) -> Any:
        answered = answer(environ, start)
        if environ["PATH_INFO"] == "/api/v1/mail":
            recorded.set()
            gone.wait(60)
        return answered

    vars(app)["wsgi_app"] = late
    try:
        yield recorded, gone
    finally:
        gone.set()
        del vars(app)["wsgi_app"]


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


def test_the_process_is_probed_counts_and_ends_in_order(
    box: Box, tmp_path: Path
) -> None:
    with collector(box, tmp_path) as (running, url):
        until(lambda: asked(f"{url}/readyz") == 200)
        assert asked(f"{url}/healthz") == 200
        figures = requests.get(f"{url}/metrics", timeout=30).text
        assert 'caretaker_mailbox_failing{mailbox="ashgrove"} 0.0' in figures
        assert 'polled_timestamp_seconds{mailbox="ashgrove"}' in figures
        assert asked(f"{url}/heads/intake") == 401
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) == 0
    log = (tmp_path / "collector.log").read_text()
    assert PASSWORD not in log
    assert '"stopped"' in log


@pytest.mark.parametrize(
    ("variable", "value", "why"),
    [
        ("CARETAKER_MAILBOXES", "missing.toml", "missing.toml cannot be read"),
        ("CARETAKER_DATA", "nowhere", "there is no token in"),
        ("CARETAKER_INTERNAL_PORT", "x", "invalid literal"),
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


def asked(url: str) -> int:
    """What is answered; 0 where nobody does."""
    try:
        return requests.get(url, timeout=30).status_code
    except requests.RequestException:
        return 0
