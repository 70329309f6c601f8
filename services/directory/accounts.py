"""How do people, their passwords and their sessions change, each in one transaction?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy.dialects.postgresql import insert as insert_there
from sqlalchemy.dialects.sqlite import insert as insert_here

from contracts.access import Caller
from contracts.people import AddPerson, AssignRole, EndRole
from contracts.phones import SetPhone
from contracts.refusals import Invalid, NotFound, Refused
from contracts.sign_in import EndSession, EndSessions, RecordPassword, SetPassword
from contracts.values import PROVIDER
from services.directory import guessing, hashing
from services.directory.passwords import mistakes
from services.directory.people import Person, normal_address
from services.directory.people_queries import get_account, has_school, names_known
from services.directory.permits import check_manages, check_own, check_stays, is_own
from services.directory.phone_rows import phone_of
from services.directory.session_queries import owner_of, sessions_of
from services.directory.tables import passwords
from shared.application import Application
from shared.work import Cause, Work


def terms(work: Work, _: Person, command: object) -> UUID | str | None:
    """What stands for the address of who is added: the same at every school.

    Of a number that is set: the one that is kept now.
    """
    if isinstance(command, SetPhone):
        return phone_of(work.connection, work.school, command.person_id)
    if not isinstance(command, AddPerson):
        return None
    return work.keyring.pseudonym(PROVIDER, normal_address(command.email))


def change_person(
    work: Work, command: AddPerson | AssignRole | EndRole | SetPhone, cause: Cause
) -> None:
    """Add somebody, change a role or a number, as whoever manages people there."""
    check_manages(cause.caller, work.school)
    if work.school != PROVIDER and not has_school(work.connection, work.school):
        raise NotFound("There is no such school.")
    if isinstance(command, EndRole):
        check_stays(cause.caller, command)
    work.execute(command, cause)


def end_session(work: Work, command: EndSession, cause: Cause) -> None:
    """End a session of one's own, or as whoever manages people there."""
    person_id = owner_of(work.connection, work.school, command.session_id)
    if person_id is not None:
        check_own(cause.caller, work.school, person_id)
        work.execute(command, cause)


def end_sessions(work: Work, command: EndSessions, cause: Cause) -> None:
    """Sign somebody out everywhere but in the session to keep."""
    check_own(cause.caller, work.school, command.person_id)
    for row in sessions_of(work.connection, work.school, command.person_id):
        if row.session_id != command.keep:
            work.execute(
                EndSession(school_id=work.school, session_id=row.session_id),
                replace(cause, command_id=uuid5(cause.command_id, str(row.session_id))),
            )


def set_password(application: Application, command: SetPassword, cause: Cause) -> Any:
    """Take another password, unless it is a bad one; the hash is made outside the work.

    Refused where the current one is not right, as often as anybody may guess it.
    """
    school, person_id = command.school_id, command.person_id
    check_own(cause.caller, school, person_id)
    account = application.read(get_account, school, person_id, school=school)
    if account is None:
        raise NotFound("There is no such person.")
    if is_own(cause.caller, person_id):
        _check_current(application, command, account)
    names = application.read(names_known, account, school=school)
    wrong = mistakes(command.password, names)
    if wrong:
        raise Invalid({"password": wrong})
    with hashing.TURNS:
        hashed = hashing.hash_of(command.password)
    record = RecordPassword(
        school_id=school, person_id=person_id, hashed=hashed, keep=command.keep
    )
    # The same actor; but the log's memory of commands is no place for a password.
    trusted = Caller(actor=cause.caller.actor, role=None)
    return application.execute(record, replace(cause, caller=trusted))


def record_password(work: Work, command: RecordPassword, cause: Cause) -> None:
    """Keep the hash, say so in the log, and end the sessions of before."""
    sqlite = work.connection.dialect.name == "sqlite"
    row = {
        "school": work.school,
        "person_id": command.person_id,
        "hashed": command.hashed,
    }
    work.connection.execute(
        (insert_here if sqlite else insert_there)(passwords)
        .values(row)
        .on_conflict_do_update(
            index_elements=["school", "person_id"], set_={"hashed": command.hashed}
        )
    )
    work.execute(command, cause)
    others = EndSessions(
        school_id=work.school, person_id=command.person_id, keep=command.keep
    )
    end_sessions(work, others, cause)


def _check_current(
    application: Application, command: SetPassword, account: Any
) -> None:
    with hashing.TURNS:
        guess = guessing.count(application, f"account {account.account_id}")
        if not hashing.is_right(command.current or "", account.hashed):
            raise Refused("Your current password is not right.")
        guessing.take_back(application, guess)
