"""Who may do something with a person's account, besides holding the right to try?"""

from __future__ import annotations

from uuid import UUID

from contracts.access import Caller, Right, person_actor
from contracts.refusals import Forbidden
from contracts.values import PROVIDER, SchoolId


def check_manages(caller: Caller, school_id: SchoolId) -> None:
    """Forbidden but to those who manage people there.

    Colleagues at the MSP take more: whoever could make one could make themselves an
    administrator.
    """
    at_the_msp = school_id == PROVIDER
    right = Right.MANAGE_COLLEAGUES if at_the_msp else Right.MANAGE_PEOPLE
    if not caller.may(right, school_id):
        raise Forbidden("you may not do this here")


def check_own(caller: Caller, school_id: SchoolId, person_id: UUID) -> None:
    """Forbidden but to the person themself, and to those who manage people there."""
    if not is_own(caller, person_id):
        check_manages(caller, school_id)


def is_own(caller: Caller, person_id: UUID) -> bool:
    """Whether it is the person themself who asks."""
    return caller.actor == person_actor(person_id)
