"""Which address may be told of tickets, and is it told any more?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, assert_never
from urllib.parse import SplitResult, urlsplit

from contracts.hooks import AddHook, HookAdded, HookRemoved, Occasion, RemoveHook
from contracts.refusals import Invalid, NotFound, Refused
from services.intake.outgoing.reach import is_barred
from shared.decider import Decider


@dataclass(frozen=True)
class NotAdded:
    """There is no such hook yet."""


@dataclass(frozen=True)
class Added:
    """It is told, unless it was removed."""

    removed: bool = False


Hook: TypeAlias = NotAdded | Added
Command: TypeAlias = AddHook | RemoveHook
Event: TypeAlias = HookAdded | HookRemoved


def decide(hook: Hook, command: Command, _now: datetime) -> list[Event]:
    """The events that follow; Invalid names each field that is wrong."""
    match command:
        case AddHook():
            return _add(hook, command)
        case RemoveHook():
            return _remove(hook, command)
        case _:
            assert_never(command)


def evolve(_hook: Hook, event: Event) -> Hook:
    """What is true of the hook after the event."""
    match event:
        case HookAdded():
            return Added()
        case HookRemoved():
            return Added(removed=True)
        case _:
            assert_never(event)


def _add(hook: Hook, command: AddHook) -> list[Event]:
    if isinstance(hook, Added):
        raise Refused("There is such a hook: another address is another hook.")
    errors = {}
    wrong = _wrong(command.address.strip())
    if wrong:
        errors["address"] = [wrong]
    if not command.occasions:
        errors["occasions"] = ["Choose at least one."]
    if errors:
        raise Invalid(errors)
    added = HookAdded(
        hook_id=command.hook_id,
        address=command.address.strip(),
        occasions=tuple(one for one in Occasion if one in command.occasions),
    )
    return [added]


def _wrong(address: str) -> str | None:
    """Why nothing is ever sent to an address; None where it may be tried."""
    try:
        url = urlsplit(address)
        well = _is_well_formed(address, url)
    except ValueError:
        well = False
    if not well:
        return "Must be an https address, without a user, a password or a fragment."
    if is_barred(url.hostname or ""):
        return "Must not be an address within a network of somebody's own."
    return None


def _is_well_formed(address: str, url: SplitResult) -> bool:
    printable = address.isascii() and address.isprintable() and " " not in address
    bare = not (url.username or url.password or url.fragment)
    return (
        printable
        and url.scheme == "https"
        and bool(url.hostname)
        and bare
        and (url.port is None or url.port > 0)
    )


def _remove(hook: Hook, command: RemoveHook) -> list[Event]:
    if isinstance(hook, NotAdded):
        raise NotFound("There is no such hook.")
    return [] if hook.removed else [HookRemoved(hook_id=command.hook_id)]


HOOK: Decider[Hook] = Decider(
    category="hook",
    identity="hook_id",
    commands=(AddHook, RemoveHook),
    initial=NotAdded(),
    decide=decide,
    evolve=evolve,
)
