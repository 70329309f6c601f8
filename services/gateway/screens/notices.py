"""What should a school know of its calendar when it opens its portal?"""

from __future__ import annotations

from uuid import UUID

from contracts.directory import GetSchool, SchoolView
from contracts.refusals import NotFound, Unavailable
from contracts.sla import AgreementView, GetAgreement
from services.gateway.screens import closed_days, exam_days
from services.gateway.screens.visits import Visit


def notices(visit: Visit, school_id: UUID) -> list[str]:
    """Its next closure, INSET day, term and exams; nothing where it cannot be asked."""
    try:
        school: SchoolView = visit.asker.ask(GetSchool(school_id=school_id))
        agreement: AgreementView = visit.asker.ask(GetAgreement(school_id=school_id))
    except (NotFound, Unavailable):
        return []
    today = closed_days.today_of(visit.clock())
    closed = closed_days.stretches(agreement.closed, school.closures, today)
    return [
        *closed_days.told(closed, school, today),
        *exam_days.told(school.exams, today),
    ]
