"""Who reads what is about safeguarding, whoever asked for it?"""

from __future__ import annotations

from contracts.access import Caller, Right
from services.intake.watching.rules import SAFEGUARDS


def reads_guarded(caller: Caller) -> bool:
    """Whether somebody reads all of it: the desk, which works on it, the head, the DSL.

    Who plans for schools, or audits, reads tickets and works on none.
    """
    if caller.role is None or caller.may(Right.WORK_TICKETS, caller.school):
        return True
    held = caller.roles | {caller.role}
    return caller.school is not None and not SAFEGUARDS.isdisjoint(held)
