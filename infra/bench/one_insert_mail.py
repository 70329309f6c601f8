"""What is the least that can be done with a message? It is kept in one row.

Run as `python -m infra.bench.one_insert_mail DATABASE`: a server that speaks LMTP by
the same library as ours. With `--pipe` after it, it reads one message and ends.
"""

from __future__ import annotations

import asyncio
import sys
from uuid import uuid4

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

from infra.bench.one_row import Keep, row_keeper


def text_of(raw: bytes) -> str:
    """A message as one text; PostgreSQL keeps every character but NUL."""
    return raw.decode("latin-1").replace("\0", "\N{REPLACEMENT CHARACTER}")


class Handler:
    """Keeps what it is handed, and says so."""

    def __init__(self, keep_row: Keep) -> None:
        self._keep_row = keep_row

    async def handle_DATA(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        raw = envelope.original_content or b""
        for _ in envelope.rcpt_tos:
            self._keep_row(str(uuid4()), text_of(raw))
        return "\r\n".join(["250 OK"] * len(envelope.rcpt_tos))


async def serve(keep_row: Keep) -> None:
    """Take messages until the process is ended."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: LMTP(Handler(keep_row), hostname="bare", loop=loop), "127.0.0.1", 0
    )
    port = server.sockets[0].getsockname()[1]
    print(f"ready lmtp://127.0.0.1:{port}", flush=True)
    await server.serve_forever()


def main(database: str, *options: str) -> None:
    keep_row = row_keeper(database)
    if "--pipe" in options:
        keep_row(str(uuid4()), text_of(sys.stdin.buffer.read()))
    else:
        asyncio.run(serve(keep_row))


if __name__ == "__main__":
    main(*sys.argv[1:])
