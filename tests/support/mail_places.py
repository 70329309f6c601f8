"""Where does the demo have mail that waits for somebody to decide on it?"""

from __future__ import annotations

from contracts.reference import reference
from infra.demo_people import ASHGROVE
from tests.support.platform import Platform

_SUBJECT = (
    "Help: the interactive whiteboard, the visualiser and both loudspeakers of the"
    " drama studio behind the sports hall are dead"
)
_HELD = f"""\
From: Somebody Else <somebody.else.of.the.parents.association@elsewhere.example>
Subject: Re: {reference(ASHGROVE, 1)} {_SUBJECT}
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/html

<p>Ours, too: <b>it is dark</b>.</p><blockquote>Is it dark?</blockquote>
--b
Content-Disposition: attachment; filename="{"a-very-long-name-" * 6}.csv"

room,lamp
--b--
"""


def held_mail(demo: Platform) -> str:
    """The id of a message that waits for a decision, with much in it."""
    answer = demo.api(
        "POST",
        "/mail?to=help@ashgrove.example",
        data=_HELD.encode(),
        headers={"Content-Type": "message/rfc822"},
    )
    mail_id: str = answer.json()["mail_id"]
    return mail_id
