"""Whose people is a page about: those of a school, or the MSP's own?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from contracts.access import MSP_ROLES, OF_PROGRAMS, Right, Role
from contracts.values import PROVIDER
from services.gateway.screens import settings
from services.gateway.screens.visits import Visit

OF_A_SCHOOL = tuple(role for role in Role if role not in MSP_ROLES | OF_PROGRAMS)
"""The roles that somebody may hold at a school."""

OF_THE_MSP = tuple(role for role in Role if role in MSP_ROLES | {Role.AUDITOR})
"""The roles that somebody may hold at the MSP."""


@dataclass(frozen=True)
class Whose:
    """Where people are known, which roles they may hold there, and who may say so.

    `frame` is what the pages about them stand in.
    """

    school_id: UUID
    roles: tuple[Role, ...]
    manages: bool
    frame: Mapping[str, Any]

    @property
    def at(self) -> str:
        """Where the list of them all is; each has their page below it."""
        return str(self.frame["at"])


def of_school(visit: Visit, school_id: UUID) -> Whose:
    """The people of a school. NotFound: no such school."""
    frame = settings.frame(visit, school_id, "people")
    manages = visit.may(Right.MANAGE_PEOPLE, school_id)
    return Whose(school_id, OF_A_SCHOOL, manages, frame)


def of_msp(visit: Visit) -> Whose:
    """The MSP's own people."""
    manages = visit.may(Right.MANAGE_COLLEAGUES)
    return Whose(PROVIDER, OF_THE_MSP, manages, settings.own_frame(visit))
