"""What came by mail, and what does a person make of what was held?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contracts.log import Receipt
from contracts.mail import (
    LAST_PLACE,
    AttachedView,
    DistrustSender,
    FileView,
    FindAttached,
    FindMails,
    GetAttached,
    GetMail,
    GetMailPage,
    GetRawMail,
    MailOutcome,
    MailPageView,
    MailsView,
    MailView,
    RawMailView,
    RuleOnMail,
    TrustSender,
)
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes
from services.gateway.schemas import MAILS_QUERY, answer_of, body_of

routes = Routes("mails", "Messages that came, and what became of them.")

_ONE = "/schools/<uuid:school_id>/mails/<uuid:mail_id>"


@routes.on(
    "GET", "/mails", needs=FindMails, query=MAILS_QUERY, answer=answer_of(MailsView)
)
def find_mails(asker: Asker, query: Body) -> Any:
    """Find messages, the newest first; those that are held, if no fate is named."""
    return asker.ask(FindMails(**query))


@routes.on("GET", _ONE, needs=GetMail, answer=answer_of(MailView))
def get_mail(asker: Asker, school_id: UUID, mail_id: UUID) -> Any:
    """Read a message: what was written, what stood below it, which files came."""
    return asker.ask(GetMail(school_id=school_id, mail_id=mail_id))


@routes.on("GET", f"{_ONE}/raw", needs=GetRawMail, answer=answer_of(RawMailView))
def get_raw_mail(asker: Asker, school_id: UUID, mail_id: UUID) -> Any:
    """Get a message as it was received, byte for byte."""
    return asker.ask(GetRawMail(school_id=school_id, mail_id=mail_id))


@routes.on("GET", f"{_ONE}/page", needs=GetMailPage, answer=answer_of(MailPageView))
def get_mail_page(asker: Asker, school_id: UUID, mail_id: UUID) -> Any:
    """Get the HTML of a message, made safe: it runs nothing and fetches nothing."""
    return asker.ask(GetMailPage(school_id=school_id, mail_id=mail_id))


@routes.on(
    "POST",
    f"{_ONE}/ruling",
    needs=RuleOnMail,
    body=body_of(RuleOnMail, "school_id", "mail_id"),
    answer=answer_of(MailOutcome),
    keyed=True,
    problems=(409,),
)
def rule_on_mail(asker: Asker, school_id: UUID, mail_id: UUID, body: Body) -> Any:
    """Say what becomes of a message that is held: once, by one person."""
    command = RuleOnMail(school_id=school_id, mail_id=mail_id, **body)
    return asker.execute(command, asker.command_id(school_id))


@routes.on(
    "POST",
    "/schools/<uuid:school_id>/senders/trust",
    needs=TrustSender,
    body=body_of(TrustSender, "school_id"),
    answer=answer_of(Receipt),
    keyed=True,
)
def trust_sender(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Let a sender into the tickets of a school."""
    command = TrustSender(school_id=school_id, **body)
    return asker.execute(command, asker.command_id(school_id))


@routes.on(
    "POST",
    "/schools/<uuid:school_id>/senders/distrust",
    needs=DistrustSender,
    body=body_of(DistrustSender, "school_id"),
    answer=answer_of(Receipt),
    keyed=True,
)
def distrust_sender(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Take the trust in a sender back."""
    command = DistrustSender(school_id=school_id, **body)
    return asker.execute(command, asker.command_id(school_id))


@routes.on(
    "GET",
    "/tickets/<uuid:ticket_id>/files",
    needs=FindAttached,
    answer=answer_of(AttachedView),
)
def find_attached(asker: Asker, ticket_id: UUID) -> Any:
    """List the files that came with the messages on a ticket."""
    return asker.ask(FindAttached(ticket_id=ticket_id))


@routes.on(
    "GET",
    f"/tickets/<uuid:ticket_id>/files/<uuid:mail_id>/<int(max={LAST_PLACE}):place>",
    needs=GetAttached,
    answer=answer_of(FileView),
)
def get_attached(asker: Asker, ticket_id: UUID, mail_id: UUID, place: int) -> Any:
    """Get a file that came with a message on a ticket."""
    return asker.ask(GetAttached(ticket_id=ticket_id, mail_id=mail_id, place=place))
