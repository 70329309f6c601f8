"""Who reads what is about safeguarding, whoever asked for it?"""

from __future__ import annotations

from contracts.access import MSP_ROLES, Caller
from services.intake.watching.rules import SAFEGUARDS

_READ_ALL = SAFEGUARDS | MSP_ROLES


def reads_guarded(caller: Caller) -> bool:
    """Whether somebody reads all of it: the MSP's, and a school's head and DSL."""
    if caller.role is None or caller.school is None:
        return True
    return not _READ_ALL.isdisjoint(caller.roles | {caller.role})
