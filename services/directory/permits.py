"""Who may do something with a person's account, besides holding the right to try?"""

from __future__ import annotations

from uuid import UUID

from contracts.access import RIGHTS, Caller, Right, person_actor
from contracts.people import EndRole
from contracts.refusals import Forbidden, Refused
from contracts.values import PROVIDER, SchoolId


def check_manages(caller: Caller, school_id: SchoolId) -> None:
    """Forbidden but to those who manage people there."""
    if not caller.may(_manages(school_id), school_id):
        raise Forbidden("you may not do this here")


def check_stays(caller: Caller, command: EndRole) -> None:
    """Refused where people would end the role by which they manage people.

    They would shut themselves out, and the last of them everybody.
    """
    managing = _manages(command.school_id) in RIGHTS[command.role]
    if managing and is_own(caller, command.person_id):
        raise Refused(
            "Nobody ends the role by which they manage people: somebody else does."
        )


def check_own(caller: Caller, school_id: SchoolId, person_id: UUID) -> None:
    """Forbidden but to the person themself, and to those who manage people there."""
    if not is_own(caller, person_id):
        check_manages(caller, school_id)


def is_own(caller: Caller, person_id: UUID) -> bool:
    """Whether it is the person themself who asks."""
    return caller.actor == person_actor(person_id)


def _manages(school_id: SchoolId) -> Right:
    """The right it takes: more at the MSP, where whoever could make a colleague could
    make themselves an administrator.
    """
    at_the_msp = school_id == PROVIDER
    return Right.MANAGE_COLLEAGUES if at_the_msp else Right.MANAGE_PEOPLE
