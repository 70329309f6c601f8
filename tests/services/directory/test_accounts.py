"""How do people, passwords and sessions change, and who may change them?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.access import Caller, Role, person
from contracts.people import AddPerson, AssignRole, EndRole, PersonAdded
from contracts.refusals import Forbidden, Invalid, NotFound, Refused, Throttled
from contracts.sign_in import EndSession, EndSessions, PasswordSet, SetPassword
from contracts.values import PROVIDER
from services.directory.throttle import MOST
from tests.services.directory.office import (
    ADMINISTRATOR,
    OTHER_PASSWORD,
    PASSWORD,
    SINCE,
    Office,
    themself,
)
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, PRIYA, Person

HEAD = Caller(actor="person:head", role=Role.HEAD, school=ASHGROVE)


def newcomer(school: UUID = ASHGROVE, email: str = "new@ashgrove.example") -> AddPerson:
    return AddPerson(
        school_id=school, person_id=uuid4(), name="Head of Ashgrove", email=email
    )


def priyas(**fields: Any) -> SetPassword:
    return SetPassword(school_id=ASHGROVE, person_id=PRIYA.person_id, **fields)


def test_an_address_is_one_persons_in_the_whole_installation(office: Office) -> None:
    for school in (ASHGROVE, BECKFIELD, PROVIDER):
        with pytest.raises(Refused, match="known by this e-mail address"):
            office.manage(newcomer(school, f" {PRIYA.email.upper()}"))
    events = office.town.events("directory", BECKFIELD)
    assert sum(isinstance(event, PersonAdded) for event in events) == 1


@pytest.mark.parametrize(
    ("somebody", "school", "role"),
    [(OLU, PROVIDER, Role.MSP_ADMINISTRATOR), (PRIYA, ASHGROVE, Role.HEAD)],
)
def test_nobody_shuts_themselves_out_of_managing_people(
    office: Office, somebody: Person, school: UUID, role: Role
) -> None:
    office.assign(somebody, school, role)
    own = person(somebody.person_id, {role}, None if school == PROVIDER else school)
    end = EndRole(
        school_id=school,
        person_id=somebody.person_id,
        role=role,
        until_on=SINCE + timedelta(days=1),
    )
    with pytest.raises(Refused, match="somebody else does"):
        office.town.execute(end, by=own)
    office.town.execute(end, by=ADMINISTRATOR)


def test_names_and_addresses_are_sealed_under_the_persons_own_key(
    office: Office,
) -> None:
    bodies = b"".join(one.body for one in office.town.log("directory", ASHGROVE))
    assert PRIYA.name.encode() not in bodies
    assert PRIYA.email.encode() not in bodies
    office.town.keyring.destroy(ASHGROVE, PRIYA.person_id, office.clock.now)
    (added,) = (
        event
        for event in office.town.events("directory", ASHGROVE)
        if isinstance(event, PersonAdded)
    )
    assert (added.name, added.email) == ("[forgotten]", "[forgotten]")


def test_nobody_is_added_to_a_school_that_is_not_there(office: Office) -> None:
    with pytest.raises(NotFound, match="no such school"):
        office.manage(newcomer(UUID(int=7)))


def test_a_head_says_who_is_at_their_school_and_nowhere_else(office: Office) -> None:
    office.town.execute(newcomer(), by=HEAD)
    for school in (BECKFIELD, PROVIDER):
        with pytest.raises(Forbidden):
            office.town.execute(newcomer(school, "other@x.example"), by=HEAD)


def test_an_operator_cannot_make_themselves_an_administrator(office: Office) -> None:
    olu = themself(OLU, PROVIDER)
    promote = AssignRole(
        school_id=PROVIDER,
        person_id=OLU.person_id,
        role=Role.MSP_ADMINISTRATOR,
        from_on=SINCE,
    )
    colleague = newcomer(PROVIDER, "colleague@msp.example")
    for command in (promote, colleague):
        with pytest.raises(Forbidden):
            office.town.execute(command, by=olu)
        office.manage(command)
    password = SetPassword(
        school_id=PROVIDER, person_id=colleague.person_id, password=OTHER_PASSWORD
    )
    with pytest.raises(Forbidden):
        office.town.execute(password, by=olu)


def test_without_the_check_an_operator_could(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.directory.accounts.check_manages", lambda *_: None)
    colleague = newcomer(PROVIDER, "colleague@msp.example")
    office.town.execute(colleague, by=themself(OLU, PROVIDER))


def test_a_password_is_changed_by_who_knows_the_current_one(office: Office) -> None:
    for current in (None, OTHER_PASSWORD):
        with pytest.raises(Refused, match="current password"):
            office.town.execute(
                priyas(password=OTHER_PASSWORD, current=current), by=themself()
            )
    change = priyas(password=OTHER_PASSWORD, current=PASSWORD)
    office.town.execute(change, by=themself())
    office.sign_in(password=OTHER_PASSWORD)
    with pytest.raises(Refused):
        office.sign_in(password=PASSWORD)


def test_a_change_of_password_ends_every_other_session(office: Office) -> None:
    here, elsewhere = office.sign_in(), office.sign_in()
    bens = office.sign_in(BEN.email)
    change = priyas(password=OTHER_PASSWORD, current=PASSWORD, keep=here.session_id)
    office.town.execute(change, by=themself())
    office.check(here)
    office.check(bens)
    with pytest.raises(NotFound):
        office.check(elsewhere)


def test_a_password_that_others_set_ends_all_sessions_and_names_who_did(
    office: Office,
) -> None:
    session = office.sign_in()
    office.town.execute(priyas(password=OTHER_PASSWORD), by=HEAD)
    with pytest.raises(NotFound):
        office.check(session)
    office.sign_in(password=OTHER_PASSWORD)
    told = [
        recorded.actor
        for recorded in office.town.log("directory", ASHGROVE)
        if recorded.type == "directory.password_set"
    ]
    assert told == [ADMINISTRATOR.actor, HEAD.actor]


def test_what_a_password_is_stands_in_no_log(office: Office) -> None:
    assert PasswordSet(person_id=PRIYA.person_id) in office.town.events(
        "directory", ASHGROVE
    )
    database = office.town.databases["directory"]
    with database.provider() as connection:
        for everything in ("select * from events", "select * from commands"):
            rows = connection.exec_driver_sql(everything).all()
            assert "argon2" not in repr(rows)
            assert "thistle" not in repr(rows)


def test_a_bad_password_is_refused_with_the_reason(office: Office) -> None:
    for bad in ("short", "password1234", "ashgroveprimary", "priya-ashgrove"):
        with pytest.raises(Invalid) as refusal:
            office.manage(priyas(password=bad))
        assert set(refusal.value.errors) == {"password"}


def test_a_current_password_is_guessed_no_oftener_than_at_the_door(
    office: Office,
) -> None:
    guess = priyas(password=OTHER_PASSWORD, current="wrong")
    for _ in range(MOST):
        with pytest.raises(Refused, match="current password"):
            office.town.execute(guess, by=themself())
    right = priyas(password=OTHER_PASSWORD, current=PASSWORD)
    with pytest.raises(Throttled):
        office.town.execute(right, by=themself())
    with pytest.raises(Throttled):
        office.sign_in()


def test_nobody_sets_the_password_of_somebody_else(office: Office) -> None:
    with pytest.raises(Forbidden):
        office.town.execute(priyas(password=OTHER_PASSWORD), by=BEN.caller)
    other = SetPassword(school_id=ASHGROVE, person_id=uuid4(), password=OTHER_PASSWORD)
    with pytest.raises(NotFound):
        office.manage(other)


def test_a_session_is_ended_by_its_person_once(office: Office) -> None:
    session = office.sign_in()
    end = EndSession(school_id=ASHGROVE, session_id=session.session_id)
    office.town.execute(end, by=themself())
    with pytest.raises(NotFound):
        office.check(session)
    before = len(office.town.log("directory", ASHGROVE))
    office.town.execute(end, by=themself())
    assert len(office.town.log("directory", ASHGROVE)) == before


def test_nobody_ends_the_sessions_of_somebody_else(office: Office) -> None:
    session = office.sign_in()
    office.assign(BEN, BECKFIELD, Role.HEAD)
    for command in (
        EndSession(school_id=ASHGROVE, session_id=session.session_id),
        EndSessions(school_id=ASHGROVE, person_id=PRIYA.person_id),
    ):
        with pytest.raises(Forbidden):
            office.town.execute(command, by=themself(BEN, BECKFIELD))
    office.check(session)
    colleague = Caller(actor="person:colleague", role=Role.STAFF, school=ASHGROVE)
    one = EndSession(school_id=ASHGROVE, session_id=session.session_id)
    with pytest.raises(Forbidden):
        office.town.execute(one, by=colleague)
    office.town.execute(one, by=HEAD)
    with pytest.raises(NotFound):
        office.check(session)


def test_somebody_signs_out_everywhere_but_here(office: Office) -> None:
    here, *others = (office.sign_in() for _ in range(4))
    command = EndSessions(
        school_id=ASHGROVE, person_id=PRIYA.person_id, keep=here.session_id
    )
    office.town.execute(command, by=themself())
    office.check(here)
    for session in others:
        with pytest.raises(NotFound):
            office.check(session)
    everywhere = EndSessions(school_id=ASHGROVE, person_id=PRIYA.person_id)
    office.town.execute(everywhere, by=themself())
    assert office.sessions().sessions == ()
    office.town.execute(everywhere, by=themself())
