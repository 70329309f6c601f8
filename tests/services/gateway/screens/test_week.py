"""What did somebody type of a school's week, and which field is it that is wrong?"""

from __future__ import annotations

from contracts.codec import load
from contracts.values import Weekday, WorkingHours
from services.gateway.screens.week import MOST, Stretch, Week, typed_week, week_of

MORNING, AFTERNOON = Stretch("08:30", "12:00"), Stretch("13:00", "16:00")
TYPED = {
    "timezone": " Europe/London ",
    "mon-0-opens": "08:30",
    "mon-0-closes": "12:00",
    "mon-1-opens": "13:00",
    "mon-1-closes": " 16:00",
    "wed-0-opens": "",
    "wed-0-closes": "",
    "fri-0-opens": "08:30",
    "fri-0-closes": "12:00",
}


def test_a_week_is_what_was_typed_day_by_day() -> None:
    week = typed_week(TYPED)
    assert week.timezone == "Europe/London"
    assert week.on(Weekday.MONDAY) == (MORNING, AFTERNOON)
    assert week.on(Weekday.WEDNESDAY) == (Stretch(),)
    assert week.on(Weekday.SUNDAY) == ()
    assert week.values() == {name: one.strip() for name, one in TYPED.items()}


def test_what_was_left_empty_is_left_out() -> None:
    week = typed_week(TYPED)
    assert [one["day"] for one in week.payload()["days"]] == ["mon", "fri"]
    assert week.tidied().on(Weekday.WEDNESDAY) == ()
    assert week.tidied().payload() == week.payload()


def test_hours_that_are_known_come_back_as_they_were() -> None:
    hours = load(WorkingHours, typed_week(TYPED).payload())
    assert load(WorkingHours, week_of(hours).payload()) == hours
    assert week_of(None) == Week()


def test_room_for_a_stretch_is_made_and_taken_away() -> None:
    week = typed_week(TYPED).added(Weekday.MONDAY)
    assert week.on(Weekday.MONDAY) == (MORNING, AFTERNOON, Stretch())
    assert week.removed(Weekday.MONDAY, 0).on(Weekday.MONDAY) == (AFTERNOON, Stretch())
    for _ in range(MOST):
        week = week.added(Weekday.SUNDAY)
    assert len(week.added(Weekday.SUNDAY).on(Weekday.SUNDAY)) == MOST


def test_the_hours_of_one_day_are_those_of_all_workdays() -> None:
    week = typed_week(TYPED | {"sat-0-opens": "09:00", "sat-0-closes": "10:00"})
    copied = week.copied(Weekday.MONDAY)
    assert copied.on(Weekday.FRIDAY) == copied.on(Weekday.TUESDAY)
    assert copied.on(Weekday.FRIDAY) == (MORNING, AFTERNOON)
    assert copied.on(Weekday.SATURDAY) == week.on(Weekday.SATURDAY)


def test_a_mistake_is_at_the_field_it_was_typed_in() -> None:
    week = typed_week(TYPED).tidied()
    assert week.field_of("hours.days.0.intervals.1.closes") == "mon-1-closes"
    assert week.field_of("hours.days.1.intervals.0.opens") == "fri-0-opens"
    assert week.field_of("hours.timezone") == "timezone"
    assert week.field_of("hours.days") == "week"
