"""What does a mail server hear of each recipient to whom it hands a message over?

250 where the platform has recorded what became of it, 4xx where it is to come again,
and 5xx only for what can never be taken.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
from concurrent.futures import ThreadPoolExecutor

from aiosmtpd.smtp import SMTP, Envelope, Session

from infra.command_line import client
from infra.command_line.delivering import (
    OF_ONE_MESSAGE,
    TOO_MUCH,
    code_of,
    hand_over,
    told,
)
from infra.mailroom.telling import Telling
from shared.metrics import RECEIVER_FAILING

LONGEST_ADDRESS = 254
AT_ONCE = 8
"""Messages that are handed to the platform at a time; the others wait their turn."""

_BEGINS_AS_MAIL = re.compile(rb"(?:>?From [^\n]*\n)?[!-9;-~]+[ \t]*:")
LATER = "451 4.3.0 It cannot be taken now: send it again"
TOO_LARGE = "552 5.3.4 It is too large"
_NO = {
    os.EX_NOUSER: "550 5.1.1 This is no address of a school",
    os.EX_DATAERR: "554 5.6.0 It cannot be taken",
}
_log = logging.getLogger(__name__)


class Handler:
    """What aiosmtpd asks when somebody speaks to it; `one_by_one` as SMTP has it.

    There is one answer for all recipients in SMTP. Nobody could tell of which it is
    true, so a message for several is taken for one, and comes again for the others.
    """

    def __init__(
        self, platform: client.Client, authserv_id: str, *, one_by_one: bool
    ) -> None:
        self._platform, self._authserv_id = platform, authserv_id
        self._one_by_one = one_by_one
        self._telling = Telling(
            "mail is not taken", "mail is taken again", RECEIVER_FAILING.set
        )
        self._threads = ThreadPoolExecutor(AT_ONCE, "deliver")
        self.in_hand = 0
        self.connections: set[SMTP] = set()

    async def handle_EHLO(  # noqa: N802  # aiosmtpd's name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        """What we can; commands are read one after the other, however they come."""
        session.host_name = hostname
        return [*responses[:-1], "250-PIPELINING", responses[-1]]

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        if len(address) > LONGEST_ADDRESS:
            return _NO[os.EX_NOUSER]
        if self._one_by_one and envelope.rcpt_tos:
            return "452 4.5.3 One recipient at a time"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """One line for each recipient, in the order in which they were named."""
        raw = _returned_to(envelope.mail_from or "", envelope.original_content or b"")
        # One copy of a message is enough to hold.
        envelope.original_content = None
        self.in_hand += 1
        try:
            loop = asyncio.get_running_loop()
            asked = [
                loop.run_in_executor(self._threads, self.deliver, address, raw)
                for address in envelope.rcpt_tos
            ]
            return "\r\n".join(await asyncio.gather(*asked))
        finally:
            self.in_hand -= 1

    async def handle_exception(self, error: Exception) -> str:
        """A fault of ours is not the message's: aiosmtpd would have it handed back."""
        _log.error("a message was not taken: %s", type(error).__name__)
        return LATER

    def deliver(self, address: str, raw: bytes) -> str:
        """What becomes of a message for one recipient, as SMTP says it."""
        try:
            answer = hand_over(self._platform, address, raw, self._authserv_id)
        except client.Problem as problem:
            return self._refused(problem)
        except Exception as error:
            # Whatever it is, it is not the message: nobody may lose it for our trouble.
            self._telling.fails(error)
            return LATER
        self._telling.works()
        return f"250 2.0.0 {told(answer)}"

    def _refused(self, problem: client.Problem) -> str:
        if problem.status == TOO_MUCH:
            return TOO_LARGE
        answer = _NO.get(code_of(problem), LATER)
        if answer != LATER:
            return answer
        if problem.status in OF_ONE_MESSAGE:
            _log.warning("a message was not taken: %s", problem)
        else:
            self._telling.fails(problem)
        return LATER


def _returned_to(sender: str, raw: bytes) -> bytes:
    """A message with whom it is returned to, as whoever delivers adds (RFC 5321, 4.4).

    What comes from nobody is of a program that nobody may answer by one. Bytes that no
    header begins stay as they are, and are held as what nobody can read.
    """
    if not _BEGINS_AS_MAIL.match(raw):
        return raw
    path = sender.strip("<>").encode(errors="surrogateescape")
    return b"Return-Path: <%s>\r\n" % path + raw
