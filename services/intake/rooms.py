"""What is the intake service made of?"""

from __future__ import annotations

from dataclasses import replace

from contracts.alerts import DeliverAlerts
from contracts.intake import DeliverMail, OpenTicket
from services.intake.alerting import deliver_alerts
from services.intake.alerts import ALERTS
from services.intake.arrival import ARRIVAL
from services.intake.deadlines import fold
from services.intake.desk import deliver_mail, open_ticket, terms
from services.intake.domain import TICKET
from services.intake.mailbox_rows import ANSWERS as MAILBOX_ANSWERS
from services.intake.mailboxes import MAILBOXES
from services.intake.projections import project
from services.intake.queries import ANSWERS
from services.intake.tables import METADATA
from shared.application import Rooms

ROOMS = Rooms(
    name="intake",
    tables=METADATA,
    deciders=(replace(TICKET, terms=terms), MAILBOXES, ARRIVAL, ALERTS),
    project=project,
    answers={**ANSWERS, **MAILBOX_ANSWERS},
    handlers={
        OpenTicket: open_ticket,
        DeliverMail: deliver_mail,
        DeliverAlerts: deliver_alerts,
    },
    hears=("sla",),
    fold=fold,
    keeps=frozenset({"files"}),
)
