"""Does what was written say something to whoever will read it?"""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter

from contracts.approvals import AskApproval, DeclineApproval, GiveApproval
from contracts.intake import (
    HoldTicket,
    NoteTicket,
    OpenTicket,
    ReopenTicket,
    ReplyToTicket,
    ResolveTicket,
    WriteToDesk,
)
from contracts.macros import AnswerTicket
from contracts.refusals import Invalid
from contracts.ties import SplitTicket
from services.intake.addresses import is_address


def check_words(command: object) -> None:
    """Invalid names every text that is blank, and an address that is none."""
    errors = {
        name: ["Must not be blank."]
        for name, words in _words(command).items()
        if not words.strip()
    }
    if isinstance(command, OpenTicket) and not is_address(command.requester.email):
        errors["requester.email"] = ["Not an e-mail address."]
    if errors:
        raise Invalid(errors)


def _words(command: object) -> dict[str, str]:
    """What was written for somebody to read, which must say something."""
    return {name: attrgetter(name)(command) for name in _SAID.get(type(command), ())}


_SAID: Mapping[type, tuple[str, ...]] = {
    OpenTicket: ("subject", "requester.name"),
    ReplyToTicket: ("text",),
    AnswerTicket: ("text",),
    NoteTicket: ("text",),
    WriteToDesk: ("text",),
    HoldTicket: ("reason",),
    ReopenTicket: ("reason",),
    ResolveTicket: ("note",),
    SplitTicket: ("subject",),
    AskApproval: ("what",),
    GiveApproval: ("approver",),
    DeclineApproval: ("approver", "reason"),
}
"""The fields of each command that somebody will read."""
