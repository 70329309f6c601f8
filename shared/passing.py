"""How do commands, questions and their answers pass between processes, as JSON?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from contracts.access import Caller, Role
from contracts.codec import dump, restore
from contracts.declare import CATALOGUE, declaration_of
from contracts.fields import format_moment
from contracts.refusals import Refusal, refusal_from
from shared.store import Head
from shared.work import Cause

Json = dict[str, Any]


def message_out(message: Any) -> Json:
    """A declared message with its kind and name."""
    declaration = declaration_of(message)
    kind, name = declaration.kind, declaration.name
    return {"kind": kind, "name": name, "message": dump(message)}


def message_in(wire: Json) -> Any:
    """The message that `message_out` wrote; Unreadable for one nobody declared."""
    declaration = CATALOGUE.find(wire["kind"], wire["name"])
    return restore(declaration.message, wire["message"])


def caller_out(caller: Caller) -> Json:
    return {
        "actor": caller.actor,
        "role": caller.role.value if caller.role else None,
        "school": str(caller.school) if caller.school else None,
        "roles": sorted(role.value for role in caller.roles),
    }


def caller_in(wire: Json) -> Caller:
    return Caller(
        actor=wire["actor"],
        role=Role(wire["role"]) if wire["role"] else None,
        school=UUID(wire["school"]) if wire["school"] else None,
        roles=frozenset(Role(role) for role in wire["roles"]),
    )


def cause_out(cause: Cause) -> Json:
    return {
        "caller": caller_out(cause.caller),
        "command_id": str(cause.command_id),
        "correlation_id": str(cause.correlation_id),
        "causation_id": str(cause.causation_id) if cause.causation_id else None,
        "on_behalf_of": cause.on_behalf_of,
        "happened_at": format_moment(cause.happened_at) if cause.happened_at else None,
    }


def cause_in(wire: Json) -> Cause:
    happened_at = wire["happened_at"]
    return Cause(
        caller=caller_in(wire["caller"]),
        command_id=UUID(wire["command_id"]),
        correlation_id=UUID(wire["correlation_id"]),
        causation_id=UUID(wire["causation_id"]) if wire["causation_id"] else None,
        on_behalf_of=wire["on_behalf_of"],
        happened_at=datetime.fromisoformat(happened_at) if happened_at else None,
    )


def head_out(head: Head) -> Json:
    return {
        "school": str(head.school),
        "position": head.position,
        "hash": head.hash.hex(),
        "epoch": head.epoch,
    }


def head_in(wire: Json) -> Head:
    return Head(
        UUID(wire["school"]),
        wire["position"],
        bytes.fromhex(wire["hash"]),
        wire["epoch"],
    )


def refusal_out(refusal: Refusal) -> Json:
    return {
        "kind": refusal.kind,
        "message": str(refusal),
        "details": refusal.details(),
    }


def refusal_in(wire: Json) -> Refusal:
    return refusal_from(wire["kind"], wire["message"], wire["details"])
