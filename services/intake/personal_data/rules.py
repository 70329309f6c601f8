"""What may be done with a text that holds personal data?

found -- leave --> left; any but redacted -- restrict --> restricted -- leave --> left
any -- redact --> redacted, for good
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias, assert_never
from uuid import UUID

from contracts.personal_data import (
    LeaveText,
    PersonalDataFound,
    ReadRestricted,
    RecordErased,
    RecordFound,
    RedactText,
    RestrictedRead,
    RestrictText,
    Sensitive,
    TextErased,
    TextLeft,
    TextRedacted,
    TextRestricted,
    TextState,
)
from contracts.refusals import Invalid, Refused
from shared.decider import Decider


@dataclass(frozen=True)
class Text:
    """What is known of a text: how it stands, and what was found in it."""

    state: TextState | None = None
    kinds: tuple[Sensitive, ...] = ()
    erased: bool = False


class Place(NamedTuple):
    """Which ticket a text is of, and whose keys it is sealed under and no other text.

    `mails` are the messages that brought it; each has a key, too.
    """

    ticket_id: UUID
    subjects: tuple[UUID, ...] = ()
    mails: tuple[UUID, ...] = ()


Protect: TypeAlias = LeaveText | RestrictText | RedactText | ReadRestricted
Command: TypeAlias = RecordFound | Protect | RecordErased
OfTexts: TypeAlias = (
    PersonalDataFound
    | TextLeft
    | TextRestricted
    | RestrictedRead
    | TextRedacted
    | TextErased
)


def decide(
    text: Text, command: Command, _now: datetime, place: Place
) -> Sequence[OfTexts]:
    """The events that follow; Refused where the text is redacted, or not restricted."""
    match command:
        case RecordFound():
            return _find(text, command)
        case RecordErased():
            return _erase(text, command, place)
        case LeaveText() | RestrictText() | RedactText() | ReadRestricted():
            return _protect(text, command, place)
        case _:
            assert_never(command)


def evolve(text: Text, event: OfTexts) -> Text:
    """What is true of the text after the event."""
    match event:
        case PersonalDataFound():
            return replace(text, state=TextState.FOUND, kinds=event.kinds)
        case TextLeft():
            return replace(text, state=TextState.LEFT)
        case TextRestricted():
            return replace(text, state=TextState.RESTRICTED)
        case TextRedacted():
            return replace(text, state=TextState.REDACTED)
        case TextErased():
            return replace(text, erased=True)
        case RestrictedRead():
            return text
        case _:
            assert_never(event)


def _find(text: Text, command: RecordFound) -> list[OfTexts]:
    if text.state is not None or not command.kinds:
        return []
    found = PersonalDataFound(
        entry_id=command.entry_id,
        ticket_id=command.ticket_id,
        kinds=command.kinds,
        despite_warning=command.despite_warning,
    )
    return [found]


def _erase(text: Text, command: RecordErased, place: Place) -> list[OfTexts]:
    if text.state is not TextState.REDACTED or text.erased:
        return []
    return [TextErased(entry_id=command.entry_id, ticket_id=place.ticket_id)]


def _protect(text: Text, command: Protect, place: Place) -> list[OfTexts]:
    which: dict[str, Any] = {
        "entry_id": command.entry_id,
        "ticket_id": place.ticket_id,
    }
    if isinstance(command, RedactText):
        return _redact(text, command, place)
    if text.state is TextState.REDACTED:
        raise Refused("This text is redacted. Nobody can read it or bring it back.")
    if isinstance(command, RestrictText):
        if text.state is TextState.RESTRICTED:
            return []
        which |= {"mails": place.mails, "reason": command.reason}
        return [TextRestricted(**which)]
    if isinstance(command, LeaveText):
        if text.state not in (TextState.FOUND, TextState.RESTRICTED):
            return []
        return [TextLeft(**which, reason=command.reason)]
    if text.state is not TextState.RESTRICTED:
        raise Refused("This text is not restricted: it stands at its ticket.")
    return [RestrictedRead(**which)]


def _redact(text: Text, command: RedactText, place: Place) -> list[OfTexts]:
    if text.state is TextState.REDACTED:
        return []
    if not command.reason.strip():
        raise Invalid({"reason": ["Must not be blank."]})
    if not place.subjects:
        raise Refused(
            "This text was recorded before each text had a key of its own, so it cannot"
            " be erased by itself. It can be restricted."
        )
    redacted = TextRedacted(
        entry_id=command.entry_id,
        ticket_id=place.ticket_id,
        subjects=place.subjects,
        mails=place.mails,
        reason=command.reason,
    )
    return [redacted]


TEXT: Decider[Text] = Decider(
    category="text",
    identity="entry_id",
    commands=(
        RecordFound,
        RestrictText,
        LeaveText,
        ReadRestricted,
        RedactText,
        RecordErased,
    ),
    initial=Text(),
    decide=decide,
    evolve=evolve,
)
