"""How is a no told to a person?"""

import pytest
from flask import abort

from contracts.refusals import NotFound
from services.gateway.app import create_app
from services.gateway.screens.frame import Page, Screens
from services.gateway.screens.visits import Visit
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import OLU

broken = Screens("broken")


@broken.open("GET", "/broken/<how>")
def fails(visit: Visit | None, how: str) -> Page:
    if how == "refused":
        raise NotFound("There is no such ticket.")
    if how == "rejected":
        abort(410, "It was here once.")
    raise RuntimeError(how)


@pytest.fixture
def reader(api: Api) -> Reader:
    app = create_app(api.town.link, api.town.clock)
    app.register_blueprint(broken)
    reader = Reader(api, OLU)
    reader.client = app.test_client()
    return reader


@pytest.mark.parametrize(
    ("how", "status", "title", "words"),
    [
        ("refused", 404, "Not found", "There is no such ticket."),
        ("rejected", 410, "Gone", "It was here once."),
        ("failed", 500, "Something went wrong here", "tell us its id"),
    ],
)
def test_a_no_is_a_page_that_people_can_read(
    reader: Reader, how: str, status: int, title: str, words: str
) -> None:
    page = reader.reads(f"/broken/{how}", status)
    assert f"<h1>{title}</h1>" in page
    assert words in page
    assert "RuntimeError" not in page
