"""In which words is somebody told what was promised, and what has become of it?"""

from __future__ import annotations

from datetime import datetime

from contracts.outgoing import LetterKind
from contracts.values import Satisfaction
from services.intake.months import LONDON

SAID = {
    Satisfaction.GOOD: "Good",
    Satisfaction.FAIR: "All right",
    Satisfaction.POOR: "Not good",
}
LONGEST_QUOTE = 1_000
"""Characters of what somebody wrote that an acknowledgement shows again."""


def moment(at: datetime) -> str:
    """Monday 08/06/2026 at 13:00, as the clocks in London have it."""
    return at.astimezone(LONDON).strftime("%A %d/%m/%Y at %H:%M")


def promises(
    response_at: datetime | None, resolution_at: datetime | None, *, with_school: bool
) -> list[str]:
    """What was promised of a ticket, a sentence for each promise.

    Nothing is, while the school's own team has it.
    """
    if with_school and response_at is None and resolution_at is None:
        return ["Your school's own team has it. No time of ours runs meanwhile."]
    said = []
    if response_at is not None:
        said.append(f"We will answer by {moment(response_at)}.")
    if resolution_at is not None:
        said.append(f"It will be done by {moment(resolution_at)}.")
    return said


def ratings(rate: str | None) -> list[tuple[str, str]]:
    """What may be said of what was done, each with its link; the link says nothing yet.

    Mail is read by machines that follow every link, so a page asks to send it.
    """
    if rate is None:
        return []
    return [(words, f"{rate}?said={one.value}") for one, words in SAID.items()]


def subject(kind: LetterKind, about: str, mark: str) -> str:
    """What a letter is called: what it is about, and the mark that answers bear."""
    begins = {
        LetterKind.ACKNOWLEDGEMENT: "We have your request: ",
        LetterKind.REPLY: "Re: ",
        LetterKind.RESOLUTION: "Done: ",
        LetterKind.WATCHED_REPLY: "Re: ",
        LetterKind.WATCHED_RESOLUTION: "Done: ",
    }
    if kind is LetterKind.SURVEY:
        return "How do you find your IT this school year?"
    return f"{begins[kind]}{' '.join(about.split())} {mark}"


def quoted(text: str) -> str:
    """The beginning of what somebody wrote, as much as reminds them of it."""
    text = text.strip()
    if len(text) <= LONGEST_QUOTE:
        return text
    return text[:LONGEST_QUOTE].rsplit(maxsplit=1)[0] + " …"
