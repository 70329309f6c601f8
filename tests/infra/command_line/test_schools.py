"""Can a person at a terminal look after schools?"""

from __future__ import annotations

from uuid import UUID

from tests.infra.command_line.desks import Desk
from tests.support.cast import ASHGROVE, BECKFIELD


def test_schools_are_listed_by_name(desk: Desk) -> None:
    heading, *rows = desk.gets("schools", "list").splitlines()
    assert heading == "name\tURN\tid"
    assert rows[0] == f"Ashgrove Primary\t\t{ASHGROVE}"
    assert [row.partition("\t")[0] for row in rows] == sorted(
        row.partition("\t")[0] for row in rows
    )
    assert desk.types("schools", "list", "--search", "nobody").stdout == ""


def test_a_school_is_taken_on_and_its_id_printed_alone(desk: Desk) -> None:
    printed = desk.gets("schools", "add", "Carr Junior", "--urn", 900_003)
    assert f"Carr Junior\t900003\t{UUID(printed.strip())}" in desk.gets(
        "schools", "list"
    )


def test_a_urn_that_is_none_is_told(desk: Desk) -> None:
    assert "urn: " in desk.is_told("schools", "add", "Carr Junior", "--urn", 0)


def test_mail_comes_to_the_addresses_that_are_named_and_to_no_others(
    desk: Desk,
) -> None:
    place = ("schools", "mailboxes", BECKFIELD)
    addresses = ("help@beckfield.example", "office@beckfield.example")
    assert desk.gets(*place, *addresses).splitlines() == list(addresses)
    shorter = desk.types(*place, addresses[0])
    assert shorter.stdout == f"{addresses[0]}\n"
    assert shorter.stderr == f"No longer theirs: {addresses[1]}\n"
    assert desk.gets(*place, "--none") == ""
    why = "name the addresses, or say --none"
    assert desk.is_told(*place) == why
    assert desk.is_told(*place, *addresses, "--none") == why


def test_hours_are_said_shown_and_changed_in_part(desk: Desk) -> None:
    place = ("schools", "hours", "ashgrove")
    silent = desk.types(*place)
    assert silent.stdout == ""
    assert silent.stderr == "Nobody has said yet when this school is open.\n"
    said = ("--open", "mon-fri 8:30-12:00,13:00-16:00", "--open", "fri 08:30-13:00")
    shown = (
        "timezone Europe/London\n"
        "open     mon-thu 08:30-12:00,13:00-16:00\n"
        "open     fri 08:30-13:00\n"
    )
    assert desk.gets(*place, *said) == shown
    assert desk.gets(*place) == shown
    elsewhere = desk.gets(*place, "--timezone", "Europe/Dublin")
    assert elsewhere == shown.replace("London", "Dublin")


def test_hours_that_no_school_can_have_are_told(desk: Desk) -> None:
    place = ("schools", "hours", "ashgrove")
    assert "is not such as" in desk.is_told(*place, "--open", "mon 8-12")
    overlap = ("--open", "mon 08:00-12:00,11:00-13:00")
    assert "hours.days.0" in desk.is_told(*place, *overlap)
