"""Which days does an iCalendar file have, as programs really write them?"""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from services.gateway.calendar_entries import Entry, Left, What
from services.gateway.calendar_ics import is_ics, read
from tests.services.gateway.calendar_texts import ics, whole_days

LONDON = ZoneInfo("Europe/London")
FIRST, LAST = date(2026, 9, 1), date(2026, 9, 4)


def one(event: str, zone: ZoneInfo = LONDON) -> Entry | Left:
    [found] = read(ics(event), zone)
    return found


@pytest.mark.parametrize(
    "days",
    [
        # The day that it ends on is not in it any more.
        "DTSTART;VALUE=DATE:20260901|DTEND;VALUE=DATE:20260905",
        "DTSTART:20260901|DTEND:20260905",
        "DTSTART;VALUE=DATE:20260901|DURATION:P4D",
        # A whole day of British summer time, by the clock of Greenwich.
        "DTSTART:20260831T230000Z|DTEND:20260904T230000Z",
        "DTSTART;TZID=Europe/London:20260901T000000|"
        "DTEND;TZID=Europe/London:20260905T000000",
        "DTSTART;TZID=GMT Standard Time:20260901T090000|"
        "DTEND;TZID=GMT Standard Time:20260904T150000",
        "DTSTART:20260901T090000|DTEND:20260904T150000",
        "DTSTART;TZID=Of nobody's:20260901T090000|DTEND:20260904T150000",
    ],
)
def test_days_are_those_that_the_school_has(days: str) -> None:
    assert one(f"{days}|SUMMARY:Exams") == Entry(3, FIRST, LAST, What.EXAMS, "Exams")


@pytest.mark.parametrize(
    "days",
    [
        "DTSTART;VALUE=DATE:20260901",
        "DTSTART;VALUE=DATE:20260901|DTEND;VALUE=DATE:20260902",
        "DTSTART;VALUE=DATE:20260901|DTEND;VALUE=DATE:20260901",
        "DTSTART;VALUE=DATE:20260901|DTEND;VALUE=DATE:20260831",
        "DTSTART:20260901T090000|DTEND:20260901T110000",
        "DTSTART:20260901T090000",
    ],
)
def test_one_day_is_one_however_its_end_is_written(days: str) -> None:
    assert one(f"{days}|SUMMARY:INSET") == Entry(3, FIRST, FIRST, What.INSET, "INSET")


def test_a_moment_is_on_the_day_that_it_is_where_the_school_is() -> None:
    late = "DTSTART:20260901T233000Z|SUMMARY:INSET"
    in_summer_time, in_lisbon = one(late), one(late, ZoneInfo("Atlantic/Azores"))
    assert isinstance(in_summer_time, Entry)
    assert isinstance(in_lisbon, Entry)
    assert (in_summer_time.first, in_lisbon.first) == (date(2026, 9, 2), FIRST)


def test_what_repeats_is_refused_and_never_taken_for_one_day() -> None:
    weekly = one(f"{whole_days('INSET', '20260901')}|RRULE:FREQ=WEEKLY")
    assert weekly == Left(3, "INSET", "it repeats: give each of its days an entry")
    # Of what is no day of ours nobody has to hear that it repeats.
    assembly = one(f"{whole_days('Assembly', '20260901')}|RRULE:FREQ=WEEKLY")
    assert isinstance(assembly, Left)
    assert not assembly.wrong


@pytest.mark.parametrize(
    "event",
    [
        whole_days("INSET", "2026-09-01"),
        whole_days("INSET", "20260231"),
        whole_days("INSET", "20260901", "soon"),
        "SUMMARY:INSET",
        "DTSTART;VALUE=DATE:99991231|DURATION:P999999D|SUMMARY:INSET",
        "DTSTART;VALUE=DATE:20260901|DTSTART;VALUE=DATE:20260902|SUMMARY:INSET",
    ],
)
def test_an_event_without_days_takes_no_other_with_it(event: str) -> None:
    found = [*read(ics(event, whole_days("Exams", "20260901")), LONDON)]
    assert found[0] == Left(3, "INSET", "its days cannot be read")
    assert isinstance(found[1], Entry)


def test_an_event_is_named_by_the_line_on_which_it_begins() -> None:
    text = ics(whole_days("Assembly", "20260901"), whole_days("INSET", "20260901"))
    lines = text.split("\r\n")
    assert [lines[found.line - 1] for found in read(text, LONDON)] == [
        "BEGIN:VEVENT",
        "BEGIN:VEVENT",
    ]
    assert [found.line for found in read(text, LONDON)] == [3, 7]


def test_a_file_that_is_cut_off_says_so() -> None:
    text = ics(whole_days("INSET", "20260901")).partition("END:VEVENT")[0]
    assert [*read(text, LONDON)] == [Left(3, "An event", "it cannot be read")]


def test_what_is_cancelled_is_left_out() -> None:
    cancelled = one(f"{whole_days('INSET', '20260901')}|STATUS:CANCELLED")
    assert cancelled == Left(3, "INSET", "it is cancelled", wrong=False)


def test_a_category_of_ours_says_more_than_words() -> None:
    found = one(f"{whole_days('Michaelmas', '20260901', '20261219')}|CATEGORIES:Term")
    assert isinstance(found, Entry)
    assert found.what is What.TERM
    other = one(f"{whole_days('Mocks', '20260901')}|CATEGORIES:Year 11,Hall")
    assert isinstance(other, Entry)
    assert other.what is What.EXAMS


def test_words_that_a_program_folded_are_whole() -> None:
    folded = one("DTSTART;VALUE=DATE:20260901|SUMMARY:INSET: fire\\, first|  aid")
    assert folded.words == "INSET: fire, first aid"


def test_an_icalendar_file_is_known_by_how_it_begins() -> None:
    assert is_ics("\ufeffBEGIN:VCALENDAR\r\n")
    assert not is_ics("kind,name,from,until")


@pytest.mark.parametrize(
    "odd",
    [
        "DTSTART;TZID=Europe:20260901T090000",  # a folder of zones
        "DTSTART;VALUE=DATE:20260901|CATEGORIES;VALUE=DATE:x",
        "DTSTART;VALUE=DATE:20260901|CATEGORIES;VALUE=PERIOD:1/2",
        "DTSTART;VALUE=BOOLEAN:TRUE",
    ],
)
def test_what_the_library_makes_nothing_of_takes_no_other_with_it(odd: str) -> None:
    inset = whole_days("INSET", "20260901")
    left, entry = read(ics(f"{odd}|SUMMARY:Term", inset), LONDON)
    assert isinstance(left, Left)
    assert isinstance(entry, Entry)
