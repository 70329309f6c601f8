"""Which settings of a school are there on screens, and who is shown which?"""

from uuid import uuid4

from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD

AT = f"/console/schools/{ASHGROVE}"


def test_the_settings_of_a_school_begin_with_its_hours(olu: Reader) -> None:
    answer = olu.client.get(AT)
    assert answer.location == f"{AT}/hours"
    page = olu.reads(answer.location)
    assert ASHGROVE_NAME in page
    assert f'<a href="{AT}/hours" aria-current="page">Opening hours</a>' in page
    assert 'href="/console/schools"' in page


def test_somebody_of_the_school_is_shown_no_way_that_is_closed(priya: Reader) -> None:
    page = priya.reads(f"{AT}/hours")
    assert 'href="/console/schools"' not in page
    assert "<form" not in page.partition("<main")[2]


def test_there_are_no_settings_of_a_school_that_is_not_there(
    olu: Reader, priya: Reader
) -> None:
    olu.reads(f"/console/schools/{uuid4()}/hours", 404)
    priya.reads(f"/console/schools/{BECKFIELD}", 403)
