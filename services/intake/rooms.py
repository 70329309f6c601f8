"""What is the intake service made of?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from contracts.alerts import DeliverAlerts
from contracts.hooks import AddHook, ReplayNotice
from contracts.intake import (
    ClassifyTicket,
    OpenTicket,
    ReplyToTicket,
    ResolveTicket,
    TriageTicket,
    WriteToDesk,
)
from contracts.macros import AnswerTicket
from contracts.mail import DeliverMail, RuleOnMail
from contracts.ratings import GetSatisfaction, RateWork
from contracts.recurring import FindRecurring
from contracts.saved_views import RemoveView, SaveView
from contracts.teams import WorkForSchool
from contracts.ties import (
    GetTies,
    LinkTickets,
    MergeTicket,
    SplitTicket,
    UnlinkTickets,
    UnmergeTicket,
)
from services.intake import deadlines, personal_data
from services.intake.answers import macro_rows
from services.intake.answers.answering import answer_ticket
from services.intake.answers.macros import MACRO
from services.intake.articles import guidance_queries
from services.intake.articles.guidance import ARTICLE
from services.intake.changes import rooms as changes
from services.intake.changes.freeze_rows import keep_freezes
from services.intake.channels import counted
from services.intake.desk import open_ticket, terms
from services.intake.domain import TICKET
from services.intake.effort import rows as effort_rows
from services.intake.effort.recording import TIME
from services.intake.enquiries import rooms as enquiries
from services.intake.first_replies import counted as first_replies
from services.intake.forms import versions
from services.intake.forms.catalogue import CATALOGUE
from services.intake.guarded.rooms import keep_guarded
from services.intake.incidents import rooms as incidents
from services.intake.incoming import mail_contents, mail_queries
from services.intake.incoming.arrival import ARRIVAL
from services.intake.incoming.delivery import deliver_mail
from services.intake.incoming.mailbox_rows import ANSWERS as MAILBOX_ANSWERS
from services.intake.incoming.mailboxes import MAILBOXES
from services.intake.incoming.review import rule_on_mail
from services.intake.incoming.senders import SENDERS
from services.intake.look_rows import keep_looks
from services.intake.matters import category_rows
from services.intake.matters.categories import MATTERS
from services.intake.monitoring.alerting import deliver_alerts
from services.intake.monitoring.alerts import ALERTS
from services.intake.outgoing import letter_queries, writing
from services.intake.outgoing.letters import LETTER
from services.intake.phone import call_rows
from services.intake.phone.calls import CALL
from services.intake.policies import react
from services.intake.priorities import matrix_rows
from services.intake.priorities.priority import MATRIX
from services.intake.projections import project
from services.intake.projects import rooms as projects
from services.intake.queries import ANSWERS
from services.intake.ratings import rating_rows
from services.intake.ratings.rating import RATING
from services.intake.ratings.satisfaction import get_satisfaction
from services.intake.recurring import find_recurring
from services.intake.remote import forgotten
from services.intake.remote import rows as remote_rows
from services.intake.remote.consent import CONSENT
from services.intake.remote.rules import SESSION
from services.intake.retention import rooms as retention
from services.intake.retention.closing import keep_erased
from services.intake.scanning.scans import SCANS
from services.intake.site_visits import rows as site_visit_rows
from services.intake.site_visits.planning import SITE_VISIT
from services.intake.suggesting import accepting, dismissed_rows, suggestions
from services.intake.suggesting.dismissing import APART
from services.intake.survey import rooms as survey
from services.intake.tables import METADATA
from services.intake.teams import delivery_rows, suggesting
from services.intake.teams import rows as team_rows
from services.intake.teams.delivering import DELIVERY
from services.intake.teams.setting import TEAMS
from services.intake.teams.technicians import work_for_school
from services.intake.themes import rooms as themes
from services.intake.tied.tie_rows import get_ties
from services.intake.tied.tying import (
    link_tickets,
    split_ticket,
    unmerge_ticket,
    write_to_desk,
)
from services.intake.views.saved_view_rows import ANSWERS as VIEW_ANSWERS
from services.intake.views.saved_view_rows import remove_view, save_view
from services.intake.views.saved_views import VIEW
from services.intake.watching import rooms as watching
from services.intake.watching.people_rows import keep_people
from services.intake.webhooks import hook_rows, notice_rows, occasions
from services.intake.webhooks.hooks import HOOK
from services.intake.webhooks.notices import NOTICES
from shared.application import Rooms
from shared.decider import Heard
from shared.work import Work


def fold(connection: Connection, heard: Sequence[Heard]) -> None:
    """Keep what directory and sla said."""
    keep_looks(connection, heard)
    keep_people(connection, heard)
    keep_freezes(connection, heard)
    deadlines.fold(connection, heard)


def follow(work: Work) -> None:
    """Look through what was written, and tell hooks of what happened."""
    personal_data.follow(work)
    occasions.follow(work)


UNGUARDED = Rooms(
    name="intake",
    tables=METADATA,
    deciders=(
        replace(TICKET, terms=terms),
        MAILBOXES,
        ARRIVAL,
        SCANS,
        SENDERS,
        ALERTS,
        replace(APART, terms=dismissed_rows.terms),
        CATALOGUE,
        ARTICLE,
        MATTERS,
        MATRIX,
        replace(DELIVERY, terms=delivery_rows.terms),
        TEAMS,
        replace(SITE_VISIT, terms=site_visit_rows.terms),
        replace(TIME, terms=effort_rows.terms),
        *watching.DECIDERS,
        replace(LETTER, terms=writing.terms),
        VIEW,
        *incidents.DECIDERS,
        *themes.DECIDERS,
        *enquiries.DECIDERS,
        *changes.DECIDERS,
        *projects.DECIDERS,
        replace(RATING, terms=rating_rows.terms),
        *survey.DECIDERS,
        MACRO,
        replace(personal_data.TEXT, terms=personal_data.terms),
        CONSENT,
        replace(SESSION, terms=remote_rows.terms),
        *retention.DECIDERS,
        HOOK,
        replace(CALL, terms=call_rows.terms),
        replace(NOTICES, terms=occasions.terms),
    ),
    project=project,
    answers={
        **ANSWERS,
        **MAILBOX_ANSWERS,
        **VIEW_ANSWERS,
        **letter_queries.ANSWERS,
        **versions.ANSWERS,
        **guidance_queries.ANSWERS,
        **category_rows.ANSWERS,
        **matrix_rows.ANSWERS,
        **delivery_rows.ANSWERS,
        **suggesting.ANSWERS,
        **effort_rows.ANSWERS,
        **watching.ANSWERS,
        **site_visit_rows.ANSWERS,
        **team_rows.ANSWERS,
        **mail_queries.ANSWERS,
        **mail_contents.ANSWERS,
        **rating_rows.ANSWERS,
        **survey.ANSWERS,
        **suggestions.ANSWERS,
        **macro_rows.ANSWERS,
        **personal_data.ANSWERS,
        **remote_rows.ANSWERS,
        **forgotten.ANSWERS,
        **retention.ANSWERS,
        **hook_rows.ANSWERS,
        **call_rows.ANSWERS,
        **counted.ANSWERS,
        **first_replies.ANSWERS,
        **incidents.ANSWERS,
        **themes.ANSWERS,
        **enquiries.ANSWERS,
        **changes.ANSWERS,
        **projects.ANSWERS,
        **notice_rows.ANSWERS,
        GetSatisfaction: get_satisfaction,
        FindRecurring: find_recurring,
        GetTies: get_ties,
    },
    handlers={
        OpenTicket: open_ticket,
        DeliverMail: deliver_mail,
        RuleOnMail: rule_on_mail,
        DeliverAlerts: deliver_alerts,
        AnswerTicket: answer_ticket,
        ReplyToTicket: writing.tell,
        ResolveTicket: writing.tell,
        **incidents.HANDLERS,
        **themes.HANDLERS,
        **enquiries.HANDLERS,
        **changes.HANDLERS,
        **personal_data.HANDLERS,
        **retention.HANDLERS,
        RateWork: rating_rows.rate_work,
        **survey.HANDLERS,
        AddHook: hook_rows.add_hook,
        ReplayNotice: notice_rows.replay_notice,
        SaveView: save_view,
        RemoveView: remove_view,
        WorkForSchool: work_for_school,
        WriteToDesk: write_to_desk,
        **watching.HANDLERS,
        MergeTicket: accepting.merge,
        TriageTicket: accepting.sort,
        ClassifyTicket: accepting.sort,
        UnmergeTicket: unmerge_ticket,
        SplitTicket: split_ticket,
        LinkTickets: accepting.link,
        UnlinkTickets: link_tickets,
    },
    hears=("directory", "sla"),
    fold=fold,
    react=react,
    follow=follow,
    keeps=frozenset({"files"}),
)
ROOMS = keep_guarded(keep_erased(UNGUARDED))
