"""How does a test set up a mailbox, and see what became of its messages?"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from infra.command_line import client
from infra.command_line.finding import pages
from infra.mailroom.polling import Poller
from infra.mailroom.settings import Mailbox, OAuth2, Secret
from infra.mailroom.trouble import Trouble
from infra.mailroom.turns import Turns
from tests.infra.command_line.desks import Desk
from tests.support.cast import ASHGROVE, ASHGROVE_MAILBOX, BECKFIELD, BECKFIELD_MAILBOX
from tests.support.dovecot import PASSWORD, Dovecot
from tests.support.token_server import CLIENT_SECRET, TokenServer

PATIENCE = 5.0
_NUMBERS = count(1)
_BROKEN = b"\x00\x01 no message"


class Writer:
    """Somebody who writes to a desk, and sees what became of it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.user = f"ashgrove-{next(_NUMBERS)}"
        self._fates, self._subjects = self._all_fates(), self._all_subjects()

    @property
    def platform(self) -> client.Client:
        return client.find(self.desk.url, self.desk.data, None)

    def writes(self, subject: str) -> bytes:
        """A message of somebody who writes to nobody else."""
        return (
            f"From: Priya <{self.user}@ashgrove.example>\r\n"
            f"To: {ASHGROVE_MAILBOX}\r\nSubject: {subject}\r\n"
            f"Date: Mon, 08 Jun 2026 08:00:00 +0100\r\n"
            f"Message-ID: <{subject.replace(' ', '-')}@{self.user}.example>\r\n"
            f"\r\nAbout {subject}.\r\n"
        ).encode()

    def fates(self) -> Counter[str]:
        """How many messages have each outcome that came since they began."""
        return self._all_fates() - self._fates

    def subjects(self) -> list[str]:
        """What the tickets are about that were opened since."""
        return sorted((self._all_subjects() - self._subjects).elements())

    def _all_fates(self) -> Counter[str]:
        fates = ("ticket", "reply", "review", "refused")
        ask = partial(pages, self.platform, "mails", limit=200)
        return Counter({fate: sum(1 for _ in ask(fate=fate)) for fate in fates})

    def _all_subjects(self) -> Counter[str]:
        tickets = pages(self.platform, "tickets", limit=200)
        return Counter(one["subject"] for one in tickets)


class Box(Writer):
    """A mailbox of a user of its own, the desk it is for, and a poller of both."""

    def __init__(self, dovecot: Dovecot, desk: Desk, place: Path) -> None:
        super().__init__(desk)
        self.dovecot = dovecot
        self._place = place
        self.mailbox = Mailbox(
            name="ashgrove",
            address=ASHGROVE_MAILBOX,
            host="127.0.0.1",
            port=dovecot.port,
            security="none",
            user=self.user,
            password=self.secret(PASSWORD),
            oauth2=None,
            folder="INBOX",
            done_folder=None,
            authserv_id="",
        )
        self._known: Poller | None = None

    def secret(self, content: str) -> Secret:
        """A file that holds a secret."""
        file = self._place / f"secret-{next(_NUMBERS)}"
        file.write_text(f"{content}\n")
        return Secret(file=file, variable=None)

    def changed(self, **fields: Any) -> None:
        """Set the mailbox up in another way."""
        self.mailbox = replace(self.mailbox, **fields)
        self._known = None

    def by_tokens(self, tokens: TokenServer, refresh: str = "") -> None:
        """Come with tokens instead of a password."""
        tokens.owner = self.user
        oauth2 = OAuth2(
            token_url=f"{tokens.url}/token",
            client_id="caretaker",
            client_secret=self.secret(CLIENT_SECRET),
            refresh_token=self.secret(refresh) if refresh else None,
            scope="https://outlook.office365.com/.default",
        )
        self.changed(password=None, oauth2=oauth2)

    def polls(self) -> int:
        """Look into the mailbox once."""
        turns = Turns(self.platform)
        self._known = self._known or Poller(self.mailbox, PATIENCE, turns)
        return self._known.poll(threading.Event())

    def fails(self) -> Trouble:
        """The same, where it does not get to its end."""
        try:
            self.polls()
        except Trouble as trouble:
            return trouble
        raise AssertionError("nothing was the matter")

    def gets(self, *messages: bytes) -> None:
        """Mail comes."""
        self.dovecot.brings(self.user, *messages)

    def waits(self) -> int:
        """How many messages lie in the folder that are not marked."""
        found = self.dovecot.looks(self.user, self.mailbox.folder)
        return sum(b"CaretakerTaken" not in one for one in found)


def prepare(desk: Desk) -> None:
    """Mail to each school's mailbox is that school's."""
    for school, address in (
        (ASHGROVE, ASHGROVE_MAILBOX),
        (BECKFIELD, BECKFIELD_MAILBOX),
    ):
        body = {"addresses": [address]}
        desk.api.olu.call("PUT", f"/schools/{school}/mailboxes", json=body)


def a_broken_one(number: int) -> bytes:
    """Bytes that nobody can read as a message."""
    return _BROKEN + str(number).encode()


@contextmanager
def answers_late(desk: Desk) -> Iterator[tuple[threading.Event, threading.Event]]:
    """The platform records a message, and answers when whoever asked is gone."""
    app = desk.api.app
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
