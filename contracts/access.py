"""Who may do what? Roles of the MSP and of a school, and the rights each holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from uuid import UUID


class Right(Enum):
    """Something a sender may or may not do; each command and query names the one."""

    READ_TICKETS = "read_tickets"
    READ_NOTES = "read_notes"
    RAISE_TICKETS = "raise_tickets"
    WORK_TICKETS = "work_tickets"
    READ_SCHOOLS = "read_schools"
    MANAGE_SCHOOLS = "manage_schools"
    MANAGE_MAILBOXES = "manage_mailboxes"
    READ_LOG = "read_log"
    DELIVER_MAIL = "deliver_mail"
    MANAGE_TOKENS = "manage_tokens"
    OPERATE = "operate"


class Role(Enum):
    """What a person is, at the MSP (for all its schools) or at one school."""

    OPERATOR = "operator"
    ENGINEER = "engineer"
    TEAM_LEAD = "team_lead"
    MSP_ADMINISTRATOR = "msp_administrator"
    STAFF = "staff"
    BUSINESS_MANAGER = "business_manager"
    SLT_DIGITAL_LEAD = "slt_digital_lead"
    DSL = "dsl"
    HEAD = "head"
    GOVERNOR = "governor"
    DPO = "dpo"
    AUDITOR = "auditor"


_SCHOOL = frozenset({Right.READ_SCHOOLS, Right.READ_TICKETS})
_STAFF = _SCHOOL | {Right.RAISE_TICKETS}
_LEADERS = _STAFF | {Right.READ_LOG}
_DESK = _LEADERS | {Right.READ_NOTES, Right.WORK_TICKETS, Right.DELIVER_MAIL}
_LEADS = _DESK | {Right.MANAGE_SCHOOLS, Right.MANAGE_MAILBOXES, Right.OPERATE}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OPERATOR: _LEADS,
    Role.ENGINEER: _DESK,
    Role.TEAM_LEAD: _LEADS,
    Role.MSP_ADMINISTRATOR: _LEADS | {Right.MANAGE_TOKENS},
    Role.STAFF: _STAFF,
    Role.BUSINESS_MANAGER: _LEADERS,
    Role.SLT_DIGITAL_LEAD: _LEADERS,
    Role.DSL: _LEADERS,
    Role.HEAD: _LEADERS,
    Role.GOVERNOR: _SCHOOL | {Right.READ_LOG},
    Role.DPO: _SCHOOL | {Right.READ_LOG},
    Role.AUDITOR: _SCHOOL | {Right.READ_LOG},
}

MSP_ROLES = frozenset(
    {Role.OPERATOR, Role.ENGINEER, Role.TEAM_LEAD, Role.MSP_ADMINISTRATOR}
)
_AT_EVERY_SCHOOL = MSP_ROLES | {Role.AUDITOR}


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who sends a command or a query: an actor in a role, bound to a school or not.

    `actor` is an opaque name such as `operator:7f3c...`; `school` None is the MSP.
    `role` None is the platform itself, which may do what its own code decides.
    """

    actor: str
    role: Role | None
    school: UUID | None = None

    def may(self, right: Right | None, school: UUID | None) -> bool:
        """Whether the caller holds `right` for `school` (None: over all schools)."""
        if self.role is None:
            return True
        if self.school is None:
            here = self.role in _AT_EVERY_SCHOOL
        else:
            here = self.school == school
        return here and right is not None and right in RIGHTS[self.role]


def platform(service: str) -> Caller:
    """The caller that a service is when it acts by itself."""
    return Caller(actor=f"service:{service}", role=None)
