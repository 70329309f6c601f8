"""Is this somebody who may say how it was, and what is new of what they say?

A link is told to nobody but whom the letter goes to. It ends in a keyed hash, so
nobody makes one. The id of a rating is a keyed hash, too: what is said anonymously
leads back to no ticket, and saying it again still counts once.

Pure: `sign` is the keyed hash of the school.
"""

from __future__ import annotations

from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from typing import TypeAlias
from uuid import UUID

from contracts.ratings import KeepRating, WorkRated
from contracts.refusals import Invalid, Refused
from contracts.values import Satisfaction
from services.intake.mail.references import Sign
from shared.decider import Decider

_SIGNED = 20
"""Characters of base 32: nobody guesses one of 2 to the power of 100."""

MOST_CHANGES = 20
"""Of one rating: nobody needs more of them, and a log keeps each for ever."""

_STAYS = {
    True: "It was sent without your name, and stays so.",
    False: "It was sent with your name, and stays so.",
}


@dataclass(frozen=True)
class Unrated:
    """Nothing was said of it yet."""


@dataclass(frozen=True, kw_only=True)
class Rated:
    """What was said last, and how often it was changed by then."""

    said: Satisfaction
    anonymous: bool
    changes: int = 0


Rating: TypeAlias = Unrated | Rated


def proof(sign: Sign, ticket_id: UUID, resolution_id: UUID) -> str:
    """What a link about a resolution ends in."""
    signed = sign(f"rate:{ticket_id}:{resolution_id}".encode())
    return b32encode(signed)[:_SIGNED].decode().lower()


def proves(sign: Sign, ticket_id: UUID, resolution_id: UUID, claimed: str) -> bool:
    """Whether a link is one that we made."""
    made = proof(sign, ticket_id, resolution_id)
    return compare_digest(made.encode(), claimed.encode())


def rating_id(sign: Sign, resolution_id: UUID) -> UUID:
    """Where it is kept what is said of a resolution, named or not."""
    return UUID(bytes=sign(f"rating:{resolution_id}".encode())[:16], version=4)


def decide(
    rating: Rating, command: KeepRating, _now: datetime, words: str
) -> list[WorkRated]:
    """What was said, unless it is what was said before; `words` are its words.

    Invalid where it would be anonymous in a stream that names somebody, or the other
    way about: each would tell of the other. Refused where it was changed too often.
    """
    if isinstance(rating, Rated):
        _refuse_another_name(rating, command)
        if (rating.said, words) == (command.said, command.comment or ""):
            return []
        if rating.changes >= MOST_CHANGES:
            raise Refused("It was changed as often as it can be, and stays as it is.")
    rated = WorkRated(
        rating_id=command.rating_id,
        rater_id=command.rater_id,
        ticket_id=command.ticket_id,
        said=command.said,
        comment=command.comment,
    )
    return [rated]


def _refuse_another_name(rating: Rated, command: KeepRating) -> None:
    if rating.anonymous != (command.ticket_id is None):
        raise Invalid({"anonymous": [_STAYS[rating.anonymous]]})


def evolve(rating: Rating, event: WorkRated) -> Rating:
    """What is true after the event: what was said last counts."""
    return Rated(
        said=event.said,
        anonymous=event.ticket_id is None,
        changes=rating.changes + 1 if isinstance(rating, Rated) else 0,
    )


RATING: Decider[Rating] = Decider(
    category="rating",
    identity="rating_id",
    commands=(KeepRating,),
    initial=Unrated(),
    decide=decide,
    evolve=evolve,
)
