"""Why can a mailbox not be collected?"""

from __future__ import annotations

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
        super().__init__(_without(" ".join(str(told).split()), secrets)[:_LONGEST])


def _without(told: str, secrets: tuple[str, ...]) -> str:
    """A server may repeat to us what it was sent."""
    for secret in filter(None, secrets):
        told = told.replace(secret, "[secret]")
    return told
