"""How is a message handed to the platform, and what is made of its answer?"""

from __future__ import annotations

import os
import unicodedata

from infra.command_line import client

RFC822 = "message/rfc822"
NOT_FOUND, TOO_MUCH = 404, 413
LONGEST_AUTHSERV_ID = 200
OF_ONE_MESSAGE = {400, 408, 409, TOO_MUCH, 422, 500}
"""What the platform answers where another message may fare better."""

_OF_THE_MESSAGE = {TOO_MUCH, 422}


def hand_over(
    platform: client.Client, to: str, raw: bytes, authserv_id: str = ""
) -> client.Json:
    """What became of a message; Unreachable for an answer that does not say.

    Problem where the platform says no: for good (`code_of` is not EX_TEMPFAIL), or for
    now.
    """
    query = {"to": os.fsencode(to)}
    if authserv_id:
        query["authserv_id"] = os.fsencode(authserv_id)
    try:
        answer = platform.send("POST", "mail", query=query, body=raw, kind=RFC822)
    except client.Problem as problem:
        if problem.status == NOT_FOUND:
            _make_sure(platform)
        raise
    if not answer.get("fate"):
        raise client.Unreachable(f"what answers at {platform.url} is no Caretaker")
    return answer


def told(outcome: client.Json) -> str:
    """One line of what became of a message: the reference, or why there is none."""
    if outcome.get("reference"):
        return str(outcome["reference"])
    said = {"review": "held for review", "refused": "refused"}[outcome["fate"]]
    return f"{said}: {str(outcome.get('why')).replace('_', ' ')}"


def is_authserv_id(text: str) -> bool:
    """Whether a mail server may call itself so; no message is known by another."""
    if len(text) > LONGEST_AUTHSERV_ID or not text.isprintable() or " " in text:
        return False
    return not any(map(unicodedata.combining, text))


def _make_sure(platform: client.Client) -> None:
    """Is it the address that is not there, and not the whole API?

    Else a wrong URL would have every message bounced.
    """
    try:
        platform.get("schools", limit=1)
    except client.Problem as problem:
        if problem.status == NOT_FOUND:
            raise client.Unreachable(f"there is no API at {platform.url}") from problem


def code_of(problem: client.Problem) -> int:
    """Hand back what is wrong with the message; keep it for what is wrong with us."""
    if problem.status == NOT_FOUND or "to" in problem.bad_fields:
        return os.EX_NOUSER
    if "authserv_id" in problem.bad_fields:
        return os.EX_TEMPFAIL
    return os.EX_DATAERR if problem.status in _OF_THE_MESSAGE else os.EX_TEMPFAIL
