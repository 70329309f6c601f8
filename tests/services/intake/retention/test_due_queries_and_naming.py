"""Which records are due, at what cost, and what is told of them?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text

from contracts.access import Caller, Role
from contracts.refusals import Forbidden, NotFound
from contracts.retention import DueRecord, GetDueList, RecordClass, RecordKind
from services.intake.retention import due as rules
from services.intake.retention import naming
from services.intake.retention.due import months_before
from services.intake.retention.naming import names_of
from shared.application import Asked
from tests.services.intake.remote.test_rules_and_consent import open_it as open_session
from tests.services.intake.retention.records import (
    DPO,
    HEAD,
    LIST,
    OTHERS,
    YEARS,
    about_safeguarding,
    due,
    end,
    list_due,
    long_over,
    retention,
)
from tests.services.intake.retention.test_records_parts_and_ending import (
    RATING,
    rate,
)
from tests.services.intake.site_visits.test_planning import VISIT, cancel, plan
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, BECKFIELD, OLU, PRIYA, TICKET
from tests.support.incoming import deliver, written
from tests.support.scenario import at
from tests.support.town import Town


def day(said: str) -> datetime:
    return datetime.fromisoformat(f"{said}T12:00:00+00:00")


@pytest.mark.parametrize(
    ("now", "months", "then"),
    [
        ("2026-06-15", 12, "2025-06-15"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2028-02-29", 12, "2027-02-28"),
        ("2026-01-10", 1, "2025-12-10"),
        ("2026-12-10", 24, "2024-12-10"),
    ],
)
def test_so_many_months_ago_is_the_same_day_or_the_last_of_the_month(
    now: str, months: int, then: str
) -> None:
    assert months_before(day(now), months) == day(then)


def test_a_ticket_is_due_to_the_day(known: Town) -> None:
    known.execute(open_it)
    end(known)
    known.clock.set(at("mon 09:00").replace(year=2028))
    known.clock.advance(seconds=-1)
    assert due(known) == 0
    known.clock.advance(seconds=1)
    assert due(known) == 1
    told = {one.record_class: one for one in retention(known).classes}
    assert told[RecordClass.TICKETS].oldest_at == at("mon 09:00")


def test_what_is_not_due_is_not_looked_at(known: Town) -> None:
    with known.databases["intake"].reading(ASHGROVE) as connection:
        before = at("mon 09:00")
        which = {"of_school": ASHGROVE, "of_class": "tickets", "before": before}
        asked = rules._OLDEST.compile(connection)
        plan_of = text(f"explain query plan {asked}")
        steps = connection.exec_driver_sql(
            str(plan_of),
            tuple(_bound(asked, which | {"most": 100})),
        )
        said = " ".join(str(step) for step in steps)
    assert "kept_records_due" in said
    assert "closed_at<" in said
    assert "TEMP B-TREE" not in said


def _bound(compiled: Any, values: dict[str, Any]) -> list[Any]:
    told = compiled.construct_params(values)
    return [str(told[name]) for name in compiled.positiontup]


def test_every_record_has_a_name(known: Town) -> None:
    outcome = deliver(known, written("Subject: Dark", "", "It is dark."))
    known.execute(open_it)
    known.execute(open_session)
    known.execute(plan)
    names = {
        (RecordKind.MAIL, outcome.mail_id): "Dark, from priya@ashgrove.example, ",
        (RecordKind.TICKET, TICKET): f"MPJT-2 {open_it.subject}",
        (RecordKind.SESSION, open_session.session_id): open_session.device,
        (RecordKind.VISIT, VISIT): f"09/06/2026: {plan.purpose}",
        (RecordKind.RATING, TICKET): "",
    }
    records = [
        DueRecord(kind=kind, record_id=record_id, closed_at=at("mon 09:00"))
        for kind, record_id in names
    ]
    keyring = known.applications["intake"].keyring
    asked = Asked(known.clock(), HEAD, ASHGROVE, keyring)
    with known.databases["intake"].reading(ASHGROVE) as connection:
        told = names_of(connection, ASHGROVE, records, asked)
    for which, name in names.items():
        assert told.get(which, "").startswith(name), which
        assert bool(told.get(which)) is bool(name)


def test_a_rating_says_no_word_of_its_comment(known: Town) -> None:
    known.execute(open_it)
    rate(known, comment="Quick, from Priya.")
    record = DueRecord(
        kind=RecordKind.RATING, record_id=RATING, closed_at=at("mon 09:00")
    )
    asked = Asked(known.clock(), HEAD, ASHGROVE, known.applications["intake"].keyring)
    with known.databases["intake"].reading(ASHGROVE) as connection:
        told = names_of(connection, ASHGROVE, [record], asked)
    assert told == {(RecordKind.RATING, RATING): "good, 2026-06"}


def _named(town: Town, by: Caller) -> set[str]:
    shown = town.ask(GetDueList(school_id=ASHGROVE, list_id=LIST), by)
    return {one.name for one in shown.records}


@pytest.mark.parametrize("of", [RecordClass.TICKETS, RecordClass.REMOTE_SESSIONS])
def test_what_is_about_safeguarding_since_it_was_listed_names_itself_to_few(
    known: Town, of: RecordClass
) -> None:
    known.execute(open_it)
    known.execute(open_session)
    end(known)
    known.clock.advance(days=YEARS)
    list_due(known, of, DPO)
    before = _named(known, DPO)
    assert before == _named(known, HEAD) != {""}
    known.execute(about_safeguarding(known))
    assert _named(known, DPO) == {""}
    assert _named(known, HEAD) == before


def test_a_visit_for_it_says_its_day_and_not_what_for(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    known.execute(open_it)
    known.execute(plan)
    known.execute(cancel)
    known.clock.advance(days=YEARS)
    list_due(known, RecordClass.SITE_VISITS, DPO)
    known.execute(about_safeguarding(known))
    assert _named(known, DPO) == {"09/06/2026"}
    assert _named(known, HEAD) == {f"09/06/2026: {plan.purpose}"}
    # The twin: without asking from whom it is kept, the DPO reads what for.
    monkeypatch.setattr(naming, "kept_among", lambda *_: frozenset())
    assert _named(known, DPO) == _named(known, HEAD)


def test_the_desk_and_who_runs_the_school_read_how_much_and_no_names(
    known: Town,
) -> None:
    long_over(known)
    list_due(known)
    shown = retention(known, OLU.caller)
    assert shown == replace(retention(known, HEAD), shown_holds=shown.shown_holds)
    assert open_it.subject not in repr(shown)
    with pytest.raises(Forbidden):
        retention(known, PRIYA.caller)
    with pytest.raises(Forbidden):
        known.ask(GetDueList(school_id=ASHGROVE, list_id=LIST), OLU.caller)


def test_another_school_sees_nothing_of_it(known: Town) -> None:
    long_over(known)
    list_due(known)
    for asked in (OTHERS, Caller(actor="person:b", role=Role.DPO, school=BECKFIELD)):
        with pytest.raises(Forbidden):
            retention(known, asked)
        with pytest.raises(Forbidden):
            known.ask(GetDueList(school_id=ASHGROVE, list_id=LIST), asked)
        with pytest.raises(NotFound):
            known.ask(GetDueList(school_id=BECKFIELD, list_id=LIST), asked)
