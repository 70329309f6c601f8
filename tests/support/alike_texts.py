"""What becomes of a text at two schools that are alike in every id?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID, uuid5

from contracts import intake, personal_data
from tests.support.cast import TICKET


def texts_of(school: UUID, word: str, commands: Iterable[Any]) -> Iterator[Any]:
    """One of every command about a text, after all `commands` of the school."""
    which: dict[str, Any] = {"school_id": school, "entry_id": written_in(commands)}
    yield personal_data.RecordFound(
        **which,
        ticket_id=TICKET,
        kinds=(personal_data.Sensitive.PASSWORD,),
        despite_warning=True,
    )
    yield personal_data.RestrictText(**which, reason=word)
    yield personal_data.ReadRestricted(**which)
    yield personal_data.LeaveText(**which, reason=word)
    yield personal_data.RedactText(**which, reason=word)
    yield personal_data.RecordErased(**which)


def queries_of(
    commands_of: Callable[[UUID], Iterable[Any]],
) -> dict[type, Callable[[UUID], Any]]:
    """Questions about what the texts of a school hold."""
    return {
        personal_data.GetText: lambda s: personal_data.GetText(
            school_id=s, entry_id=written_in(commands_of(s))
        ),
        personal_data.CountPersonalData: lambda s: personal_data.CountPersonalData(
            school_id=s
        ),
    }


def written_in(commands: Iterable[Any]) -> UUID:
    """The line of what was written to the desk first."""
    for number, command in enumerate(commands):
        if isinstance(command, intake.WriteToDesk):
            return uuid5(uuid5(TICKET, f"command {number}"), "0")
    raise LookupError("nothing was written")
