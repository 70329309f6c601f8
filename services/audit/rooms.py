"""What is the audit service made of?"""

from __future__ import annotations

from services.audit.projections import fold, give_up
from services.audit.queries import ANSWERS
from services.audit.tables import METADATA
from shared.application import Rooms

ROOMS = Rooms(
    name="audit",
    tables=METADATA,
    answers=ANSWERS,
    hears=("directory", "intake", "sla"),
    fold=fold,
    keeps=frozenset({"given_up"}),
    give_up=give_up,
)
