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
from contracts.values import Satisfaction
from services.intake.mail.references import Sign
from shared.decider import Decider

_SIGNED = 20
"""Characters of base 32: nobody guesses one of 2 to the power of 100."""


@dataclass(frozen=True)
class Unrated:
    """Nothing was said of it yet."""


@dataclass(frozen=True, kw_only=True)
class Rated:
    """What was said last; its words are sealed to the rules."""

    said: Satisfaction
    ticket_id: UUID | None
    commented: bool


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


def decide(rating: Rating, command: KeepRating, _now: datetime) -> list[WorkRated]:
    """What was said, unless it is what was said before."""
    said = Rated(
        said=command.said,
        ticket_id=command.ticket_id,
        commented=command.comment is not None,
    )
    if rating == said and not said.commented:
        return []
    rated = WorkRated(
        rating_id=command.rating_id,
        rater_id=command.rater_id,
        ticket_id=command.ticket_id,
        said=command.said,
        comment=command.comment,
    )
    return [rated]


def evolve(_rating: Rating, event: WorkRated) -> Rating:
    """What is true after the event: what was said last counts."""
    return Rated(
        said=event.said,
        ticket_id=event.ticket_id,
        commented=event.comment is not None,
    )


RATING: Decider[Rating] = Decider(
    category="rating",
    identity="rating_id",
    commands=(KeepRating,),
    initial=Unrated(),
    decide=decide,
    evolve=evolve,
)
