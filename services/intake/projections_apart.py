"""Which room keeps what of a ticket is in no row and no words of its own?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from contracts.calls import CallEnded, CallReceived
from contracts.categories import CategoriesSet
from contracts.hooks import HookAdded, HookRemoved
from contracts.incident_kinds import IncidentKindGiven
from contracts.macros import MacroRemoved, MacroSaved
from contracts.matrix import MatrixSet
from contracts.ratings import WorkRated
from contracts.scanning import FileScanned
from contracts.suggestions import DuplicateDismissed
from contracts.teams import DeliverySet, TeamsSet
from contracts.time_spent import TimeCorrected, TimeRecorded
from services.intake.answers.macro_rows import keep_macro
from services.intake.approvals.approval_rows import keep_approval
from services.intake.approvals.approving import Approved
from services.intake.callbacks.requests import CalledBack
from services.intake.callbacks.waiting import keep_callback
from services.intake.changes import rooms as changes
from services.intake.effort.rows import keep_time
from services.intake.enquiries.rooms import KEPT as OF_ENQUIRIES
from services.intake.incidents.projections import KEPT
from services.intake.matters.category_rows import keep_categories
from services.intake.personal_data.rows import keep_text
from services.intake.personal_data.rules import OfTexts
from services.intake.phone.call_rows import keep_call
from services.intake.priorities.matrix_rows import keep_matrix
from services.intake.projects import rooms as projects
from services.intake.ratings.rating_rows import keep_rating
from services.intake.remote.rows import OfRemote, keep_remote
from services.intake.retention.rows import OfRetention, keep_retention
from services.intake.scanning.scan_rows import keep_scan
from services.intake.site_visits.planning import Event as OfSiteVisits
from services.intake.site_visits.rows import keep_site_visit
from services.intake.staff.staff_change_rows import keep_staff_change
from services.intake.staff.staff_changes import StaffChanged
from services.intake.suggesting.dismissed_rows import keep_dismissed
from services.intake.survey import rooms as survey
from services.intake.teams.delivery_rows import keep_delivery
from services.intake.teams.rows import keep_teams
from services.intake.teams.seat_rows import keep_seat
from services.intake.teams.seating import Seated
from services.intake.themes.rows import keep_incident_kind
from services.intake.tied.tie_rows import project_tie
from services.intake.tied.ties import Bound
from services.intake.watching.mention_rows import keep_mentions
from services.intake.watching.rows import keep_watching
from services.intake.watching.rules import OfMentions, OfWatching
from services.intake.webhooks.hook_rows import keep_hook
from services.intake.webhooks.notice_rows import keep_notice
from services.intake.webhooks.notices import Event as OfNotices

APART: tuple[tuple[Any, Callable[..., None]], ...] = (
    (Bound, project_tie),
    (Approved, keep_approval),
    (StaffChanged, keep_staff_change),
    (CalledBack, keep_callback),
    *KEPT,
    (IncidentKindGiven, keep_incident_kind),
    *OF_ENQUIRIES,
    *changes.KEPT,
    *projects.KEPT,
    (WorkRated, keep_rating),
    *survey.KEPT,
    (FileScanned, keep_scan),
    (CategoriesSet, keep_categories),
    (DuplicateDismissed, keep_dismissed),
    (MatrixSet, keep_matrix),
    (DeliverySet, keep_delivery),
    (Seated, keep_seat),
    (OfSiteVisits, keep_site_visit),
    (TeamsSet, keep_teams),
    (TimeCorrected | TimeRecorded, keep_time),
    (OfWatching, keep_watching),
    (OfMentions, keep_mentions),
    (MacroSaved | MacroRemoved, keep_macro),
    (OfTexts, keep_text),
    (OfRemote, keep_remote),
    (OfRetention, keep_retention),
    (HookAdded | HookRemoved, keep_hook),
    (OfNotices, keep_notice),
    (CallReceived | CallEnded, keep_call),
)
"""By the events that it is told by."""
