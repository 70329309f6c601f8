"""When does any of audit run?"""

from __future__ import annotations

from services.audit.rooms import ROOMS
from shared.entrypoints import Runs


class AuditService:
    """Hears everything, tells the story of it, and testifies to what it heard."""

    name = "audit"
    audit = Runs(ROOMS)
