"""How does a test hand messages over, and see what each recipient is answered?"""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager

from infra.command_line import client
from infra.mailroom.door import Door
from infra.mailroom.receiving import Handler

SENDER = "mta@msp.example"
NO_PLATFORM = client.Client("http://127.0.0.1:9", "ct_x")


@contextmanager
def open_door(
    platform: client.Client, protocol: str = "lmtp", authserv_id: str = ""
) -> Iterator[Door]:
    """A port at which messages are taken while this lasts."""
    handler = Handler(platform, authserv_id, one_by_one=protocol == "smtp")
    made = Door(protocol, "127.0.0.1", 0, handler)
    made.start()
    try:
        yield made
    finally:
        made.stop(30)


def hand(
    session: smtplib.SMTP, raw: bytes, *to: str, sender: str = SENDER
) -> list[tuple[int, str]]:
    """What each recipient is answered, as the session has it line by line."""
    session.ehlo_or_helo_if_needed()
    session.mail(sender)
    for address in to:
        assert session.rcpt(address)[0] == 250
    session.putcmd("data")
    assert session.getreply()[0] == 354
    quoted = raw.replace(b"\r\n.", b"\r\n..")
    session.send(quoted + (b"" if raw.endswith(b"\r\n") else b"\r\n") + b".\r\n")
    answers = [session.getreply() for _ in to]
    return [(code, said.decode()) for code, said in answers]
