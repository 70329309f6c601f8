"""How is a text left, restricted, read or redacted, by who may see that it is there?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.personal_data import (
    LeaveText,
    ReadRestricted,
    RedactText,
    RestrictedTextView,
    RestrictText,
)
from services.intake.personal_data.rows import marked
from services.intake.personal_data.rules import Protect
from services.intake.personal_data.terms import readable
from shared.application import Handler
from shared.work import Cause, Work


def protect(work: Work, command: Protect, cause: Cause) -> None:
    """Do it; NotFound where the text is of what is not the caller's to read."""
    readable(work.connection, work.keyring, cause.caller, work.school, command.entry_id)
    work.execute(command, cause)


def read_restricted(work: Work, command: ReadRestricted, cause: Cause) -> Any:
    """Record that somebody reads a text, and only then show it."""
    protect(work, command, cause)
    row = marked(work.connection, work.school, command.entry_id)
    assert row is not None, "it is restricted, or this was refused"
    return RestrictedTextView(
        entry_id=row.entry_id, subject=row.subject, text=row.text, quoted=row.quoted
    )


HANDLERS: Mapping[type, Handler] = {
    LeaveText: protect,
    RestrictText: protect,
    RedactText: protect,
    ReadRestricted: read_restricted,
}
