"""How is it kept what requesters said, and who is let in to say it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select

from contracts.access import Right
from contracts.intake import TicketRating
from contracts.ratings import (
    FindRatingLink,
    GetRating,
    KeepRating,
    RateWork,
    RatingLinkView,
    RatingView,
    WorkRated,
)
from contracts.refusals import NotFound
from contracts.values import Satisfaction, TicketState
from services.intake.incoming.landing import person
from services.intake.months import month_of
from services.intake.ratings.rating import Rating, proof, proves, rating_id
from services.intake.ratings.rating_tables import ratings
from services.intake.tables import tickets, timeline
from shared.application import Answer, Asked
from shared.keyring import Keyring
from shared.work import Cause, Fresh, Work

NO_LINK = "This link is not one of ours, or what it is about is gone."


def rate_work(work: Work, command: RateWork, cause: Cause) -> None:
    """Keep what somebody says who holds a link; NotFound for one that is not ours.

    What is anonymous is told in no story of the ticket, and of nobody.
    """
    ticket = _resolved(work.connection, work.keyring, command)
    which = rating_id(partial(work.keyring.fingerprint, work.school), ticket.event_id)
    keep = KeepRating(
        school_id=work.school,
        rating_id=which,
        rater_id=which if command.anonymous else ticket.requester_id,
        ticket_id=None if command.anonymous else command.ticket_id,
        said=command.said,
        comment=command.comment.strip() or None,
    )
    if not command.anonymous:
        cause = replace(
            cause,
            correlation_id=ticket.correlation_id,
            on_behalf_of=person(ticket.requester_id),
        )
    work.execute(keep, cause)


def terms(work: Work, _: Rating, command: KeepRating) -> str:
    """The words that were kept with a rating so far: the log has them sealed."""
    which = {"of_school": work.school, "of_rating": command.rating_id}
    known = work.connection.execute(_RATING, which).one_or_none()
    return known.comment or "" if known else ""


def keep_rating(connection: Connection, fresh: Fresh, event: WorkRated) -> None:
    """Keep what was said last, in the month in which it was said first."""
    which = {"of_school": fresh.school, "of_rating": event.rating_id}
    known = connection.execute(_RATING, which).one_or_none()
    row = {
        "school": fresh.school,
        "rating_id": event.rating_id,
        "ticket_id": event.ticket_id,
        "month": known.month if known else month_of(fresh.happened_at),
        "said": event.said.value,
        "comment": event.comment,
        "said_at": fresh.happened_at,
    }
    connection.execute(_REMOVE, which)
    connection.execute(_ADD, row)


def get_rating(connection: Connection, query: GetRating, asked: Asked) -> RatingView:
    """What was said by a link so far; NotFound for one that we did not make."""
    ticket = _resolved(connection, asked.keyring, query)
    sign = partial(asked.keyring.fingerprint, query.school_id)
    which = {
        "of_school": query.school_id,
        "of_rating": rating_id(sign, ticket.event_id),
    }
    row = connection.execute(_RATING, which).one_or_none()
    told = RatingView(
        school_id=query.school_id,
        reference=ticket.reference,
        said=None,
        comment="",
        anonymous=False,
    )
    if row is None:
        return told
    return replace(
        told,
        said=Satisfaction(row.said),
        comment=row.comment or "",
        anonymous=row.ticket_id is None,
    )


def find_rating_link(
    connection: Connection, query: FindRatingLink, asked: Asked
) -> RatingLinkView:
    """The link for the last resolution; NotFound where the ticket is not done."""
    which = {"of_school": query.school_id, "of_ticket": query.ticket_id}
    ticket = connection.execute(_LAST, which).first()
    if ticket is None or ticket.state != TicketState.RESOLVED.value:
        raise NotFound("This ticket is not resolved.")
    sign = partial(asked.keyring.fingerprint, query.school_id)
    return RatingLinkView(
        school_id=query.school_id,
        ticket_id=query.ticket_id,
        resolution_id=ticket.event_id,
        proof=proof(sign, query.ticket_id, ticket.event_id),
    )


def rating_of(
    connection: Connection, ticket: Row[Any], asked: Asked
) -> TicketRating | None:
    """What its requester said of a ticket last, for the desk alone."""
    if not asked.caller.may(Right.READ_NOTES, ticket.school):
        return None
    which = {"of_school": ticket.school, "of_ticket": ticket.ticket_id}
    row = connection.execute(_OF_TICKET, which).first()
    if row is None:
        return None
    return TicketRating(said=Satisfaction(row.said), comment=row.comment or "")


def _resolved(connection: Connection, keyring: Keyring, said: Any) -> Any:
    """The resolution that a link is about."""
    sign = partial(keyring.fingerprint, said.school_id)
    if not proves(sign, said.ticket_id, said.resolution_id, said.proof):
        raise NotFound(NO_LINK)
    which = {"of_school": said.school_id, "of_ticket": said.ticket_id}
    found = _RESOLVED.where(timeline.c.event_id == bindparam("of_resolution"))
    which |= {"of_resolution": said.resolution_id}
    row: Any = connection.execute(found, which).one_or_none()
    if row is None:
        raise NotFound(NO_LINK)
    return row


ANSWERS: Mapping[type, Answer] = {
    GetRating: get_rating,
    FindRatingLink: find_rating_link,
}

# Made once: to build a statement takes several times as long as to carry it out.
_OF_SCHOOL = ratings.c.school == bindparam("of_school")
_WHICH = _OF_SCHOOL & (ratings.c.rating_id == bindparam("of_rating"))
_RATING = select(ratings).where(_WHICH)
_REMOVE = delete(ratings).where(_WHICH)
_ADD = insert(ratings)
_OF_TICKET = (
    select(ratings)
    .where(_OF_SCHOOL, ratings.c.ticket_id == bindparam("of_ticket"))
    .order_by(ratings.c.said_at.desc().nulls_last(), ratings.c.rating_id)
    .limit(1)
)
_RESOLVED = (
    select(
        timeline.c.event_id,
        tickets.c.reference,
        tickets.c.requester_id,
        tickets.c.correlation_id,
        tickets.c.state,
    )
    .join_from(
        timeline,
        tickets,
        (timeline.c.school == tickets.c.school)
        & (timeline.c.ticket_id == tickets.c.ticket_id),
    )
    .where(
        timeline.c.school == bindparam("of_school"),
        timeline.c.ticket_id == bindparam("of_ticket"),
        timeline.c.kind == "resolved",
    )
)
_LAST = _RESOLVED.order_by(timeline.c.at.desc(), timeline.c.place.desc()).limit(1)
