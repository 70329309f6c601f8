"""What if a mail server answers as few do? It reads its lines from a script.

A command is looked up by how it begins; `TAG` in an answer stands for its tag. What the
script leaves out is answered as a server does that has one message, and moves. Of
several answers to one command the last is for all that come later.
"""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

OK, NO, BAD = "TAG OK done", "TAG NO not so", "TAG BAD unknown"
MESSAGE = b"From: Priya <priya@ashgrove.example>\r\nSubject: the projector\r\n\r\nDark"

_USUAL = {
    "CAPABILITY": "* CAPABILITY IMAP4REV1 MOVE\n" + OK,
    "LOGIN": OK,
    "AUTHENTICATE PLAIN": "+ ",
    "SELECT": "* OK [PERMANENTFLAGS (\\Deleted \\*)] kept\n* 1 EXISTS\n" + OK,
    "LIST": '* LIST () "/" "Taken"\n' + OK,
    "UID SEARCH": "* SEARCH 7\n" + OK,
    "LOGOUT": "* BYE ended\n" + OK,
    "UID ": OK,
}


def fetched(content: bytes, uid: int = 7, size: int | None = None) -> str:
    """A message as a literal."""
    said = f"* 1 FETCH (UID {uid} RFC822.SIZE {len(content) if size is None else size}"
    return f"{said} BODY[]<0> {{{len(content)}}}\n{content.decode()})\n{OK}"


@dataclass
class Script:
    """Where it answers, and what it heard."""

    port: int
    heard: list[str] = field(default_factory=list)

    def count(self, command: str) -> int:
        """How many commands began like this."""
        return sum(one.startswith(command) for one in self.heard)


@contextmanager
def scripted(answers: Mapping[str, str | Sequence[str]]) -> Iterator[Script]:
    """A mail server; an answer of no text ends the connection."""
    known = {"UID FETCH": fetched(MESSAGE), **_USUAL, **answers}
    longest_first = sorted(known, key=len, reverse=True)
    script = Script(0)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("* OK ready")
            tag = ""
            for line in self.rfile:
                said = line.decode().strip()
                first, _, command = said.partition(" ")
                tag, command = (first, command) if command else (tag, said)
                begins = next(filter(command.startswith, longest_first), "")
                answer = _which(known.get(begins, OK), script.count(begins))
                script.heard.append(command)
                if not answer:
                    return
                self._say(answer.replace("TAG", tag))

        def _say(self, said: str) -> None:
            crlf = said.replace("\r\n", "\n").replace("\n", "\r\n")
            self.wfile.write(crlf.encode() + b"\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        serving = threading.Thread(target=server.serve_forever, daemon=True)
        serving.start()
        script.port = server.server_address[1]
        try:
            yield script
        finally:
            server.shutdown()
            serving.join()


def _which(answers: str | Sequence[str], before: int) -> str:
    if isinstance(answers, str):
        return answers
    return answers[min(before, len(answers) - 1)]
