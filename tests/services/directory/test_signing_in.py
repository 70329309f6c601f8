"""Who is let in, for how long, and as what?"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from contracts.access import Role, person
from contracts.people import AddPerson
from contracts.refusals import Forbidden, NotFound, Refused, Throttled
from contracts.sign_in import (
    CheckSession,
    RefusedBecause,
    SessionStarted,
    SignIn,
    SignInRefused,
)
from contracts.values import PROVIDER
from services.directory import hashing, signing_in
from services.directory.throttle import MOST, WINDOW
from tests.services.directory.office import (
    GATEWAY,
    OTHER_PASSWORD,
    SINCE,
    Office,
    themself,
)
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, PRIYA
from tests.support.scenario import at

NOT_RIGHT = "address or the password is not right"
FAR_NETWORK = "198.51.100.4"


def guess(office: Office, times: int, **options: str) -> None:
    for _ in range(times):
        with pytest.raises(Refused, match=NOT_RIGHT):
            office.sign_in(password=OTHER_PASSWORD, **options)


def refusals(office: Office, school: Any = ASHGROVE) -> list[SignInRefused]:
    events = office.town.events("directory", school)
    return [event for event in events if isinstance(event, SignInRefused)]


def test_somebody_signs_in_and_is_known_at_every_request(office: Office) -> None:
    session = office.sign_in()
    visitor = office.check(session)
    assert (visitor.person_id, visitor.name) == (PRIYA.person_id, PRIYA.name)
    assert (visitor.school_id, visitor.roles) == (ASHGROVE, (Role.STAFF,))
    assert visitor.session_id == session.session_id
    assert visitor.ends_at == session.ends_at == office.clock.now + timedelta(days=7)


def test_somebody_of_the_msp_is_of_no_school(office: Office) -> None:
    visitor = office.check(office.sign_in(OLU.email))
    assert (visitor.school_id, visitor.roles) == (None, (Role.OPERATOR,))


def test_the_log_says_who_signed_in_on_what_and_no_more(office: Office) -> None:
    session = office.sign_in()
    recorded = office.town.log("directory", ASHGROVE)[-1]
    assert recorded.type == "directory.session_started"
    assert recorded.actor == f"person:{PRIYA.person_id}"
    started = office.town.events("directory", ASHGROVE)[-1]
    assert isinstance(started, SessionStarted)
    assert started.device == "Firefox on Linux"
    whole = b"".join(one.body for one in office.town.log("directory", ASHGROVE))
    for unwanted in (session.secret, "192.0.2.7", "lantern", PRIYA.email, "argon2"):
        assert unwanted.encode() not in whole


def test_an_address_may_be_typed_in_any_case(office: Office) -> None:
    assert office.sign_in(email=f" {PRIYA.email.upper()} ")


def test_a_wrong_password_and_an_unknown_address_are_refused_alike(
    office: Office,
) -> None:
    said = set()
    for email in (PRIYA.email, "nobody@ashgrove.example"):
        with pytest.raises(Refused) as refusal:
            office.sign_in(email, OTHER_PASSWORD)
        said.add(str(refusal.value))
    assert len(said) == 1
    assert NOT_RIGHT in said.pop()


def test_an_unknown_address_costs_what_a_wrong_password_does(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str | None] = []
    appended: list[Any] = []
    verify = hashing.is_right

    def counted(password: str, kept: str | None) -> bool:
        hashed.append(kept or hashing.NOBODY)
        return verify(password, kept)

    monkeypatch.setattr(hashing, "is_right", counted)
    office.town.applications["directory"].appended.append(appended.append)
    for email in (PRIYA.email, "nobody@ashgrove.example"):
        with pytest.raises(Refused):
            office.sign_in(email, OTHER_PASSWORD)
    assert len(hashed) == 2
    assert all(one is not None for one in hashed)
    assert appended == [ASHGROVE, PROVIDER]


def test_who_was_not_let_in_is_in_the_log_of_their_school(office: Office) -> None:
    guess(office, 1)
    (refused,) = refusals(office)
    assert refused.because is RefusedBecause.WRONG_PASSWORD
    assert refused.person_id == PRIYA.person_id
    assert refusals(office, BECKFIELD) == []
    guess(office, 1, email="nobody@ashgrove.example")
    (unknown,) = refusals(office, PROVIDER)
    assert unknown.because is RefusedBecause.UNKNOWN_ADDRESS
    assert unknown.person_id is None
    assert refusals(office) == [refused]


def test_somebody_without_a_password_cannot_sign_in(office: Office) -> None:
    command = AddPerson(
        school_id=ASHGROVE,
        person_id=BECKFIELD,
        name="Somebody",
        email="somebody@ashgrove.example",
    )
    office.manage(command)
    with pytest.raises(Refused, match=NOT_RIGHT):
        office.sign_in("somebody@ashgrove.example", "")


def test_ten_guesses_lock_an_account_even_for_the_right_password(
    office: Office,
) -> None:
    for number in range(MOST):
        guess(office, 1, origin=f"198.51.100.{number}")
    with pytest.raises(Throttled, match="wait 5 minutes") as refusal:
        office.sign_in()
    assert refusal.value.seconds == WINDOW.total_seconds()
    office.sign_in(BEN.email)
    office.clock.advance(seconds=WINDOW.total_seconds())
    office.sign_in()


def test_a_lock_is_told_with_the_time_that_is_left(office: Office) -> None:
    guess(office, MOST)
    office.clock.advance(seconds=260)
    with pytest.raises(Throttled, match="wait 40 seconds") as refusal:
        office.sign_in()
    assert refusal.value.seconds == 40
    assert len(refusals(office)) == MOST


def test_ten_guesses_lock_a_network_whatever_the_accounts(office: Office) -> None:
    for number in range(MOST):
        guess(office, 1, email=f"nobody-{number}@ashgrove.example")
    with pytest.raises(Throttled):
        office.sign_in()
    office.sign_in(origin=FAR_NETWORK)


def test_a_lock_survives_a_restart(office: Office) -> None:
    guess(office, MOST)
    office.town.open(office.town.applications["directory"].rooms)
    with pytest.raises(Throttled):
        office.sign_in()


def test_a_whole_school_signs_in_from_behind_one_address(office: Office) -> None:
    for _ in range(MOST + 1):
        office.sign_in()
    guess(office, 1)


def test_a_right_password_of_ones_own_does_not_wash_guesses_away(
    office: Office,
) -> None:
    for _ in range(MOST):
        guess(office, 1)
        if not _locked(office):
            office.sign_in(BEN.email)
    with pytest.raises(Throttled):
        office.sign_in()


def test_without_the_throttle_one_could_guess_for_ever(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.directory.guessing.wait", lambda *_: None)
    guess(office, MOST * 2)
    office.sign_in()


def test_a_session_ends_when_nobody_uses_it_for_twelve_hours(office: Office) -> None:
    session = office.sign_in()
    office.clock.advance(hours=11, minutes=59)
    office.check(session)
    office.clock.advance(hours=11, minutes=59)
    office.check(session)
    office.clock.advance(hours=12)
    with pytest.raises(NotFound):
        office.check(session)


def test_a_session_ends_after_a_week_however_much_it_is_used(office: Office) -> None:
    session = office.sign_in()
    for _ in range(7 * 3 - 1):
        office.clock.advance(hours=8)
        office.check(session)
    office.clock.advance(hours=8)
    with pytest.raises(NotFound):
        office.check(session)


def test_without_its_end_a_session_would_count_for_ever(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = office.sign_in()
    office.clock.advance(days=30)
    with pytest.raises(NotFound):
        office.check(session)
    monkeypatch.setattr(signing_in, "counts", lambda *_: True)
    office.check(session)


def test_that_a_session_was_used_is_written_once_a_minute_and_in_no_log(
    office: Office,
) -> None:
    session = office.sign_in()
    before = len(office.town.log("directory", ASHGROVE))
    begun = office.clock.now
    office.clock.advance(seconds=59)
    office.check(session)
    assert office.sessions().sessions[0].seen_at == begun
    office.clock.advance(seconds=1)
    office.check(session)
    assert office.sessions().sessions[0].seen_at == office.clock.now
    assert len(office.town.log("directory", ASHGROVE)) == before


def test_a_role_that_ended_yesterday_counts_no_longer_without_signing_out(
    office: Office,
) -> None:
    office.assign(PRIYA, ASHGROVE, Role.GOVERNOR, until_on=date(2026, 6, 8))
    office.clock.set(at("mon 20:00"))
    session = office.sign_in()
    assert office.check(session).roles == (Role.STAFF, Role.GOVERNOR)
    office.clock.set(at("mon 23:59"))
    assert office.check(session).roles == (Role.STAFF, Role.GOVERNOR)
    office.clock.set(at("tue 00:00"))
    assert office.check(session).roles == (Role.STAFF,)


def test_a_role_that_begins_tomorrow_does_not_count_today(office: Office) -> None:
    office.assign(PRIYA, ASHGROVE, Role.HEAD, from_on=date(2026, 6, 9))
    office.clock.set(at("mon 20:00"))
    session = office.sign_in()
    assert office.check(session).roles == (Role.STAFF,)
    office.clock.set(at("tue 00:00"))
    assert office.check(session).roles == (Role.STAFF, Role.HEAD)


def test_whoever_holds_no_role_today_is_not_let_in_and_not_kept_in(
    office: Office,
) -> None:
    session = office.sign_in()
    office.end(PRIYA, ASHGROVE, Role.STAFF, date(2026, 6, 7))
    with pytest.raises(NotFound, match="no role today"):
        office.check(session)
    with pytest.raises(Refused, match="no role today"):
        office.sign_in()
    assert refusals(office)[-1].because is RefusedBecause.NO_ROLE


def test_without_their_days_all_roles_would_count_for_ever(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.end(PRIYA, ASHGROVE, Role.STAFF, SINCE)
    with pytest.raises(Refused):
        office.sign_in()
    monkeypatch.setattr(
        signing_in, "held_on", lambda _, held: frozenset(one.role for one in held)
    )
    office.sign_in()


def test_a_secret_that_is_nobodys_lets_nobody_in(office: Office) -> None:
    office.sign_in()
    with pytest.raises(NotFound):
        office.town.ask(CheckSession(digest="0" * 64), by=GATEWAY)


def test_only_the_platform_signs_somebody_in_and_looks_at_sessions(
    office: Office,
) -> None:
    command = SignIn(email=PRIYA.email, password="x", origin=FAR_NETWORK)
    for caller in (OLU.caller, themself()):
        with pytest.raises(Forbidden):
            office.town.execute(command, by=caller)
        with pytest.raises(Forbidden):
            office.town.ask(CheckSession(digest="0" * 64), by=caller)


def test_what_is_kept_of_a_guess_tells_neither_account_nor_network(
    office: Office,
) -> None:
    guess(office, 1)
    with office.town.databases["directory"].provider() as connection:
        rows = connection.exec_driver_sql("select about, moments from guesses").all()
    assert len(rows) >= 2
    whole = json.dumps([list(row) for row in rows])
    assert "192.0.2.7" not in whole
    assert "priya" not in whole


def test_a_visitor_is_a_caller_with_all_their_roles(office: Office) -> None:
    office.assign(PRIYA, ASHGROVE, Role.GOVERNOR)
    visitor = office.check(office.sign_in())
    caller = person(visitor.person_id, visitor.roles, visitor.school_id)
    assert caller.roles == {Role.STAFF, Role.GOVERNOR}
    assert caller.school == ASHGROVE


def _locked(office: Office) -> bool:
    try:
        office.sign_in(BEN.email)
    except Throttled:
        return True
    return False
