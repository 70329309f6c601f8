"""What does a mail server do with what it is handed? A real one that obeys a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, NamedTuple

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Taken(NamedTuple):
    """A message that the server took over, with its envelope."""

    sender: str
    recipient: str
    message: EmailMessage


@dataclass
class Sink:
    """A mail server that keeps what it takes.

    `to_recipient` and `to_message` are what it answers instead; `hangs_up`: it keeps a
    message and ends the connection without a word. `meanwhile` happens when it has a
    message and before it says so.
    """

    taken: list[Taken] = field(default_factory=list)
    to_recipient: str | None = None
    to_message: str | None = None
    hangs_up: bool = False
    meanwhile: Callable[[], object] = bool
    port: int = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        if self.to_recipient is not None:
            return self.to_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.to_message is not None:
            return self.to_message
        content: Any = envelope.content
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        assert envelope.mail_from is not None
        for recipient in envelope.rcpt_tos:
            self.taken.append(Taken(envelope.mail_from, recipient, message))
        self.meanwhile()
        if self.hangs_up:
            transport: Any = server.transport
            transport.close()
        return "250 2.0.0 Taken over"


class _OnAnyPort(Controller):
    """Listens where there is room."""

    def _trigger_server(self) -> None:
        server: Any = self.server
        self.port = server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A mail server on a free port."""
    sink = Sink()
    controller = _OnAnyPort(sink, hostname="127.0.0.1", port=0)
    controller.start()
    sink.port = controller.port
    yield sink
    with suppress(RuntimeError):
        controller.stop()
