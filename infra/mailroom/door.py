"""Where do mail servers hand messages over? At a port that speaks LMTP or SMTP."""

from __future__ import annotations

import asyncio
import logging
import threading
import time

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP

from contracts.mail import LARGEST_MESSAGE
from infra.mailroom.incoming import END_OF_LINE_AFTER_DOT, Incoming
from infra.mailroom.receiving import TOO_LARGE, Handler

MOST_CONNECTIONS = 16
"""Whoever comes beyond is sent away for now: each may hold a whole message."""

_IDLE_SECONDS = 300.0
_LOOK_SECONDS = 0.05
_TURNS = 10


class _Counted(SMTP):
    """What is the same of both protocols."""

    line_length_limit = 64 * 1024
    """Bytes that are read at a time: lines of mail may have any length."""

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self.event_handler.connections.discard(self)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  # aiosmtpd's name
        if await self.check_helo_needed():
            return
        assert self.envelope is not None
        if arg or not self.envelope.rcpt_tos:
            await self.push(
                "501 Syntax: DATA" if arg else "503 Error: need RCPT command"
            )
            return
        await self.push("354 End data with <CR><LF>.<CR><LF>")
        message = await self._incoming()
        answer = await self._answer(message)
        self._set_post_data_state()  # type: ignore[no-untyped-call]
        self._reset_timeout()
        await self.push(answer)

    async def _incoming(self) -> Incoming:
        """All of a message, even of one that is too large: the session goes on."""
        assert self.data_size_limit is not None
        message = Incoming(self.data_size_limit)
        ended = False
        while not ended:
            self._reset_timeout()
            try:
                piece = await self._reader.readuntil(END_OF_LINE_AFTER_DOT)
            except asyncio.LimitOverrunError as more:
                piece = await self._reader.read(more.consumed)
            ended = message.take(piece)
        return message

    async def _answer(self, message: Incoming) -> str:
        if message.is_too_large:
            return self._for_all(TOO_LARGE)
        assert self.envelope is not None
        self._hold_on()
        try:
            self.envelope.original_content = message.content()
            return str(await self._call_handler_hook("DATA"))
        except Exception as error:
            return self._for_all(await self.handle_exception(error))

    def _for_all(self, answer: str) -> str:
        return answer

    def _hold_on(self) -> None:
        """Whoever waits for our answer is not idle, however long that takes."""
        assert self._timeout_handle is not None
        self._timeout_handle.cancel()


class _Lmtp(_Counted, LMTP):
    def _for_all(self, answer: str) -> str:
        """After a message each recipient has an answer (RFC 2033), whatever it is."""
        assert self.envelope is not None
        return "\r\n".join([answer] * len(self.envelope.rcpt_tos))


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
