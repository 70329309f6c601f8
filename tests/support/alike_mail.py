"""What do two schools do with mail that are alike in every id?"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid5

from contracts import mail, scanning
from tests.support.cast import TICKET
from tests.support.scenario import at

MAIL, HELD, OTHER = (uuid5(TICKET, name) for name in ("mail", "held", "other mail"))
MAILED = uuid5(MAIL, "ticket")

QUERIES: dict[type, Callable[[UUID], Any]] = {
    mail.FindMails: lambda s: mail.FindMails(school_id=s, fate=mail.Fate.TICKET),
    mail.GetMail: lambda s: mail.GetMail(school_id=s, mail_id=MAIL),
    mail.GetMailPage: lambda s: mail.GetMailPage(school_id=s, mail_id=MAIL),
    mail.GetRawMail: lambda s: mail.GetRawMail(school_id=s, mail_id=MAIL),
    mail.FindAttached: lambda s: mail.FindAttached(school_id=s, ticket_id=MAILED),
    mail.GetAttached: lambda s: mail.GetAttached(
        school_id=s, ticket_id=MAILED, mail_id=MAIL, place=0
    ),
}
"""Questions about mail of a school, with ids that both schools have."""

READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    "intake.incoming.mail_queries.outcome_of": lambda s: (s, MAIL),
    "intake.incoming.mail_queries.mail_of": lambda s: (s, MAIL),
    "intake.incoming.mail_queries.find_mails": lambda s: (QUERIES[mail.FindMails](s),),
    "intake.scanning.scan_rows.finding_of": lambda s: (s, MAIL),
    "intake.scanning.scan_rows.files_to_scan": lambda _: (at("fri 18:00"), 99),
    "intake.scanning.scan_rows.unscanned": lambda _: (at("fri 18:00"),),
    "intake.incoming.mail_contents.get_mail": lambda s: (QUERIES[mail.GetMail](s),),
    "intake.incoming.mail_contents.get_mail_page": lambda s: (
        QUERIES[mail.GetMailPage](s),
    ),
    "intake.incoming.mail_contents.get_raw_mail": lambda s: (
        QUERIES[mail.GetRawMail](s),
    ),
    "intake.incoming.mail_contents.find_attached": lambda s: (
        QUERIES[mail.FindAttached](s),
    ),
    "intake.incoming.mail_contents.get_attached": lambda s: (
        QUERIES[mail.GetAttached](s),
    ),
}
"""What each function that reads mail is given."""


def commands_of(school: UUID, word: str, sender: str, mailbox: str) -> Iterator[Any]:
    """Every command of mail, in an order in which a school could send them."""
    mine: dict[str, Any] = {"school_id": school}
    raw = "\r\n".join(
        [
            f"From: {sender}",
            f"Subject: {word} mail",
            'Content-Type: multipart/mixed; boundary="b"',
            "",
            "--b",
            "Content-Type: text/html",
            "",
            f"<p>{word}.</p>",
            "--b",
            f"Content-Disposition: attachment; filename={word}.csv",
            "",
            word,
            "--b--",
        ]
    )
    yield mail.DeliverMail(
        **mine, mail_id=MAIL, address=mailbox, raw=b64encode(raw.encode()).decode()
    )
    for held in (HELD, OTHER):
        yield mail.ReceiveMail(
            **mine,
            mail_id=held,
            fate=mail.Fate.REVIEW,
            why=mail.Why.STRANGER,
            ticket_id=None,
            about=TICKET,
            sender_id=uuid5(TICKET, "person"),
            sender=sender,
            subject=f"{word} held",
            nature=mail.Nature.PERSON,
            answerable=False,
            checks=mail.Checks(),
            identity=word,
            file=word,
            size=7,
        )
    yield mail.AttachFile(
        **mine,
        mail_id=HELD,
        place=0,
        sender_id=uuid5(TICKET, "person"),
        name=f"{word}.png",
        kind="image/png",
        content_id="",
        file=word,
        size=7,
        offered=True,
    )
    yield mail.RuleOnMail(
        **mine, mail_id=HELD, ruling=mail.Ruling.REFUSE, reason=word, trust=True
    )
    yield mail.SettleMail(
        **mine, mail_id=OTHER, fate=mail.Fate.REFUSED, ticket_id=None, reason=word
    )
    yield mail.TakeReply(
        **mine,
        ticket_id=TICKET,
        message_id=OTHER,
        text=word,
        writer_id=uuid5(TICKET, "person"),
        writer=sender,
        quoted=word,
    )
    yield scanning.RecordScan(
        **mine,
        mail_id=MAIL,
        place=scanning.WHOLE,
        attempt=1,
        outcome=scanning.Scanned.CLEAN,
        said=word,
        again_at=None,
    )
    yield mail.TrustSender(**mine, email=f"other-{sender}")
    yield mail.DistrustSender(**mine, email=sender)
