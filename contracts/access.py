"""Who may do what? Roles of the MSP and of a school, and the rights each holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from uuid import UUID


class Right(Enum):
    """Something a sender may or may not do; each command and query names the one."""

    READ_TICKETS = "read_tickets"
    READ_NOTES = "read_notes"
    READ_SAFEGUARDING = "read_safeguarding"
    RAISE_TICKETS = "raise_tickets"
    WORK_TICKETS = "work_tickets"
    WORK_SCHOOL_QUEUE = "work_school_queue"
    RUN_PROJECTS = "run_projects"
    RUN_VISITS = "run_visits"
    PLAN_CHANGES = "plan_changes"
    WRITE_GUIDANCE = "write_guidance"
    RESTRICT_TEXTS = "restrict_texts"
    REDACT_TEXTS = "redact_texts"
    SET_KEEPING_TIMES = "set_keeping_times"
    KEEP_RECORDS = "keep_records"
    LIFT_HOLDS = "lift_holds"
    ERASE_RECORDS = "erase_records"
    READ_SCHOOLS = "read_schools"
    MANAGE_SCHOOLS = "manage_schools"
    MANAGE_MAILBOXES = "manage_mailboxes"
    SIGN_AGREEMENTS = "sign_agreements"
    APPROVE_TICKETS = "approve_tickets"
    READ_LOG = "read_log"
    REPORT_INCIDENTS = "report_incidents"
    DELIVER_MAIL = "deliver_mail"
    DELIVER_ALERTS = "deliver_alerts"
    MANAGE_ROTA = "manage_rota"
    MANAGE_TOKENS = "manage_tokens"
    MANAGE_HOOKS = "manage_hooks"
    READ_PEOPLE = "read_people"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_COLLEAGUES = "manage_colleagues"
    OWN_ACCOUNT = "own_account"
    OPERATE = "operate"


class Role(Enum):
    """What a person is, at the MSP (for all its schools) or at one school.

    MONITORING is a program's: it tells what it finds wrong, and may do nothing else.
    """

    OPERATOR = "operator"
    ENGINEER = "engineer"
    TEAM_LEAD = "team_lead"
    CONSULTANT = "consultant"
    PROJECT_MANAGER = "project_manager"
    MSP_ADMINISTRATOR = "msp_administrator"
    STAFF = "staff"
    TECHNICIAN = "technician"
    BUSINESS_MANAGER = "business_manager"
    SLT_DIGITAL_LEAD = "slt_digital_lead"
    DSL = "dsl"
    HEAD = "head"
    GOVERNOR = "governor"
    DPO = "dpo"
    AUDITOR = "auditor"
    MONITORING = "monitoring"


_SCHOOL = frozenset({Right.READ_SCHOOLS, Right.READ_TICKETS, Right.OWN_ACCOUNT})
_STAFF = _SCHOOL | {Right.RAISE_TICKETS}
_LEADERS = _STAFF | {Right.READ_LOG}
# DfE: the SLT digital lead has incidents reported outside; the DPO those of data.
_REPORTS = frozenset({Right.REPORT_INCIDENTS})
# Who plans for schools reads what the desk reads, and works on no ticket: what is done
# to one is the desk's, which answers for it.
_PLANS = _SCHOOL | {Right.READ_NOTES, Right.PLAN_CHANGES}
_DESK = (
    _LEADERS
    | _REPORTS
    | _PLANS
    | {
        Right.RUN_PROJECTS,
        Right.RUN_VISITS,
        Right.WRITE_GUIDANCE,
        Right.WORK_TICKETS,
        Right.READ_SAFEGUARDING,
        Right.DELIVER_MAIL,
        Right.RESTRICT_TEXTS,
    }
)
# KCSIE: what is about safeguarding is the head's and the DSL's, whoever else reads.
_SAFEGUARDS = frozenset({Right.READ_SAFEGUARDING})
# Who answers for personal data sees what others no longer do.
_PROTECTS = frozenset({Right.RESTRICT_TEXTS, Right.REDACT_TEXTS})
# The MSP may have records kept, and never ends that: nobody of it has them erased.
_KEEPS = frozenset({Right.KEEP_RECORDS})
_RETAINS = _KEEPS | {Right.SET_KEEPING_TIMES, Right.LIFT_HOLDS, Right.ERASE_RECORDS}
# Who runs a school sees who starts and who leaves, and signs for it; its head says who.
_STEWARDS = _LEADERS | {Right.READ_PEOPLE, Right.SIGN_AGREEMENTS}
# DfE: access changes are approved by the senior leadership team or a trustee, who in a
# school of a trust is its governor. No role of the MSP approves what the MSP then does;
# who makes tokens or manages people could still make one of a school that does.
_APPROVES = frozenset({Right.APPROVE_TICKETS})
_LEADS = _DESK | {
    Right.MANAGE_SCHOOLS,
    Right.MANAGE_MAILBOXES,
    Right.DELIVER_ALERTS,
    Right.MANAGE_ROTA,
    Right.READ_PEOPLE,
    Right.MANAGE_PEOPLE,
    Right.OPERATE,
    Right.REDACT_TEXTS,
    Right.KEEP_RECORDS,
}
_ADMINISTRATORS = _LEADS | {
    Right.MANAGE_TOKENS,
    Right.MANAGE_COLLEAGUES,
    Right.MANAGE_HOOKS,
}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OPERATOR: _LEADS,
    Role.ENGINEER: _DESK,
    Role.TEAM_LEAD: _LEADS,
    Role.MSP_ADMINISTRATOR: _ADMINISTRATORS,
    Role.CONSULTANT: _PLANS | {Right.WRITE_GUIDANCE},
    Role.PROJECT_MANAGER: _PLANS | {Right.RUN_PROJECTS, Right.RUN_VISITS},
    Role.STAFF: _STAFF,
    # Works on what is with the school's own team, and on nothing that is the desk's.
    Role.TECHNICIAN: _STAFF | {Right.WORK_SCHOOL_QUEUE},
    Role.BUSINESS_MANAGER: _STEWARDS | {Right.SET_KEEPING_TIMES},
    Role.SLT_DIGITAL_LEAD: _STEWARDS | _APPROVES | _REPORTS | {Right.MANAGE_HOOKS},
    # Has what is about safeguarding erased, and nothing else.
    Role.DSL: _LEADERS | _SAFEGUARDS | _REPORTS | _PROTECTS | {Right.ERASE_RECORDS},
    Role.HEAD: _STEWARDS
    | _SAFEGUARDS
    | _APPROVES
    | _REPORTS
    | _PROTECTS
    | _RETAINS
    | {Right.MANAGE_PEOPLE, Right.MANAGE_HOOKS},
    Role.GOVERNOR: _SCHOOL | _APPROVES | {Right.READ_LOG},
    Role.DPO: _SCHOOL | _REPORTS | _PROTECTS | _RETAINS | {Right.READ_LOG},
    Role.AUDITOR: _SCHOOL | {Right.READ_LOG},
    Role.MONITORING: frozenset({Right.DELIVER_ALERTS}),
}

MSP_ROLES = frozenset(
    {
        Role.OPERATOR,
        Role.ENGINEER,
        Role.TEAM_LEAD,
        Role.MSP_ADMINISTRATOR,
        Role.CONSULTANT,
        Role.PROJECT_MANAGER,
    }
)
ANYWHERE = frozenset({Role.AUDITOR, Role.MONITORING})
"""Roles that are held at the MSP, and so for every school, or at one school."""

OF_PROGRAMS = frozenset({Role.MONITORING})
"""Roles of tokens only: no person holds one."""

_AT_EVERY_SCHOOL = MSP_ROLES | ANYWHERE


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who sends a command or a query: an actor in roles, bound to a school or not.

    `actor` is an opaque name such as `person:7f3c...`; `school` None is the MSP.
    `role` None is the platform itself, which may do what its own code decides. `roles`
    are held besides `role`.
    """

    actor: str
    role: Role | None
    school: UUID | None = None
    roles: frozenset[Role] = frozenset()

    def may(self, right: Right | None, school: UUID | None) -> bool:
        """Whether the caller holds `right` for `school` (None: over all schools)."""
        if self.role is None:
            return True
        if self.school is not None and self.school != school:
            return False
        held = self.roles | {self.role}
        if self.school is None:
            held &= _AT_EVERY_SCHOOL
        return right is not None and any(right in RIGHTS[role] for role in held)

    def reads_safeguarding(self) -> bool:
        """Whether somebody reads all that is about safeguarding, where they read."""
        return self.may(Right.READ_SAFEGUARDING, self.school)


def platform(service: str) -> Caller:
    """The caller that a service is when it acts by itself."""
    return Caller(actor=f"service:{service}", role=None)


def person(person_id: UUID, roles: Collection[Role], school: UUID | None) -> Caller:
    """The caller that somebody is who signed in; ValueError without any role.

    `role` is the one with the most rights, for those who need to name one.
    """
    strongest = max(Role, key=lambda role: (role in roles, len(RIGHTS[role])))
    if strongest not in roles:
        raise ValueError("somebody without a role is nobody here")
    return Caller(
        actor=person_actor(person_id),
        role=strongest,
        school=school,
        roles=frozenset(roles),
    )


def person_actor(person_id: UUID) -> str:
    """The name under which a person's acts are recorded."""
    return f"person:{person_id}"
