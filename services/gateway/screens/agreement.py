"""What is promised to a school, who offers something else, and who signs it?"""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import render_template, request

from contracts.categories import CategoriesView, GetCategories
from contracts.refusals import Invalid, NotFound, Refusal, Unavailable
from contracts.sla_promises import Promised
from contracts.sla_signing import (
    AcceptAgreement,
    AgreementsView,
    FindAgreements,
    ProposeAgreement,
)
from contracts.values import HoldReason, Priority, Target
from services.gateway.screens import settings
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.kind_words import counted, otherwise, time_of
from services.gateway.screens.offer_forms import (
    ADD,
    LABELS_OF_AN_OFFER,
    MORE,
    REMOVE,
    changed,
    first_filled,
    offered,
    priorities_typed,
)
from services.gateway.screens.promise_words import (
    STANDARD_LADDER,
    differences,
    ladder,
    versions,
)
from services.gateway.screens.trial_forms import REOPENINGS, field_of, labels
from services.gateway.screens.visits import Visit

screens = Screens("agreement")

_AT = "/console/schools/<uuid:school_id>/agreement"


@screens.on("GET", _AT, needs=FindAgreements)
def agreement(visit: Visit, school_id: UUID) -> Page:
    """What is promised now, what is offered, and every version there was."""
    return _shown(visit, school_id)


@screens.on("POST", f"{_AT}/offer", needs=ProposeAgreement)
def offer(visit: Visit, school_id: UUID) -> Page:
    """Offer the school something else; it takes the place of any offer.

    Or only make room in the form for one priority more or less.
    """
    form, view = form_of(request), _known(visit, school_id)
    if form["change"] in (ADD, REMOVE):
        values, focus = changed(form.values, _standing(view), form["change"])
        return _shown(visit, school_id, Form(values), focus=focus)
    try:
        named = _services(visit, school_id)
        effective_from, promised = offered(form.values, _standing(view), named)
        command = ProposeAgreement(
            school_id=school_id,
            proposal_id=_id_of(form["proposal_id"]),
            effective_from=effective_from,
            promised=promised,
            proposer_id=visit.asker.caller_id,
            proposer=visit.visitor.name,
        )
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        return _shown(visit, school_id, form.keep(refusal)), refusal.status
    at = settings.address(school_id, "agreement")
    return back(at, "It is offered. It counts once the school has signed it.")


@screens.on("POST", f"{_AT}/sign", needs=AcceptAgreement)
def sign(visit: Visit, school_id: UUID) -> Page:
    """Sign what is offered, in the name of the school."""
    form = form_of(request, "sign-")
    try:
        command = AcceptAgreement(
            school_id=school_id,
            proposal_id=_id_of(form["proposal_id"]),
            signatory_id=visit.asker.caller_id,
            signatory=visit.visitor.name,
        )
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        return _shown(visit, school_id, signing=form.keep(refusal)), refusal.status
    return back(settings.address(school_id, "agreement"), "You signed it.")


def _known(visit: Visit, school_id: UUID) -> AgreementsView:
    view: AgreementsView = visit.asker.ask(FindAgreements(school_id=school_id))
    if not view.versions:
        raise NotFound("Nothing is promised to this school yet.")
    return view


def _standing(view: AgreementsView) -> Promised:
    """What counts for a ticket that is opened now, if that is among those told."""
    of_now = (one for one in view.versions if one.agreement_version == view.in_force)
    return next(of_now, view.versions[-1]).promised


def _services(visit: Visit, school_id: UUID) -> list[str]:
    """What the services of the school are called, as tickets name them."""
    question = GetCategories(school_id=school_id)
    try:
        known: CategoriesView = visit.asker.ask(question)
    except Unavailable:
        return []
    return [one.name for one in known.services]


def _id_of(words: str) -> UUID:
    try:
        return UUID(words)
    except ValueError:
        raise Invalid({"proposal_id": ["Load the page again."]}) from None


def _shown(
    visit: Visit,
    school_id: UUID,
    offering: Form | None = None,
    signing: Form | None = None,
    focus: str = "",
) -> str:
    view = _known(visit, school_id)
    standing, proposal = _standing(view), view.proposal
    first = first_filled(proposal.promised if proposal else standing)
    form = offering or empty(proposal_id=str(uuid4()), **first)
    return render_template(
        "settings/agreement.html",
        **settings.frame(visit, school_id, "agreement"),
        view=view,
        standing=standing,
        ladder=ladder(standing),
        standard_ladder=STANDARD_LADDER,
        otherwise=[*otherwise(standing)],
        services=_services(visit, school_id),
        reasons=tuple(HoldReason),
        differs=[*differences(standing, proposal.promised)] if proposal else [],
        told=[*versions(view)],
        form=form,
        signing=signing or empty("sign-"),
        labels=labels() | LABELS_OF_AN_OFFER,
        priorities=priorities_typed(form.values, standing),
        every=tuple(Priority),
        focus=focus,
        more=MORE,
        targets=tuple(Target),
        field_of=field_of,
        time_of=time_of,
        counted=counted,
        again=REOPENINGS,
        reopenings=[(one.value, words) for one, words in REOPENINGS.items()],
    )
