"""How does a school go through who has access to it, and which schools are late?"""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

from flask import render_template, request

from contracts.account_reviews import (
    AccountKind,
    AccountReviewsView,
    AccountReviewView,
    Conclusion,
    FindAccountReviews,
    GetAccountReview,
    ReviewAccount,
    ReviewState,
    SignAccountReview,
)
from contracts.intake import Requester
from contracts.refusals import Refusal, Unavailable
from services.gateway.account_reviews import conclude
from services.gateway.account_reviews import sign as sign_review
from services.gateway.review_requests import asked_of
from services.gateway.screens import names
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.minding import mind
from services.gateway.screens.portal import frame
from services.gateway.screens.visits import Visit

screens = Screens("account_reviews")

_AT = "/portal/<uuid:school_id>/account-review"

STATES = {
    ReviewState.NO_TERM: "No term has begun yet",
    ReviewState.OPEN: "To be signed",
    ReviewState.OVERDUE: "Overdue",
    ReviewState.SIGNED: "Signed",
}
CONCLUSIONS = {
    Conclusion.KEEP: "Stays as it is",
    Conclusion.CHANGE: "Changes",
    Conclusion.END: "Ends",
}


@screens.on("GET", "/console/schools/account-reviews", needs=FindAccountReviews)
def of_all(visit: Visit) -> Page:
    """How the review of the term stands at every school, what is late first."""
    found: AccountReviewsView = visit.asker.ask(FindAccountReviews())
    late = sum(one.state is ReviewState.OVERDUE for one in found.reviews)
    return render_template(
        "settings/account_reviews.html", reviews=found.reviews, late=late, states=STATES
    )


@screens.on("GET", _AT, needs=GetAccountReview)
def of_school(visit: Visit, school_id: UUID) -> Page:
    """Who has access, and what was said of each."""
    return _shown(visit, school_id, {})


@screens.on("POST", f"{_AT}/<uuid:account_id>", needs=ReviewAccount)
def review(visit: Visit, school_id: UUID, account_id: UUID) -> Page:
    """Say of one account whether it stays, changes or ends."""
    form = form_of(request, f"{account_id}-")
    me = names.me(visit)
    try:
        mind(form, "note")
        which: dict[str, Any] = {"school_id": school_id, "account_id": account_id}
        command = form.read(ReviewAccount, **which)
        asks = Requester(name=me.name, email=me.email)
        followed = conclude(visit.asker, command, asks)
    except Refusal as refusal:
        kept = {account_id: form.keep(refusal)}
        return _shown(visit, school_id, kept), refusal.status
    said = (
        "It is kept, and is a request of yours."
        if followed.ticket_id
        else "It is kept."
    )
    if followed.corrected:
        said += " The request that was there already says so now."
    return back(f"/portal/{school_id}/account-review", said)


@screens.on("POST", f"{_AT}/sign", needs=SignAccountReview)
def sign(visit: Visit, school_id: UUID) -> Page:
    """Sign that every account was looked at."""
    form = form_of(request, "sign-")
    me = names.me(visit)
    try:
        command = form.read(SignAccountReview, school_id=school_id)
        asks = Requester(name=me.name, email=me.email)
        sign_review(visit.asker, command, uuid4(), asks)
    except Refusal as refusal:
        return _shown(visit, school_id, {"sign": form.keep(refusal)}), refusal.status
    return back(f"/portal/{school_id}/account-review", "The review is signed.")


def _shown(visit: Visit, school_id: UUID, kept: dict[Any, Form]) -> str:
    view: AccountReviewView = visit.asker.ask(GetAccountReview(school_id=school_id))
    forms = {
        one.account_id: empty(
            f"{one.account_id}-",
            conclusion=one.conclusion.value if one.conclusion else "",
        )
        for one in view.accounts
    }
    return render_template(
        "portal/account_review.html",
        **frame(visit, school_id),
        review=view,
        at=f"/portal/{school_id}/account-review",
        forms={"sign": empty("sign-"), **forms, **kept},
        states=STATES,
        conclusions=CONCLUSIONS,
        choices=[("", "Choose one"), *((k.value, v) for k, v in CONCLUSIONS.items())],
        of_token=[
            ("", "Choose one"),
            *((k.value, CONCLUSIONS[k]) for k in (Conclusion.KEEP, Conclusion.END)),
        ],
        left=sum(one.conclusion is None for one in view.accounts),
        is_token=AccountKind.TOKEN,
        who=lambda actor: names.who(actor, school_id),
        tickets=_requests(visit, view),
    )


def _requests(visit: Visit, view: AccountReviewView) -> dict[UUID, UUID]:
    """The request that each account made whose access changes or ends, if it is there.

    None is shown while intake cannot be asked: the page is of use without.
    """
    with suppress(Unavailable):
        asked = {
            one.account_id: asked_of(visit.asker, view, one) for one in view.accounts
        }
        return {account: ticket for account, ticket in asked.items() if ticket}
    return {}
