"""The language of intake about how requesters found what was done for them."""

from __future__ import annotations

from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, personal, query, text, value, view
from contracts.values import Satisfaction, SchoolId, TicketId

LONGEST_COMMENT = 2_000
LONGEST_PROOF = 40


@command("intake.rate_work")
class RateWork:
    """Say how it was, by the link in the letter that tells that it is done.

    Asked by the gateway, for whoever holds the link. Said `anonymous`, nothing tells
    which ticket it is about.
    """

    school_id: SchoolId
    ticket_id: TicketId
    resolution_id: UUID
    proof: str = text(most=LONGEST_PROOF)
    said: Satisfaction
    comment: str = text(most=LONGEST_COMMENT, default="")
    anonymous: bool = False


@command("intake.keep_rating")
class KeepRating:
    """Keep what somebody said, in place of what they said of the same before."""

    school_id: SchoolId
    rating_id: UUID
    rater_id: UUID
    ticket_id: TicketId | None
    said: Satisfaction
    comment: str | None


@event("intake.work_rated")
class WorkRated:
    """Somebody said how it was; said again of the same resolution, this counts.

    Without `ticket_id` it is anonymous, and `rater_id` is no person's.
    """

    rating_id: UUID
    rater_id: UUID
    ticket_id: TicketId | None
    said: Satisfaction
    comment: str | None = personal("rater_id", "rating_id")


@query("intake.get_rating")
class GetRating:
    """What was said by this link so far? NotFound: it is no link of ours."""

    school_id: SchoolId
    ticket_id: TicketId
    resolution_id: UUID
    proof: str = text(most=LONGEST_PROOF)


@view("intake.rating")
class RatingView:
    """What was said of a resolution; `said` is None while nothing was."""

    school_id: SchoolId
    reference: str
    said: Satisfaction | None
    comment: str
    anonymous: bool


@query("intake.find_rating_link")
class FindRatingLink:
    """By which link is it said how the last resolution of this ticket was?

    Asked by the gateway, for the requester. NotFound: it is not done.
    """

    school_id: SchoolId
    ticket_id: TicketId


@view("intake.rating_link")
class RatingLinkView:
    """What a link names; only who is told it can rate."""

    school_id: SchoolId
    ticket_id: TicketId
    resolution_id: UUID
    proof: str


@query("intake.get_satisfaction", needs=Right.READ_TICKETS)
class GetSatisfaction:
    """How did requesters find what was done in a month, such as 2026-11?"""

    school_id: SchoolId | None = None
    month: str = text(most=7, default="")


@value
class Satisfied:
    """What was said at one school; `asked` counts the letters that asked."""

    school_id: SchoolId
    asked: int
    good: int
    fair: int
    poor: int


@value
class Comment:
    """What somebody wrote about it; without a reference where they are anonymous."""

    school_id: SchoolId
    said: Satisfaction
    comment: str
    reference: str | None


@view("intake.satisfaction")
class SatisfactionView:
    """The figures of a month by school, and the last comments for who may read them."""

    month: str
    satisfied: tuple[Satisfied, ...]
    comments: tuple[Comment, ...]
