"""What is mailed to Ashgrove in tests, and how does it come in?"""

from __future__ import annotations

from base64 import b64encode
from functools import partial
from hashlib import sha256
from uuid import UUID

from contracts.intake import GetTicket, ResolveTicket, TicketView
from contracts.mail import DeliverMail, MailOutcome
from services.intake.mail import references
from tests.support.cast import ASHGROVE, ASHGROVE_MAILBOX
from tests.support.town import Town

RAW = b"""\
From: Priya Nair <priya@ashgrove.example>\r
To: help@ashgrove.example\r
Subject: The projector\r
\r
It stays dark.\r
"""

BOUNCE = b"""\
From: Mail Delivery System <MAILER-DAEMON@mx.ashgrove.example>\r
To: help@ashgrove.example\r
Subject: Undelivered Mail Returned to Sender\r
Auto-Submitted: auto-replied\r
Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r
\r
--b\r
\r
I could not deliver your message.\r
--b\r
Content-Type: message/delivery-status\r
\r
Final-Recipient: rfc822; priya@ashgrove.example\r
Action: failed\r
Status: 5.1.1\r
--b\r
Content-Type: text/rfc822-headers\r
\r
Message-ID: <sent>\r
Subject: The projector\r
--b--\r
"""

WITH_FILE = b"""\
From: Priya Nair <priya@ashgrove.example>\r
To: help@ashgrove.example\r
Subject: The screen\r
Content-Type: multipart/mixed; boundary="b"\r
\r
--b\r
\r
It looks like this.\r
--b\r
Content-Type: text/csv; name="readings.csv"\r
Content-Disposition: attachment; filename="readings.csv"\r
\r
room,lamp\r
--b\r
Content-Disposition: attachment; filename="repair.exe"\r
\r
MZ\r
--b--\r
"""


def written(*lines: str, sender: str = "priya@ashgrove.example") -> bytes:
    """A message of Priya's, unless somebody else is named; header, blank line, body."""
    return "\r\n".join([f"From: {sender}", *lines]).encode()


def delivery_of(
    raw: bytes = RAW, to: str = ASHGROVE_MAILBOX, vouched: str = ""
) -> DeliverMail:
    """A delivery as the gateway makes it; `vouched` by which server."""
    return DeliverMail(
        school_id=ASHGROVE,
        mail_id=UUID(bytes=sha256(to.encode() + raw).digest()[:16], version=4),
        address=to,
        raw=b64encode(raw).decode(),
        authserv_id=vouched,
    )


def deliver(
    town: Town, raw: bytes = RAW, to: str = ASHGROVE_MAILBOX, vouched: str = ""
) -> MailOutcome:
    """Have a message delivered."""
    command = delivery_of(raw, to, vouched)
    outcome = town.execute(command, command_id=command.mail_id)
    assert isinstance(outcome, MailOutcome)
    return outcome


def events(town: Town, kind: type) -> list[object]:
    """The events of a kind that were recorded at Ashgrove."""
    return [one for one in town.events("intake", ASHGROVE) if isinstance(one, kind)]


def sign(town: Town) -> references.Sign:
    """The keyed hash of Ashgrove."""
    return partial(town.keyring.fingerprint, ASHGROVE)


def ticket(town: Town, outcome: MailOutcome) -> TicketView:
    """The ticket that a message is on."""
    assert outcome.ticket_id is not None
    view: TicketView = town.ask(GetTicket(ticket_id=outcome.ticket_id))
    return view


def resolve(town: Town, outcome: MailOutcome) -> None:
    """Have the ticket resolved that a message is on."""
    assert outcome.ticket_id is not None
    town.execute(
        ResolveTicket(
            school_id=ASHGROVE,
            ticket_id=outcome.ticket_id,
            version=ticket(town, outcome).version,
            note="It has a new lamp.",
        )
    )
