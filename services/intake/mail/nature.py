"""Who or what wrote a message: a person, or a program that nobody may answer by one?"""

from __future__ import annotations

import re

from contracts.mail import Nature
from services.intake.mail.headers import Header

# Fields that programs say of themselves, with what they say (RFC 3834, 5; the habits of
# Exchange, of vacation programs, of list servers and of desks like this one).
_ANSWERS = {
    "x-autoreply": r"(?!no\b).",
    "x-autorespond": r".",
    "x-autoresponder": r".",
    "x-auto-reply": r"(?!no\b).",
    "x-vacation": r".",
    "precedence": r"auto_reply\b",
    "x-precedence": r"auto_reply\b",
    "x-fc-machinegenerated": r"true\b",
    "preference": r"auto_reply\b",
    "delivered-to": r"autoresponder\b",
}
_GENERATED = {
    "precedence": r"(bulk|junk|list)\b",
    "list-id": r".",
    "list-unsubscribe": r".",
    "feedback-id": r".",
    "x-auto-response-suppress": r".*\b(all|autoreply|oof)\b",
    "return-path": r"<>",
}
_DAEMON = re.compile(r"[^@]*\b(mailer-daemon|postmaster|mail-daemon)@", re.IGNORECASE)
_RETURN = re.compile(
    r"(undeliver|undelivered|delivery (status notification|has failed|failure)"
    r"|mail delivery (failed|failure|system)|returned mail|failure notice)",
    re.IGNORECASE,
)
_REPORT = re.compile(r"(?i)multipart/report\b.*\breport-type\s*=\s*\"?([\w-]+)")


def nature_of(header: Header) -> Nature:
    """What wrote it, by what its header says; a person where that says nothing."""
    report = _REPORT.match(header.raw("content-type"))
    if report and report[1].lower() == "delivery-status":
        return Nature.BOUNCE
    by_daemon = _DAEMON.match(header.raw("from").rpartition("<")[2])
    returned = by_daemon and _RETURN.search(header.raw("subject"))
    if returned or header.raw("x-failed-recipients"):
        return Nature.BOUNCE
    submitted = header.raw("auto-submitted").partition(";")[0].strip().lower()
    if submitted.startswith("auto-replied") or report or _says(header, _ANSWERS):
        # A report that is no bounce says that something was read, or refused to be.
        return Nature.ANSWER
    if submitted not in ("", "no") or _says(header, _GENERATED):
        return Nature.GENERATED
    return Nature.PERSON


def _says(header: Header, fields: dict[str, str]) -> bool:
    return any(
        re.match(said, header.raw(name), re.IGNORECASE) for name, said in fields.items()
    )
