"""How is a scanner asked about a file? By the protocol of ClamAV's clamd, INSTREAM.

Only a whole answer counts: what is cut off is never taken for a file that is clean.
"""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from contracts.refusals import Unavailable
from contracts.scanning import LONGEST_FINDING, Scanned
from shared.places import with_files

URL = "CARETAKER_SCANNER_URL"

SECONDS = 60.0
"""How long a scanner has for one file, from the first byte to the whole answer."""

LONGEST_ANSWER = 4_096
"""Bytes that are read of an answer."""

NO_ANSWER = "The scanner gave no whole answer."

_PORT = 3310
_CHUNK = 256 * 1024
_END = b"\0"


class Scanner(NamedTuple):
    """Where clamd listens: at a host and port, or at a socket of this machine."""

    host: str
    port: int
    socket: str | None


class Verdict(NamedTuple):
    """What a scanner said of a file; not `answered`: it may be the scanner's fault."""

    outcome: Scanned
    said: str = ""
    answered: bool = True


def scanner_of(environment: Mapping[str, str]) -> Scanner | None:
    """The scanner that the environment names; None where it names none.

    ValueError where what it says cannot be meant.
    """
    told = with_files(environment).get(URL)
    if not told:
        return None
    url = urlsplit(told)
    place = unquote(url.path)
    if url.scheme != "clamd" or bool(url.hostname) == bool(place.strip("/")):
        raise ValueError(f"{URL} is written clamd://host:{_PORT} or clamd:///a/socket")
    return Scanner(url.hostname or "", url.port or _PORT, place.rstrip("/") or None)


def ask(scanner: Scanner, content: bytes, seconds: float = SECONDS) -> Verdict:
    """What the scanner says of a file; Unavailable where it cannot be reached."""
    until = time.monotonic() + seconds
    try:
        connection = _connect(scanner, seconds)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Unavailable(f"the scanner cannot be reached: {why}") from error
    with connection:
        # Who finds a file too large says so and takes no more of it.
        with suppress(OSError):
            _send(connection, content, until)
        try:
            return judged(_answer(connection, until))
        except OSError:
            return Verdict(Scanned.NOT_SCANNED, NO_ANSWER, answered=False)


def judged(answer: bytes) -> Verdict:
    """What an answer means; one that is not whole, or is none, means nothing."""
    if not answer.endswith(_END):
        return Verdict(Scanned.NOT_SCANNED, NO_ANSWER, answered=False)
    said = answer.removesuffix(_END).decode(errors="replace").strip()
    about, _, found = said.partition(": ")
    if said == "stream: OK":
        return Verdict(Scanned.CLEAN)
    if about == "stream" and found.endswith(" FOUND"):
        name = found.removesuffix(" FOUND")
        return Verdict(Scanned.INFECTED, _short(name))
    return Verdict(Scanned.NOT_SCANNED, _short(f"The scanner said: {said}"))


def _connect(scanner: Scanner, seconds: float) -> socket.socket:
    if scanner.socket is None:
        return socket.create_connection((scanner.host, scanner.port), seconds)
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(seconds)
        connection.connect(scanner.socket)
    except BaseException:
        connection.close()
        raise
    return connection


def _send(connection: socket.socket, content: bytes, until: float) -> None:
    """A file in pieces, each after its length; a length of 0 ends it."""
    _have_until(connection, until)
    connection.sendall(b"zINSTREAM" + _END)
    for start in range(0, len(content), _CHUNK):
        piece = content[start : start + _CHUNK]
        _have_until(connection, until)
        connection.sendall(struct.pack("!I", len(piece)) + piece)
    connection.sendall(struct.pack("!I", 0))


def _answer(connection: socket.socket, until: float) -> bytes:
    """What the scanner says, up to its end or to where it was cut off."""
    said = b""
    while not said.endswith(_END) and len(said) < LONGEST_ANSWER:
        _have_until(connection, until)
        more = connection.recv(LONGEST_ANSWER - len(said))
        if not more:
            break
        said += more
    return said


def _have_until(connection: socket.socket, until: float) -> None:
    """Who sends one byte after another has no longer than who sends none."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection.settimeout(left)


def _short(said: str) -> str:
    plain = "".join(one if one.isprintable() else "?" for one in said)
    return plain[:LONGEST_FINDING]
