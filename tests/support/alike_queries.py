"""What is asked of two schools that are alike in every id? Every query there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

import pytest

from contracts import (
    attainment,
    audit,
    catalogue,
    directory,
    escalation,
    gias,
    intake,
    log,
    look,
    mentions,
    obligations,
    outgoing,
    people,
    rota,
    saved_views,
    sign_in,
    sla,
    sla_explanation,
    sla_restating,
    sla_signing,
    sla_what_if,
    ties,
)
from contracts.incident_kinds import GetIncidentKinds
from contracts.values import Priority
from services.sla.standard import HOURS, PROMISED
from tests.support import (
    alike,
    alike_agreements,
    alike_guidance,
    alike_hooks,
    alike_life,
    alike_mail,
    alike_remote,
    alike_retention,
    alike_reviews,
    alike_texts,
)
from tests.support.alike import (
    CORRELATION,
    PERSON,
    commands_of,
)
from tests.support.cast import ASHGROVE, BECKFIELD, TICKET
from tests.support.scenario import at

pytestmark = pytest.mark.needs_postgresql


def simulation_of(school: UUID) -> sla_explanation.Simulate:
    """A ticket that nobody opened: what is told of it has nothing of any school."""
    opened = sla_explanation.SimulatedFact(
        at=at("mon 09:00"), type=sla_explanation.FactType.OPENED, priority=Priority.P1
    )
    return sla_explanation.Simulate(
        school_id=school,
        hours=HOURS,
        closed=(),
        promised=PROMISED,
        facts=(opened,),
        now=at("mon 12:00"),
    )


QUERIES: dict[type, Callable[[UUID], Any]] = {
    audit.GetStory: lambda s: audit.GetStory(correlation_id=CORRELATION, school_id=s),
    audit.GetWitness: lambda s: audit.GetWitness(school_id=s),
    directory.FindSchools: lambda s: directory.FindSchools(school_id=s),
    directory.GetSchool: lambda s: directory.GetSchool(school_id=s),
    look.GetLook: lambda s: look.GetLook(school_id=s),
    people.FindPeople: lambda s: people.FindPeople(school_id=s),
    people.GetPerson: lambda s: people.GetPerson(school_id=s, person_id=PERSON),
    sign_in.FindSessions: lambda s: sign_in.FindSessions(school_id=s, person_id=PERSON),
    intake.CountTickets: lambda s: intake.CountTickets(
        school_id=s, assignee="Ashgrove desk"
    ),
    intake.FindTickets: lambda s: intake.FindTickets(school_id=s, search="projector"),
    intake.GetMailboxes: lambda s: intake.GetMailboxes(school_id=s),
    intake.GetTicket: lambda s: intake.GetTicket(ticket_id=TICKET, school_id=s),
    catalogue.GetCatalogue: lambda s: catalogue.GetCatalogue(school_id=s),
    catalogue.PreviewCatalogue: lambda s: catalogue.PreviewCatalogue(
        school_id=s, offerings=()
    ),
    **alike_guidance.QUERIES,
    **alike_mail.QUERIES,
    **alike_life.QUERIES,
    **alike_hooks.QUERIES,
    **alike_remote.QUERIES,
    **alike_reviews.QUERIES,
    **alike_retention.QUERIES,
    **alike_texts.queries_of(commands_of),
    outgoing.FindLetters: lambda s: outgoing.FindLetters(school_id=s),
    attainment.GetAttainment: lambda s: attainment.GetAttainment(
        school_id=s, month="2026-06"
    ),
    attainment.GetAtRisk: lambda s: attainment.GetAtRisk(school_id=s),
    obligations.ForeseeObligation: lambda s: obligations.ForeseeObligation(
        school_id=s, obligation=obligations.DFE_UPDATE, since=alike.MONDAY
    ),
    escalation.FindEscalations: lambda s: escalation.FindEscalations(school_id=s),
    saved_views.FindViews: lambda s: saved_views.FindViews(school_id=s),
    sla.FindClocks: lambda s: sla.FindClocks(
        school_id=s,
        tickets=tuple(
            sla.ClockOf(school_id=one, ticket_id=TICKET)
            for one in (ASHGROVE, BECKFIELD)
        ),
    ),
    sla.FindPriorities: lambda s: sla.FindPriorities(school_id=s),
    sla.ForeseeTicket: lambda s: sla.ForeseeTicket(school_id=s),
    sla.GetAgreement: lambda s: sla.GetAgreement(school_id=s),
    sla_explanation.Simulate: simulation_of,
    sla_what_if.WhatIf: alike_agreements.what_if_of,
    sla_restating.PreviewRestating: alike_agreements.preview_of,
    sla_signing.FindAgreements: lambda s: sla_signing.FindAgreements(school_id=s),
    sla_explanation.ExplainClock: lambda s: sla_explanation.ExplainClock(
        school_id=s, ticket_id=uuid5(TICKET, "clock")
    ),
    sla.GetClock: lambda s: sla.GetClock(school_id=s, ticket_id=TICKET),
    ties.GetTies: lambda s: ties.GetTies(school_id=s, ticket_id=TICKET),
}
"""Questions about a school, with ids that both schools have."""

TELLS_OF_NO_SCHOOL = {
    *(sla_explanation.Simulate, sla.FindPriorities, GetIncidentKinds),
}
"""Questions about a school's own, with nothing of the school in the answer."""

OF_NO_SCHOOL: dict[type, Any] = {
    **alike_guidance.OF_THE_DESK,
    **alike_remote.OF_THE_DESK,
    **alike_reviews.OF_THE_DESK,
    directory.CheckToken: directory.CheckToken(digest="0" * 64),
    gias.FindEstablishments: gias.FindEstablishments(search="ashgrove"),
    gias.GetReference: gias.GetReference(kind=gias.ReferenceKind.GIAS_LINKS),
    intake.FindMailbox: intake.FindMailbox(address=alike.mailbox_of(ASHGROVE)),
    rota.GetOnCall: rota.GetOnCall(),
    rota.GetRota: rota.GetRota(),
    mentions.FindMentions: mentions.FindMentions(),
    log.FindParked: log.FindParked(service="sla"),
    sign_in.CheckSession: sign_in.CheckSession(digest="0" * 64),
    **alike_life.BY_GATEWAY,
}
"""Questions over all schools: nobody of one may ask them."""
