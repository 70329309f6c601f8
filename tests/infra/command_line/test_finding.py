"""Is a ticket or a school found by what people call it, and no other taken for it?"""

from __future__ import annotations

from uuid import UUID

import pytest

from contracts.directory import AddSchool
from infra.command_line import client
from infra.command_line.finding import names_of, pages, school_of, ticket_of
from infra.command_line.options import Unclear
from tests.infra.command_line.desks import Desk
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD, BECKFIELD_NAME


@pytest.fixture
def platform(desk: Desk) -> client.Client:
    return client.find(desk.url, desk.data, None)


def test_a_ticket_is_found_by_its_reference_as_people_write_it(
    desk: Desk, platform: client.Client
) -> None:
    reference = desk.opens(subject="The bell rings twice")
    code, number = reference.split("-")
    for written in (
        reference,
        reference.lower(),
        f"{code} {number}",
        f"{code}{number}",
    ):
        assert ticket_of(platform, written)["subject"] == "The bell rings twice"


def test_a_ticket_is_found_by_its_id(desk: Desk, platform: client.Client) -> None:
    found = ticket_of(platform, desk.opens())
    assert ticket_of(platform, found["ticket_id"]) == found


def test_a_reference_is_not_the_beginning_of_another(
    desk: Desk, platform: client.Client
) -> None:
    for _ in range(20):
        desk.opens()
    references = [row["reference"] for row in pages(platform, "tickets")]
    beginnings = [
        one for one in references if sum(r.startswith(one) for r in references) > 1
    ]
    assert beginnings
    for beginning in beginnings:
        assert ticket_of(platform, beginning)["reference"] == beginning


@pytest.mark.parametrize("named", ["", "help", "UUUU-1", "0000-1", f"{ASHGROVE}"])
def test_what_names_no_ticket_is_told(platform: client.Client, named: str) -> None:
    with pytest.raises((Unclear, client.Problem)):
        ticket_of(platform, named)


def test_a_school_is_found_by_id_urn_or_words_of_its_name(
    platform: client.Client,
) -> None:
    for named in (str(ASHGROVE), "ashgrove", "Ashgrove Primary", "PRIMARY"):
        assert school_of(platform, named) == ASHGROVE


def test_a_school_that_is_one_of_several_is_not_guessed(
    desk: Desk, platform: client.Client
) -> None:
    with pytest.raises(Unclear, match=r"may be any of \d schools: Ashgrove Primary"):
        school_of(platform, "a")
    with pytest.raises(Unclear, match="there is no school 'Dale'"):
        school_of(platform, "Dale")


def test_a_name_in_full_is_that_school_though_others_begin_so(
    desk: Desk, platform: client.Client
) -> None:
    junior, infants = (UUID(f"ca44{n}000-0000-4000-8000-000000000004") for n in "12")
    desk.town.execute(AddSchool(school_id=junior, name="Carr"))
    desk.town.execute(AddSchool(school_id=infants, name="Carr Infants", urn=900_003))
    assert school_of(platform, "carr") == junior
    assert school_of(platform, "900003") == infants


def test_schools_that_may_not_be_seen_keep_their_id(desk: Desk) -> None:
    priya = client.find(desk.url, desk.data, desk.api.priya.token)
    assert names_of(priya, [str(ASHGROVE), str(BECKFIELD)]) == {
        str(ASHGROVE): ASHGROVE_NAME,
        str(BECKFIELD): str(BECKFIELD),
    }


def test_a_list_is_read_page_after_page(platform: client.Client) -> None:
    names = [one["name"] for one in pages(platform, "schools", limit=1)]
    assert {ASHGROVE_NAME, BECKFIELD_NAME} <= set(names)
    assert len(names) == len(set(names))
