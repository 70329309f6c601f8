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
from contracts.teams import HandOverTicket
from contracts.ties import SplitTicket
from services.intake.addresses import is_address


def check_words(command: object) -> None:
    """Invalid names every text that is blank, and an address that is none."""
    errors = {
        name: ["Must not be blank."]
        for name, words in _words(command).items()
        if not words.strip()
    }
    errors |= {
        name: ["Not an e-mail address."]
        for name, address in _addresses(command).items()
        if not is_address(address)
    }
    if errors:
        raise Invalid(errors)


def _words(command: object) -> dict[str, str]:
    """What was written for somebody to read, which must say something."""
    said = {name: attrgetter(name)(command) for name in _SAID.get(type(command), ())}
    if isinstance(command, OpenTicket) and command.change is not None:
        change = command.change
        said |= {"change.person": change.person, "change.role": change.role}
    return said


def _addresses(command: object) -> dict[str, str]:
    """What has to be an address, where it is given."""
    if not isinstance(command, OpenTicket):
        return {}
    given = {"requester.email": command.requester.email}
    if command.change is not None and command.change.email:
        given["change.email"] = command.change.email
    return given


_SAID: Mapping[type, tuple[str, ...]] = {
    OpenTicket: ("subject", "requester.name"),
    ReplyToTicket: ("text",),
    AnswerTicket: ("text",),
    NoteTicket: ("text",),
    WriteToDesk: ("text",),
    HandOverTicket: ("known", "next"),
    HoldTicket: ("reason",),
    ReopenTicket: ("reason",),
    ResolveTicket: ("note",),
    SplitTicket: ("subject",),
    AskApproval: ("what",),
    GiveApproval: ("approver",),
    DeclineApproval: ("approver", "reason"),
}
"""The fields of each command that somebody will read."""
