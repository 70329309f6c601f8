"""What is asked of each route of mail that is about Ashgrove?"""

from __future__ import annotations

from typing import Any

from tests.services.gateway.bodies import MESSAGE
from tests.support.cast import ASHGROVE_MAILBOX, PRIYA
from tests.support.incoming import written

HELD = written("Subject: MPJT-1", "Content-Type: text/html", "", "<p>Me too</p>")
"""It names a ticket, and nobody vouches for its sender."""

_AS_MAIL = {"data": MESSAGE, "content_type": "message/rfc822"}
_ONE = "/schools/{school}/mails/{held.mail_id}"
_FILES = "/tickets/{carried.ticket_id}/files"
_REFUSED = {"ruling": "refuse", "reason": "Advertising"}
_SENDERS = "/schools/{school}/senders"
_SENDER = {"email": PRIYA.email}

MAIL: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "mail.deliver_mail": (("POST", f"/mail?to={ASHGROVE_MAILBOX}"), _AS_MAIL),
    "mails.find_mails": (("GET", "/mails?school={school}"), {}),
    "mails.get_mail": (("GET", _ONE), {}),
    "mails.get_raw_mail": (("GET", f"{_ONE}/raw"), {}),
    "mails.get_mail_page": (("GET", f"{_ONE}/page"), {}),
    "mails.rule_on_mail": (("POST", f"{_ONE}/ruling"), {"json": _REFUSED}),
    "mails.trust_sender": (("POST", f"{_SENDERS}/trust"), {"json": _SENDER}),
    "mails.distrust_sender": (("POST", f"{_SENDERS}/distrust"), {"json": _SENDER}),
    "mails.find_attached": (("GET", _FILES), {}),
    "mails.get_attached": (("GET", f"{_FILES}/{{carried.mail_id}}/0"), {}),
}
"""The method, the path and the body of a request, as the story fills them in."""
