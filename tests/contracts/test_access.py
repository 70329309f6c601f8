"""Who may do what? Each role its rights, and only at its own school."""

from __future__ import annotations

from uuid import UUID

import pytest

from contracts.access import (
    ANYWHERE,
    MSP_ROLES,
    OF_PROGRAMS,
    RIGHTS,
    Caller,
    Right,
    Role,
    person,
    person_actor,
    platform,
)
from tests.support.cast import ASHGROVE, BECKFIELD, OLU, PRIYA


def test_every_role_has_its_rights() -> None:
    assert set(RIGHTS) == set(Role)


def test_somebody_of_a_school_may_act_there_and_nowhere_else() -> None:
    assert PRIYA.caller.may(Right.RAISE_TICKETS, ASHGROVE)
    assert not PRIYA.caller.may(Right.RAISE_TICKETS, BECKFIELD)
    assert not PRIYA.caller.may(Right.RAISE_TICKETS, None)


def test_an_operator_may_act_for_every_school_and_over_all() -> None:
    for school in (ASHGROVE, BECKFIELD, None):
        assert OLU.caller.may(Right.WORK_TICKETS, school)


def test_an_engineer_who_is_bound_to_a_school_stays_there() -> None:
    bound = Caller(actor="engineer:1", role=Role.ENGINEER, school=ASHGROVE)
    assert bound.may(Right.WORK_TICKETS, ASHGROVE)
    assert not bound.may(Right.WORK_TICKETS, None)


@pytest.mark.parametrize("role", sorted(set(Role) - MSP_ROLES - ANYWHERE, key=str))
def test_a_role_of_a_school_without_its_school_may_do_nothing(role: Role) -> None:
    lost = Caller(actor="nobody", role=role)
    assert not any(lost.may(right, s) for right in Right for s in (ASHGROVE, None))


def test_an_auditor_reads_the_log_of_one_school_or_of_all() -> None:
    everywhere = Caller(actor="auditor:1", role=Role.AUDITOR)
    assert everywhere.may(Right.READ_LOG, ASHGROVE)
    bound = Caller(actor="auditor:1", role=Role.AUDITOR, school=BECKFIELD)
    assert not bound.may(Right.READ_LOG, ASHGROVE)


@pytest.mark.parametrize("role", sorted(set(Role) - MSP_ROLES - OF_PROGRAMS, key=str))
def test_nobody_of_a_school_works_as_the_desk_does(role: Role) -> None:
    desk = {
        Right.READ_NOTES,
        Right.WORK_TICKETS,
        Right.RUN_PROJECTS,
        Right.RUN_VISITS,
        Right.PLAN_CHANGES,
        Right.WRITE_GUIDANCE,
        Right.MANAGE_SCHOOLS,
        Right.MANAGE_MAILBOXES,
        Right.MANAGE_TOKENS,
        Right.MANAGE_COLLEAGUES,
        Right.DELIVER_MAIL,
        Right.DELIVER_ALERTS,
        Right.OPERATE,
    }
    assert not RIGHTS[role] & desk


@pytest.mark.parametrize("right", [Right.MANAGE_TOKENS, Right.MANAGE_COLLEAGUES])
def test_only_an_administrator_lets_others_work_for_the_msp(right: Right) -> None:
    may = {role for role, rights in RIGHTS.items() if right in rights}
    assert may == {Role.MSP_ADMINISTRATOR}


def test_of_a_school_only_the_head_says_who_its_people_are() -> None:
    may = {role for role in RIGHTS if Right.MANAGE_PEOPLE in RIGHTS[role]}
    assert may - MSP_ROLES == {Role.HEAD}


def test_who_runs_a_school_sees_its_people_and_others_of_it_do_not() -> None:
    may = {role for role in RIGHTS if Right.READ_PEOPLE in RIGHTS[role]}
    stewards = {Role.HEAD, Role.BUSINESS_MANAGER, Role.SLT_DIGITAL_LEAD}
    assert may - MSP_ROLES == stewards
    changes = {role for role in RIGHTS if Right.MANAGE_PEOPLE in RIGHTS[role]}
    assert changes < may


def test_only_who_leads_a_school_or_governs_it_approves() -> None:
    may = {role for role in RIGHTS if Right.APPROVE_TICKETS in RIGHTS[role]}
    assert may == {Role.HEAD, Role.SLT_DIGITAL_LEAD, Role.GOVERNOR}


PLANNERS = {
    Role.CONSULTANT: {Right.WRITE_GUIDANCE},
    Role.PROJECT_MANAGER: {Right.RUN_PROJECTS, Right.RUN_VISITS},
}


@pytest.mark.parametrize("role", sorted(PLANNERS, key=str))
def test_who_plans_for_schools_reads_and_plans_and_works_on_no_ticket(
    role: Role,
) -> None:
    both = {
        Right.READ_SCHOOLS,
        Right.READ_TICKETS,
        Right.READ_NOTES,
        Right.PLAN_CHANGES,
        Right.OWN_ACCOUNT,
    }
    assert RIGHTS[role] == both | PLANNERS[role]
    assert RIGHTS[role] < RIGHTS[Role.ENGINEER]


def test_everybody_has_an_account_of_their_own() -> None:
    without = {role for role in RIGHTS if Right.OWN_ACCOUNT not in RIGHTS[role]}
    assert without == OF_PROGRAMS


def test_somebody_with_several_roles_may_do_what_any_of_them_may() -> None:
    both = person(PRIYA.person_id, {Role.STAFF, Role.GOVERNOR}, ASHGROVE)
    assert both.actor == person_actor(PRIYA.person_id)
    assert both.may(Right.RAISE_TICKETS, ASHGROVE)
    assert both.may(Right.READ_LOG, ASHGROVE)
    assert not both.may(Right.MANAGE_PEOPLE, ASHGROVE)
    assert not both.may(Right.READ_LOG, BECKFIELD)


def test_a_role_of_a_school_counts_for_nothing_at_the_msp() -> None:
    mixed = person(OLU.person_id, {Role.AUDITOR, Role.HEAD}, None)
    assert mixed.may(Right.READ_LOG, ASHGROVE)
    assert not mixed.may(Right.MANAGE_PEOPLE, ASHGROVE)


def test_the_role_that_is_named_of_several_is_one_of_them_with_the_most_rights() -> (
    None
):
    several = {Role.STAFF, Role.HEAD, Role.DSL}
    assert person(PRIYA.person_id, several, ASHGROVE).role is Role.HEAD
    assert person(PRIYA.person_id, [Role.STAFF], ASHGROVE).role is Role.STAFF


def test_somebody_without_a_role_is_not_taken_for_the_platform() -> None:
    with pytest.raises(ValueError, match="without a role"):
        person(UUID(int=1), (), ASHGROVE)


@pytest.mark.parametrize("role", list(Role))
def test_what_only_the_platform_may_send_nobody_else_may(role: Role) -> None:
    assert not Caller(actor="somebody", role=role).may(None, ASHGROVE)


def test_the_platform_may_do_what_its_own_code_decides() -> None:
    caller = platform("sla")
    assert caller.actor == "service:sla"
    assert caller.may(None, ASHGROVE)
    assert caller.may(Right.WORK_TICKETS, None)
