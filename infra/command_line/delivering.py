"""How is a message handed to the platform, and what is made of its answer?"""

from __future__ import annotations

import os

from infra.command_line import client

RFC822 = "message/rfc822"
NOT_FOUND = 404
_OF_THE_MESSAGE = {413, 422}


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
    return os.EX_DATAERR if problem.status in _OF_THE_MESSAGE else os.EX_TEMPFAIL
