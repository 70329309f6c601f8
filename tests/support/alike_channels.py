"""How do two schools ask that are alike in every id: by which way, and whom to call?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from contracts import answers, callbacks, channels, first_replies, intake, phones
from contracts.values import Channel, Level
from tests.support.cast import TICKET
from tests.support.scenario import at

CALLED = uuid5(TICKET, "called")
NUMBER = "020 7946 0000"
_PERSON = uuid5(TICKET, "person")

QUERIES: dict[type, Callable[[UUID], Any]] = {
    channels.CountChannels: lambda s: channels.CountChannels(
        school_id=s, month="2026-06"
    ),
    first_replies.CountFirstReplies: lambda s: first_replies.CountFirstReplies(
        school_id=s, month="2026-06"
    ),
    phones.FindByPhone: lambda s: phones.FindByPhone(school_id=s, number=NUMBER),
}
READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    "directory.phone_rows.find_by_phone": lambda s: (QUERIES[phones.FindByPhone](s),),
    "directory.phone_rows.phone_of": lambda s: (s, _PERSON),
}


def calls_of(school: UUID, word: str, requester: intake.Requester) -> Iterator[Any]:
    """Somebody wants to be called back, and is not reached."""
    about: dict[str, Any] = {"school_id": school, "ticket_id": CALLED}
    begins = at("mon 09:00") + timedelta(days=1)
    yield intake.OpenTicket(
        **about,
        subject=f"{word} call",
        description="",
        requester=requester,
        channel=Channel.CALLBACK,
        impact=Level.LOW,
        urgency=Level.LOW,
        callback=callbacks.Callback(
            number=NUMBER, from_at=begins, until_at=begins + timedelta(hours=1)
        ),
        form=answers.Answered(
            offering="calls",
            title=word,
            catalogue_version=1,
            answers=(answers.Answer(question="why", label="Why?", answer=word),),
        ),
    )
    message_id = uuid5(CALLED, "message")
    tried: dict[str, Any] = {
        "version": 2,
        "message_id": message_id,
        "reached": False,
        "text": word,
    }
    yield callbacks.RecordCallback(**about, **tried)
