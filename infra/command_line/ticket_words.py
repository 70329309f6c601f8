"""How are words written on a ticket at a terminal: a reply, a call, a note?"""

from __future__ import annotations

import sys
from typing import Any

import click

from infra.command_line.client import Client
from infra.command_line.finding import ticket_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.ticket_acts import VERSION, act

EARLIER = click.option(
    "--happened-at",
    help="When it was, such as 2026-11-30T09:40Z. [default: now]",
)


@click.command()
@click.argument("reference")
@click.argument("words")
@EARLIER
@click.option("--in-person", is_flag=True, help="It was no call: they were there.")
@VERSION
@with_platform
def call(
    platform: Client, reference: str, words: str, version: int | None, **how: Any
) -> None:
    """Enter a call that was our reply; WORDS say what was said.

    It counts when it happened, and no letter is sent.
    """
    ticket = ticket_of(platform, reference)
    by = "in_person" if how.pop("in_person") else "phone"
    act(platform, ticket, version, "reply", text=words, by=by, **how)


def _writing(action: str, field: str, summary: str) -> click.Command:
    """A command that takes words to write."""
    ending = (
        "Without WORDS they are read from standard input or, at a terminal, written in"
        " your editor."
    )

    @click.command(name=action, help=f"{summary} {ending}")
    @click.argument("reference")
    @click.argument("words", required=False)
    @VERSION
    @with_platform
    def write(
        platform: Client, reference: str, words: str | None, version: int | None
    ) -> None:
        ticket = ticket_of(platform, reference)
        said = _written() if words is None else words
        if not said.strip():
            raise Unclear("nothing was written, so nothing is done")
        act(platform, ticket, version, action, **{field: said})

    return write


def _written() -> str:
    if sys.stdin.isatty():
        return click.edit() or ""
    return sys.stdin.read().rstrip("\n")


COMMANDS = (
    call,
    _writing("reply", "text", "Tell the requester WORDS."),
    _writing(
        "note", "text", "Keep WORDS for the desk; the requester does not see them."
    ),
    _writing("hold", "reason", "Wait for somebody else; WORDS say for whom or what."),
    _writing(
        "resolve", "note", "Say that it is done, in WORDS that the requester sees."
    ),
    _writing("reopen", "reason", "Say that it was not done after all; WORDS say why."),
)
