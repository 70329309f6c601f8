"""When are the keys destroyed of enquiries that are withdrawn, or kept long enough?

Whoever ends between that and recording it leaves a row that is due: it is done then.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

from sqlalchemy import Connection, bindparam, or_, select, text

from contracts.access import platform
from contracts.enquiries import EnquiryState, RecordEnquiryErased
from contracts.values import PROVIDER
from services.intake.enquiries.tables import NOT_ERASED, enquiries
from services.intake.months import LONDON
from shared.application import Application
from shared.work import Cause


def erase_enquiries(intake: Application) -> None:
    """Destroy the key of every enquiry that is due, and record that it is done."""
    today = intake.clock().astimezone(LONDON).date()
    for enquiry_id in intake.read(_due, today, school=PROVIDER):
        intake.keyring.destroy(PROVIDER, enquiry_id, intake.clock())
        done = RecordEnquiryErased(school_id=PROVIDER, enquiry_id=enquiry_id)
        command_id = uuid5(enquiry_id, "erased")
        intake.execute(done, Cause(caller=platform("intake"), command_id=command_id))


def _due(connection: Connection, today: date) -> list[UUID]:
    return list(connection.execute(_DUE, {"today": today}).scalars())


# Made once: to build a statement takes several times as long as to carry it out.
_DUE = select(enquiries.c.enquiry_id).where(
    enquiries.c.school == PROVIDER,
    text(NOT_ERASED),
    or_(
        enquiries.c.keep_until < bindparam("today"),
        enquiries.c.state == EnquiryState.WITHDRAWN.value,
    ),
)
