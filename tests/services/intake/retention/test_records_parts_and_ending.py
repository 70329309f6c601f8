"""What is a record, of which class, and since when is it over?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

import pytest
from sqlalchemy import select

from contracts.access import platform
from contracts.intake import GetTicket, ReopenTicket
from contracts.mail import Fate, RuleOnMail, Ruling
from contracts.ratings import KeepRating
from contracts.refusals import Refused
from contracts.retention import RecordClass
from contracts.ties import MergeTicket, UnmergeTicket
from contracts.values import Satisfaction
from services.intake.mail import references
from services.intake.retention import ending
from services.intake.retention.tables import kept_records
from shared.sealing import FORGOTTEN
from shared.work import Cause
from tests.services.intake.monitoring.test_alert_rows_and_alerting import MONITORING
from tests.services.intake.monitoring.test_alert_rows_and_alerting import (
    deliver as alert,
)
from tests.services.intake.monitoring.test_alerts import NINE, TEN, ceased, firing
from tests.services.intake.remote.test_rules_and_consent import open_it as open_session
from tests.services.intake.retention.records import (
    YEARS,
    about_safeguarding,
    due,
    end,
    erase,
    long_over,
)
from tests.services.intake.site_visits.test_planning import VISIT, cancel, plan
from tests.services.intake.stories import open_it, write
from tests.support.cast import ASHGROVE, OTHER_TICKET, PRIYA, TICKET
from tests.support.incoming import deliver, sign, written
from tests.support.rebuilding import compared
from tests.support.town import Town

RATING = uuid5(TICKET, "rating")


def closed(town: Town, record_id: UUID = TICKET) -> tuple[str, datetime | None]:
    """Of which class a record is, and since when it may be due by itself."""
    found = select(kept_records).where(kept_records.c.record_id == record_id)
    with town.databases["intake"].reading(ASHGROVE) as connection:
        row = connection.execute(found).one()
    return row.record_class, row.closed_at


def rate(town: Town, **told: Any) -> None:
    which: dict[str, Any] = {"school_id": ASHGROVE, "rating_id": RATING}
    which |= {"rater_id": PRIYA.person_id}
    said = {"ticket_id": TICKET, "said": Satisfaction.GOOD, "comment": "Quick!"}
    with town.applications["intake"].work(ASHGROVE) as work:
        cause = Cause(caller=platform("test"))
        work.execute(KeepRating(**which | said | told), cause)
        work.finish()


def test_a_ticket_is_over_once_it_is_resolved_and_not_while_it_is_open(
    known: Town,
) -> None:
    known.execute(open_it)
    assert closed(known) == ("tickets", None)
    end(known)
    done_at = known.clock()
    assert closed(known) == ("tickets", done_at)
    version = known.ask(GetTicket(ticket_id=TICKET)).version
    which: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": TICKET}
    known.execute(ReopenTicket(**which, version=version, reason="It is dark again."))
    assert closed(known)[1] is None


def test_what_is_written_to_it_afterwards_is_its_last_act(known: Town) -> None:
    long_over(known)
    assert due(known) == 1
    known.execute(write)
    assert closed(known)[1] == known.clock()
    assert due(known) == 0
    assert compared(known, "intake").tables == set()


def test_a_message_is_over_with_its_ticket_or_at_once_without_one(known: Town) -> None:
    on_one = deliver(known, written("Subject: Dark", "", "It is dark."))
    assert on_one.ticket_id is not None
    assert closed(known, on_one.mail_id) == ("mail", None)
    raw = written(f"Subject: {on_one.reference}", "", "Me too", sender="eve@b.example")
    none = deliver(known, raw)
    assert none.fate is Fate.REVIEW
    assert closed(known, none.mail_id) == ("unused_mail", known.clock())
    end(known, on_one.ticket_id)
    assert closed(known, on_one.mail_id) == ("mail", known.clock())
    ruling = RuleOnMail(
        school_id=ASHGROVE,
        mail_id=none.mail_id,
        ruling=Ruling.ATTACH,
        ticket_id=on_one.ticket_id,
    )
    known.execute(ruling)
    assert closed(known, none.mail_id) == ("mail", None)
    assert compared(known, "intake").tables == set()


def test_a_held_message_that_is_erased_is_nobodys_to_rule_on(known: Town) -> None:
    on_one = deliver(known, written("Subject: Dark", "", "It is dark."))
    raw = written(f"Subject: {on_one.reference}", "", "Me too", sender="eve@b.example")
    none = deliver(known, raw)
    known.clock.advance(days=200)
    erase(known, RecordClass.UNUSED_MAIL)
    opens = RuleOnMail(
        school_id=ASHGROVE,
        mail_id=none.mail_id,
        ruling=Ruling.OPEN,
        ticket_id=OTHER_TICKET,
    )
    with pytest.raises(Refused):
        known.execute(opens)
    assert "eve@b.example" not in repr(known.events("intake", ASHGROVE))


def test_what_is_about_safeguarding_is_kept_longer_with_all_its_parts(
    known: Town,
) -> None:
    known.execute(open_it)
    known.execute(open_session)
    known.execute(about_safeguarding(known))
    end(known)
    assert closed(known)[0] == "safeguarding"
    assert closed(known, open_session.session_id) == ("remote_sessions", None)
    known.clock.advance(days=YEARS)
    assert due(known) + due(known, RecordClass.SAFEGUARDING) == 0
    known.clock.advance(days=YEARS * 8)
    assert due(known, RecordClass.SAFEGUARDING) == 1


def test_what_was_merged_goes_with_its_survivor_and_not_by_itself(known: Town) -> None:
    known.execute(open_it)
    known.execute(replace(open_it, ticket_id=OTHER_TICKET, subject="Dark as well"))
    merge: dict[str, Any] = {"ticket_id": OTHER_TICKET, "into_id": TICKET, "version": 1}
    known.execute(MergeTicket(school_id=ASHGROVE, **merge))
    end(known)
    assert closed(known, OTHER_TICKET)[1] is None
    known.clock.advance(days=YEARS)
    assert due(known) == 1
    erase(known)
    for one in (TICKET, OTHER_TICKET):
        assert known.ask(GetTicket(ticket_id=one)).subject == FORGOTTEN
    assert "Dark as well" not in repr(known.events("intake", ASHGROVE))
    assert compared(known, "intake").tables == set()


def test_an_answer_to_what_is_erased_opens_another_ticket(known: Town) -> None:
    known.execute(open_it)
    merged = deliver(known, written("Subject: Dark", "", "It is dark."))
    merge: dict[str, Any] = {"ticket_id": merged.ticket_id, "into_id": TICKET}
    known.execute(MergeTicket(school_id=ASHGROVE, version=1, **merge))
    end(known)
    known.clock.advance(days=YEARS)
    erase(known)
    mark = references.subject_mark(sign(known), 2, merged.reference or "")
    answer = deliver(known, written(f"Subject: Re: {mark}", "", "Dark!"))
    assert answer.fate is Fate.TICKET
    assert answer.ticket_id not in (TICKET, merged.ticket_id)


def test_nothing_is_merged_into_what_is_erased(known: Town) -> None:
    long_over(known)
    erase(known)
    known.execute(replace(open_it, ticket_id=OTHER_TICKET))
    merge: dict[str, Any] = {"ticket_id": OTHER_TICKET, "into_id": TICKET}
    with pytest.raises(Refused, match="erased"):
        known.execute(MergeTicket(school_id=ASHGROVE, version=1, **merge))


def test_what_is_merged_no_longer_is_its_own_record_again(known: Town) -> None:
    known.execute(open_it)
    known.execute(replace(open_it, ticket_id=OTHER_TICKET))
    end(known, OTHER_TICKET)
    merge: dict[str, Any] = {"ticket_id": OTHER_TICKET, "into_id": TICKET, "version": 2}
    known.execute(MergeTicket(school_id=ASHGROVE, **merge))
    assert closed(known, OTHER_TICKET)[1] is None
    known.clock.advance(hours=1)
    apart: dict[str, Any] = {"ticket_id": OTHER_TICKET, "version": 3}
    known.execute(UnmergeTicket(school_id=ASHGROVE, **apart))
    assert closed(known, OTHER_TICKET)[1] == known.clock()


def test_a_ticket_of_monitoring_is_not_over_while_it_fires(known: Town) -> None:
    outcome = known.execute(alert(firing(NINE)), by=MONITORING)
    end(known, outcome.ticket_id)
    assert closed(known, outcome.ticket_id)[1] is None
    known.execute(alert(ceased(NINE, TEN)), by=MONITORING)
    assert closed(known, outcome.ticket_id)[1] is not None


def test_without_asking_whether_it_fires_it_would_be(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(ending, "_is_firing", lambda *_: False)
    outcome = known.execute(alert(firing(NINE)), by=MONITORING)
    end(known, outcome.ticket_id)
    assert closed(known, outcome.ticket_id)[1] is not None


def test_a_visit_and_what_was_told_of_it_go_together(known: Town) -> None:
    known.execute(open_it)
    known.execute(plan)
    assert closed(known, VISIT)[1] is None
    known.execute(cancel)
    assert closed(known, VISIT) == ("site_visits", known.clock())
    known.clock.advance(days=YEARS)
    erase(known, RecordClass.SITE_VISITS)
    said = repr(known.ask(GetTicket(ticket_id=TICKET)).timeline)
    for text in (plan.purpose, cancel.reason):
        assert text not in said + repr(known.events("intake", ASHGROVE))
    assert known.ask(GetTicket(ticket_id=TICKET)).subject == open_it.subject
    assert compared(known, "intake").tables == set()


def test_a_session_goes_and_its_ticket_stays(known: Town) -> None:
    known.execute(open_it)
    known.execute(open_session)
    end(known)
    known.clock.advance(days=400)
    erase(known, RecordClass.REMOTE_SESSIONS)
    said = repr(known.ask(GetTicket(ticket_id=TICKET)).timeline)
    assert open_session.purpose not in said + repr(known.events("intake", ASHGROVE))
    assert known.ask(GetTicket(ticket_id=TICKET)).subject == open_it.subject
    assert compared(known, "intake").tables == set()


def test_a_rating_is_over_with_its_ticket_and_an_anonymous_one_at_once(
    known: Town,
) -> None:
    known.execute(open_it)
    rate(known)
    assert closed(known, RATING) == ("ratings", None)
    end(known)
    assert closed(known, RATING) == ("ratings", known.clock())
    other = uuid5(RATING, "anonymous")
    rate(known, rating_id=other, rater_id=other, ticket_id=None)
    assert closed(known, other) == ("ratings", known.clock())
    known.clock.advance(days=400)
    erase(known, RecordClass.RATINGS)
    assert "Quick!" not in repr(known.events("intake", ASHGROVE))
    assert compared(known, "intake").tables == set()
