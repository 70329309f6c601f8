"""How is a hook told, so that it can tell who does, and what came of it?

As Standard Webhooks has it (https://www.standardwebhooks.com): an id that stays the
same however often it is told, the time of this try, and a signature over both and body.
Of the answer nothing is read but its status, and no redirection is followed.
"""

from __future__ import annotations

import hmac
import http.client
import json
import socket
import ssl
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from contracts.fields import format_moment
from contracts.hooks import LONGEST_SAID, Occasion
from services.intake.outgoing.reach import is_public

PREFIX = "whsec_"
SECONDS = 10.0
"""How long all of it may take, from the first connection to the answer."""


class Barred(Exception):
    """The address is one that nothing is sent to."""


class Answered(NamedTuple):
    """The status of an answer; None, and why, where there was none."""

    status: int | None
    said: str

    @property
    def taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def look_up(host: str, port: int) -> list[str]:
    """Every address of a host; OSError where nothing is known of it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


@cache
def _verifying() -> ssl.SSLContext:
    return ssl.create_default_context()


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Which addresses are reached, whose certificates count, and for how long."""

    look_up: Callable[[str, int], list[str]] = look_up
    may_reach: Callable[[str], bool] = is_public
    context: Callable[[], ssl.SSLContext] = _verifying
    seconds: float = SECONDS


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a hook is told: that something happened to a ticket, and no word of it."""

    notice_id: UUID
    event_id: UUID
    occasion: Occasion
    at: datetime
    school_id: UUID
    ticket_id: UUID
    reference: str


def body_of(told: Told) -> bytes:
    """The same bytes for each try."""
    said = {
        "type": told.occasion.value,
        "timestamp": format_moment(told.at),
        "data": {
            "event_id": str(told.event_id),
            "school_id": str(told.school_id),
            "ticket_id": str(told.ticket_id),
            "reference": told.reference,
        },
    }
    return json.dumps(said, separators=(",", ":")).encode()


def secret_of(fingerprint: Callable[[bytes], bytes], hook_id: UUID) -> str:
    """The secret of a hook. It follows from our keys: nothing keeps it."""
    return PREFIX + b64encode(fingerprint(b"hook:" + hook_id.bytes)).decode()


def signature(secret: str, told_as: str, timestamp: int, body: bytes) -> str:
    """What tells whoever is told that it was us, and that this was said now."""
    signed = f"{told_as}.{timestamp}.".encode() + body
    key = b64decode(secret.removeprefix(PREFIX))
    return "v1," + b64encode(hmac.digest(key, signed, sha256)).decode()


def headers_of(secret: str, told_as: str, now: datetime, body: bytes) -> dict[str, str]:
    """What goes with a body."""
    timestamp = int(now.timestamp())
    return {
        "Content-Type": "application/json",
        "User-Agent": "Caretaker",
        "Connection": "close",
        "webhook-id": told_as,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, told_as, timestamp, body),
    }


def post(
    reach: Reach, address: str, headers: Mapping[str, str], body: bytes
) -> Answered:
    """Tell an address; never an error, always what came of it."""
    url = urlsplit(address)
    host, port = url.hostname or "", url.port or http.client.HTTPS_PORT
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    try:
        places = _places_of(reach, host, port)
        connection = _Bounded(reach, host, port, places)
        try:
            connection.request("POST", path, body, dict(headers))
            return Answered(connection.getresponse().status, "")
        finally:
            connection.close()
    except http.client.HTTPException as error:
        # Its words are those of the other side, whatever it sent.
        kind = type(error).__name__
        return Answered(None, f"It did not answer as HTTP has it: {kind}.")
    except (Barred, OSError, ValueError) as error:
        return Answered(None, (str(error) or type(error).__name__)[:LONGEST_SAID])


def _places_of(reach: Reach, host: str, port: int) -> list[str]:
    """The addresses of a host; Barred where any of them may not be reached.

    The name is looked up once, and what was judged is connected to: a second look might
    find another address.
    """
    addresses = reach.look_up(host, port)
    if not addresses or not all(map(reach.may_reach, addresses)):
        raise Barred("The address leads into a network of somebody's own.")
    return addresses


class _Bounded(http.client.HTTPSConnection):
    """A connection to addresses that were judged, cut off when its time is up."""

    def __init__(
        self, reach: Reach, host: str, port: int, addresses: Sequence[str]
    ) -> None:
        context = reach.context()
        super().__init__(host, port, timeout=reach.seconds, context=context)
        self._trusting, self._addresses = context, addresses
        self._share = reach.seconds / len(addresses)
        self._is_over = False
        self._clock = threading.Timer(reach.seconds, self._cut)
        self._clock.daemon = True

    def connect(self) -> None:
        self._clock.start()
        plain = self._reached()
        plain.settimeout(self.timeout)
        self.sock = self._trusting.wrap_socket(
            plain, server_hostname=self.host, do_handshake_on_connect=False
        )
        self._end_if_over()
        self.sock.do_handshake()

    def close(self) -> None:
        self._clock.cancel()
        super().close()

    def _reached(self) -> socket.socket:
        """The first address that is reached, each given its share of the time."""
        *others, last = self._addresses
        for address in others:
            with suppress(OSError):
                return socket.create_connection((address, self.port), self._share)
        return socket.create_connection((last, self.port), self._share)

    def _end_if_over(self) -> None:
        """Who was not there yet when the time was up could not be cut off."""
        if self._is_over:
            raise TimeoutError("timed out")

    def _cut(self) -> None:
        """Each byte may come in time, and the last of them never."""
        self._is_over = True
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)
