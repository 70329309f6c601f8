"""Where do mail servers hand messages over? At a port that speaks LMTP or SMTP."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from typing import AnyStr

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP

from contracts.mail import LARGEST_MESSAGE
from infra.mailroom.receiving import Handler

MOST_CONNECTIONS = 16
"""Whoever comes beyond is sent away for now: each may hold a whole message."""

_IDLE_SECONDS = 300.0
_LOOK_SECONDS = 0.05
_TURNS = 10
_OF_ALL_RECIPIENTS = ("552 Error: Too much", "500 Line too long")


class _Counted(SMTP):
    """What is the same of both protocols."""

    line_length_limit = LARGEST_MESSAGE + 2
    """Mail has lines of any length; the size of all of it is the limit."""

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self.event_handler.connections.discard(self)


class _Lmtp(_Counted, LMTP):
    async def push(self, status: AnyStr) -> None:
        """After a message each recipient has an answer (RFC 2033), whatever it is."""
        if str(status).startswith(_OF_ALL_RECIPIENTS):
            recipients = self.envelope.rcpt_tos if self.envelope else []
            for _ in recipients[1:]:
                await super().push(status)
        await super().push(status)


class _Busy(asyncio.Protocol):
    """Sends away whoever is one too many; a mail server comes again."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(b"421 4.3.2 Too many are here: come again\r\n")
        transport.close()


_SPEAKS = {"lmtp": _Lmtp, "smtp": _Counted}


class Door:
    """Takes messages in a thread of its own, until it is stopped."""

    def __init__(self, protocol: str, host: str, port: int, handler: Handler) -> None:
        self._protocol, self._host, self.port = protocol, host, port
        self._handler = handler
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        # What somebody writes to us is not for the log: it names people.
        logging.getLogger("mail").setLevel(logging.ERROR)

    def start(self) -> None:
        """Take messages from now on; OSError where the port is another's."""
        self._thread.start()
        listening = self._loop.create_server(self._meet, self._host, self.port)
        self._server = asyncio.run_coroutine_threadsafe(listening, self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]

    def stop(self, patience: float) -> bool:
        """Take no more, and answer for what is in hand; whether that was in time."""
        if not self._thread.is_alive():
            return True
        self._loop.call_soon_threadsafe(self._server.close)
        until = time.monotonic() + patience
        while self._handler.in_hand and time.monotonic() < until:
            time.sleep(_LOOK_SECONDS)
        ended = not self._handler.in_hand
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        return ended

    def _meet(self) -> asyncio.Protocol:
        if len(self._handler.connections) >= MOST_CONNECTIONS:
            return _Busy()
        connection = _SPEAKS[self._protocol](
            self._handler,
            data_size_limit=LARGEST_MESSAGE,
            enable_SMTPUTF8=True,
            hostname="caretaker",
            ident="Caretaker",
            timeout=_IDLE_SECONDS,
            loop=self._loop,
        )
        self._handler.connections.add(connection)
        return connection

    async def _close(self) -> None:
        """End every connection, once what was answered is on its way."""
        for connection in [*self._handler.connections, None]:
            for _ in range(_TURNS):
                await asyncio.sleep(0)
            if connection is not None and connection.transport is not None:
                connection.transport.close()
