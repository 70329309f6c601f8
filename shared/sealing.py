"""How does personal text enter the log sealed, and come out again?

A sealed field stands in the body as `{"sealed": "<base64>"}`. The hash covers that, so
a key can be destroyed and every proof still holds.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from uuid import UUID

from contracts.declare import Declaration, Payload
from contracts.refusals import Refused
from shared.keyring import Forgotten, Keyring

SEALED = "[sealed]"
"""What a reader without the keys sees."""

FORGOTTEN = "[forgotten]"
"""What everybody sees once a subject's key is destroyed."""


def seal(
    keyring: Keyring, school: UUID, declaration: Declaration, payload: Payload
) -> Payload:
    """The payload with its personal fields sealed; Refused for a forgotten subject."""
    sealed = dict(payload)
    for name, subject_fields in declaration.personal.items():
        if payload[name] is not None:
            subjects = _subjects(payload, subject_fields)
            about = _about(school, declaration, name)
            try:
                box = keyring.seal(school, subjects, payload[name].encode(), about)
            except Forgotten:
                raise Refused("nothing is recorded of who was forgotten") from None
            sealed[name] = {"sealed": b64encode(box).decode()}
    return sealed


def unseal(
    keyring: Keyring,
    school: UUID,
    declaration: Declaration,
    payload: Payload,
    version: int,
) -> Payload:
    """The payload of a version with its personal fields as written, or FORGOTTEN."""
    opened = dict(payload)
    for name, subject_fields in declaration.personal_in(version).items():
        part = payload.get(name)
        if isinstance(part, dict):
            subjects = _subjects(payload, subject_fields)
            about = _about(school, declaration, name)
            try:
                box = b64decode(part["sealed"])
                opened[name] = keyring.open(school, subjects, box, about).decode()
            except Forgotten:
                opened[name] = FORGOTTEN
    return opened


def cover(declaration: Declaration, payload: Payload, version: int) -> Payload:
    """A version's payload for who needs no personal text: SEALED stands for it."""
    personal = declaration.personal_in(version)
    if not personal:
        return payload
    covered = dict(payload)
    for name in personal:
        if isinstance(payload.get(name), dict):
            covered[name] = SEALED
    return covered


def _subjects(payload: Payload, fields: Sequence[str]) -> list[UUID]:
    """Under whose keys a field is sealed: of those it names, whoever there is.

    A subject that is not given is nobody, as in events from before there was one.
    """
    named = [UUID(payload[one]) for one in fields if payload.get(one) is not None]
    if not named:
        # Keys of nobody are known to everybody.
        raise ValueError("personal text is sealed for somebody")
    return named


def _about(school: UUID, declaration: Declaration, name: str) -> bytes:
    """Ties a box to its place, so that it opens nowhere else."""
    return f"{school}/{declaration.name}/{name}".encode()
