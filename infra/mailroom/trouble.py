"""Why can a mailbox not be collected?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

_LONGEST = 200


class Kind(Enum):
    """What is the matter, in one of few words that name nobody."""

    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    NO_TOKEN = "no_token"  # noqa: S105  # a name, not a secret
    NO_FOLDER = "no_folder"
    BROKEN_OFF = "broken_off"
    NOT_OURS = "not_ours"
    PLATFORM = "platform"
    LEFT_OVER = "left_over"


class Trouble(Exception):
    """A look that did not bring all to its outcome; the words are for the log."""

    def __init__(self, kind: Kind, told: object, *secrets: str) -> None:
        self.kind = kind
        said = " ".join(without(str(told), secrets).split())
        super().__init__(said[:_LONGEST])


def without(told: str, secrets: Sequence[str]) -> str:
    """What a server says, where it may repeat to us what it was sent."""
    for secret in filter(None, secrets):
        for written in _ways_to_write(secret):
            told = told.replace(written, "[secret]")
    return told


def _ways_to_write(secret: str) -> Iterator[str]:
    """As it is and as IMAP quotes it; and of both, as Python shows the bytes of it."""
    for said in (secret, secret.replace("\\", "\\\\").replace('"', '\\"')):
        shown = repr(said.encode())[2:-1]
        # Where both marks of quotation are shown, one of them is escaped.
        yield from (shown.replace("'", "\\'"), shown, said)
