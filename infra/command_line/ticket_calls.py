"""How does an operator have somebody called back at a terminal, and say what came?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from infra.command_line.client import Client
from infra.command_line.finding import ticket_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.ticket_acts import VERSION, act

F = TypeVar("F", bound=Callable[..., Any])

_WANTED = {"call_back": "number", "call_from": "from_at", "call_until": "until_at"}


def asking(command: F) -> F:
    """The options of who wants to be called back."""
    for option in (
        click.option("--call-until", help="When they are to be called at the latest."),
        click.option("--call-from", help="From when, such as 2026-11-30T09:40Z."),
        click.option("--call-back", help="The number to call them back by."),
    ):
        command = option(command)
    return command


def wanted(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a ticket, with whom to call back in a field of its own.

    Unclear where something is missing of it.
    """
    said = {known: fields.pop(name) for name, known in _WANTED.items()}
    if all(one is None for one in said.values()):
        return fields
    if any(one is None for one in said.values()):
        raise Unclear("a call back takes a number, from when and until when")
    return fields | {"channel": "callback", "callback": said}


@click.command()
@click.argument("reference")
@click.argument("words", required=False, default="")
@click.option("--reached", is_flag=True, help="They were; WORDS say what was said.")
@VERSION
@with_platform
def called(
    platform: Client, reference: str, words: str, version: int | None, reached: bool
) -> None:
    """Say that a requester was called back; in vain, unless they were reached."""
    ticket = ticket_of(platform, reference)
    act(platform, ticket, version, "callback", text=words, reached=reached)


COMMANDS = (called,)
