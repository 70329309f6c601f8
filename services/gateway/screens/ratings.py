"""How does a requester say how it was, in one click and without signing in?

Mail is read by machines that follow every link. So the link of a letter says nothing by
itself: it opens a page on which one button is left to press.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from flask import render_template, request

from contracts.access import platform
from contracts.look import GetLook, LookView
from contracts.ratings import (
    FindRatingLink,
    GetRating,
    RateWork,
    RatingLinkView,
    RatingView,
)
from contracts.refusals import NotFound, Refusal
from contracts.values import Satisfaction
from services.gateway.asking import gateway
from services.gateway.screens import portal_words, shades
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit
from shared.work import Cause

screens = Screens("ratings")

_AT = "/rate/<uuid:school_id>/<uuid:ticket_id>/<uuid:resolution_id>/<proof>"
_GATEWAY = platform("gateway")


@screens.open("GET", _AT)
def ask(_: Visit | None, **link: Any) -> Page:
    """What may be said, with what was said before or is meant by the link chosen."""
    rating = _rating(link)
    meant = request.args.get("said", "")
    said = meant if meant in {one.value for one in Satisfaction} else _said(rating)
    anonymous = "on" if rating.anonymous else ""
    form = empty(said=said, comment=rating.comment, anonymous=anonymous)
    return _shown(link, rating, form)


@screens.open("POST", _AT)
def rate(_: Visit | None, **link: Any) -> Page:
    """Keep what was said; it may be said anew by the same link."""
    form = form_of(request)
    rating = _rating(link)
    try:
        anonymous = form["anonymous"] == "on"
        command = form.read(RateWork, **link, anonymous=anonymous)
        cause = Cause(caller=_GATEWAY, command_id=uuid4())
        gateway().link.execute(command, cause)
    except Refusal as refusal:
        return _shown(link, rating, form.keep(refusal)), refusal.status
    return back(request.path, "Thank you. You may change it here.")


def address_for(school_id: UUID, ticket_id: UUID) -> str | None:
    """Where the requester of a ticket says how it was; None while it is not done."""
    question = FindRatingLink(school_id=school_id, ticket_id=ticket_id)
    try:
        found: RatingLinkView = gateway().link.ask(question, _GATEWAY)
    except NotFound:
        return None
    return f"/rate/{school_id}/{ticket_id}/{found.resolution_id}/{found.proof}"


def _rating(link: dict[str, Any]) -> RatingView:
    """What was said so far; NotFound for a link that is not ours."""
    found: RatingView = gateway().link.ask(GetRating(**link), _GATEWAY)
    return found


def _said(rating: RatingView) -> str:
    return rating.said.value if rating.said else ""


def _shown(link: dict[str, Any], rating: RatingView, form: Form) -> str:
    question = GetLook(school_id=link["school_id"])
    school: LookView = gateway().link.ask(question, _GATEWAY)
    return render_template(
        "portal/rate.html",
        school=school,
        stylesheet=shades.address_of(school.accent),
        rating=rating,
        form=form,
        options=[(one.value, said) for one, said in portal_words.SATISFACTION.items()],
        address=request.path,
    )
