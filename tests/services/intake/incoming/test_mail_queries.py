"""Are messages listed by what became of them, page after page?"""

from __future__ import annotations

import pytest

from contracts.mail import Checks, Fate, FindMails, Why
from contracts.refusals import Forbidden, Invalid
from tests.support.cast import ASHGROVE, BECKFIELD, PRIYA
from tests.support.incoming import deliver, written
from tests.support.town import Town


def test_what_is_held_is_listed_with_its_reason(school: Town) -> None:
    raw = written("Authentication-Results: mx; spf=fail", "Subject: Pay", "", "Now")
    deliver(school, raw, vouched="mx")
    [row] = school.ask(FindMails()).mails
    assert (row.subject, row.sender) == ("Pay", "priya@ashgrove.example")
    assert (row.why, row.checks) == (Why.FAILED_CHECK, Checks(spf="fail"))


def test_the_newest_comes_first_and_pages_follow_each_other(school: Town) -> None:
    for number in range(5):
        school.clock.advance(minutes=1)
        deliver(school, written(f"Subject: {number}", "", "Help"))
    seen, after = [], ""
    while True:
        page = school.ask(FindMails(fate=Fate.TICKET, limit=2, after=after))
        seen += [row.subject for row in page.mails]
        after = page.cursor
        if not after:
            break
    assert seen == ["4", "3", "2", "1", "0"]


def test_one_schools_mail_is_not_anothers(school: Town) -> None:
    deliver(school)
    assert school.ask(FindMails(fate=Fate.TICKET, school_id=ASHGROVE)).mails
    assert not school.ask(FindMails(fate=Fate.TICKET, school_id=BECKFIELD)).mails


def test_only_the_desk_reads_the_list(school: Town) -> None:
    with pytest.raises(Forbidden):
        school.ask(FindMails(), by=PRIYA.caller)


@pytest.mark.parametrize("after", ["x", "1.x", ".", f"{10**30}.{'0' * 32}"])
def test_a_cursor_that_is_none_is_named(school: Town, after: str) -> None:
    with pytest.raises(Invalid, match="after"):
        school.ask(FindMails(after=after))
