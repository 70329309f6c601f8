"""Is what a message says and carries read by who may read it, and by nobody else?"""

from __future__ import annotations

from base64 import b64decode

import pytest

from contracts.mail import (
    FindAttached,
    GetAttached,
    GetMail,
    GetMailPage,
    GetRawMail,
    MailOutcome,
)
from contracts.refusals import Forbidden, NotFound
from tests.support.cast import ASHGROVE, BEN, OLU, PRIYA
from tests.support.incoming import WITH_FILE, deliver, written
from tests.support.town import Town


@pytest.fixture
def carried(school: Town) -> MailOutcome:
    """A message of Priya's that carries a table and a program."""
    return deliver(school, WITH_FILE)


def file(carried: MailOutcome, place: int = 0) -> GetAttached:
    assert carried.ticket_id is not None
    return GetAttached(
        ticket_id=carried.ticket_id, mail_id=carried.mail_id, place=place
    )


def test_a_message_is_read_in_its_parts(school: Town) -> None:
    raw = written("Subject: Dark", "", "It is dark.", "-- ", "Priya")
    mail_id = deliver(school, raw).mail_id
    view = school.ask(GetMail(school_id=ASHGROVE, mail_id=mail_id))
    assert (view.text, view.quoted) == (
        "It is dark.",
        "-- \nPriya".replace("-- ", "--"),
    )
    assert not view.has_html
    raw_view = school.ask(GetRawMail(school_id=ASHGROVE, mail_id=mail_id))
    assert b64decode(raw_view.raw) == raw


def test_what_nobody_can_read_says_so_instead(school: Town) -> None:
    mail_id = deliver(school, b"Subject: nobody\n\nHi").mail_id
    view = school.ask(GetMail(school_id=ASHGROVE, mail_id=mail_id))
    assert view.text == "The message names no sender."


def test_the_page_of_a_message_is_safe(school: Town) -> None:
    raw = written("Content-Type: text/html", "", "<b>Dark</b><script>1</script>")
    mail_id = deliver(school, raw).mail_id
    page = school.ask(GetMailPage(school_id=ASHGROVE, mail_id=mail_id))
    assert page.html.strip() == "<b>Dark</b>"
    plain = deliver(school).mail_id
    with pytest.raises(NotFound):
        school.ask(GetMailPage(school_id=ASHGROVE, mail_id=plain))


def test_a_file_is_had_by_the_desk_and_by_the_school(
    school: Town, carried: MailOutcome
) -> None:
    for somebody in (OLU, PRIYA):
        view = school.ask(file(carried), by=somebody.caller)
        assert (view.name, view.kind) == ("readings.csv", "text/csv")
        assert b64decode(view.content) == b"room,lamp"


def test_ben_has_no_file_of_priyas(school: Town, carried: MailOutcome) -> None:
    assert carried.ticket_id is not None
    with pytest.raises(NotFound):
        school.ask(file(carried), by=BEN.caller)
    with pytest.raises(NotFound):
        school.ask(FindAttached(ticket_id=carried.ticket_id), by=BEN.caller)
    with pytest.raises(Forbidden):
        school.ask(GetMail(school_id=ASHGROVE, mail_id=carried.mail_id), by=BEN.caller)


def test_what_runs_when_it_is_opened_is_listed_and_not_handed_out(
    school: Town, carried: MailOutcome
) -> None:
    assert carried.ticket_id is not None
    listed = school.ask(FindAttached(ticket_id=carried.ticket_id))
    assert [(one.name, one.offered) for one in listed.files] == [
        ("readings.csv", True),
        ("repair.exe", False),
    ]
    with pytest.raises(NotFound, match="not handed out"):
        school.ask(file(carried, 1))


def test_a_file_that_is_not_there_is_not_found(
    school: Town, carried: MailOutcome
) -> None:
    with pytest.raises(NotFound):
        school.ask(file(carried, 7))
