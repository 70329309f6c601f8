"""What did the receiving server find of who sent a message (RFC 8601)?

Anybody can write an Authentication-Results field. Only one of the server that handed
the message over is believed: the topmost that names it, since each puts its own on top
and a server of the standard strikes out others that name it.
"""

from __future__ import annotations

import re

from contracts.mail import Checks
from services.intake.mail.headers import every

FIELD = "authentication-results"
_COMMENT = re.compile(r"\([^()]*\)")
_METHOD = re.compile(r"(?i)\s*(spf|dkim|dmarc)(?:/\d+)?\s*=\s*([a-z]{1,20})\b")


def checks_of(header: bytes, authserv_id: str) -> Checks:
    """The results of a server that is trusted; blank where it says nothing.

    Of several signatures one that passes counts (RFC 6376, 6.1).
    """
    trusted = authserv_id.strip().lower()
    if not trusted:
        return Checks()
    for value in every(header, 0, len(header), FIELD):
        said = _COMMENT.sub(" ", value)
        named, *results = said.split(";")
        if [*named.lower().split(), ""][0] == trusted:
            return _read(results)
    return Checks()


def failed(checks: Checks) -> bool:
    """Whether the sender is not who they say they are, as far as that was looked at.

    DMARC weighs the others against the address that people see, so it decides where
    there is one. Without it one of the others has to hold if one of them fails: what is
    forwarded fails SPF, and what goes through a list breaks its signature.
    """
    if checks.dmarc in ("pass", "fail"):
        return checks.dmarc == "fail"
    others = (checks.spf, checks.dkim)
    return "fail" in others and "pass" not in others


def proved(checks: Checks) -> bool:
    """Whether the receiving server stands for the address that people see."""
    return checks.dmarc == "pass"


def _read(results: list[str]) -> Checks:
    found: dict[str, str] = {}
    for result in results:
        match = _METHOD.match(result)
        if match:
            method, said = match[1].lower(), match[2].lower()
            if found.get(method) != "pass":
                found[method] = said
    return Checks(**found)
