"""How do browsers get styles and scripts?"""

import gzip

from services.gateway.screens.assets import FILES, load
from tests.services.gateway.api import Api

BUDGET = 100_000
"""Bytes, packed, of all that a first visit loads besides the page."""


def test_an_address_tells_the_content_and_is_kept_for_ever(shared_api: Api) -> None:
    asset = load("caretaker.css")
    answer = shared_api.client.get(f"/assets/{asset.address}")
    assert answer.data == asset.content
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.mimetype == "text/css"
    assert asset.address.startswith("caretaker.")


def test_who_takes_it_packed_gets_it_packed(shared_api: Api) -> None:
    asset = load("htmx.js")
    answer = shared_api.client.get(
        f"/assets/{asset.address}", headers={"Accept-Encoding": "br, gzip"}
    )
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.data) == asset.content


def test_another_content_has_another_address(shared_api: Api) -> None:
    assert shared_api.client.get("/assets/htmx.js").status_code == 404
    assert shared_api.client.get("/assets/htmx.0000.js").status_code == 404


def test_a_first_visit_loads_little() -> None:
    assert sum(len(load(name).packed) for name in FILES) <= BUDGET
