"""Where does a request come from, where proxies stand before the gateway?"""

from __future__ import annotations

import pytest
from flask import request

from services.gateway.app import create_app
from services.gateway.origins import PROXIES, trusted_proxies
from tests.services.gateway.api import Api

SENT = {"X-Forwarded-For": "198.51.100.9, 192.0.2.7, 192.0.2.8"}


def origin(api: Api, proxies: int, headers: dict[str, str] | None = None) -> str:
    """From where a request seems to come that passed through some proxies."""
    app = create_app(api.town.link, api.town.clock, proxies=proxies)
    app.add_url_rule("/origin", view_func=lambda: request.remote_addr or "")
    return app.test_client().get("/origin", headers=headers or SENT).text


def test_a_header_that_anybody_can_send_is_not_believed(api: Api) -> None:
    assert origin(api, 0) == "127.0.0.1"


def test_what_trusted_proxies_wrote_is_believed_from_the_end(api: Api) -> None:
    assert origin(api, 1) == "192.0.2.8"
    assert origin(api, 2) == "192.0.2.7"


def test_a_request_that_passed_fewer_proxies_is_of_who_sent_it(api: Api) -> None:
    assert origin(api, 2, {"X-Forwarded-For": "192.0.2.8"}) == "127.0.0.1"


def test_no_other_header_of_a_proxy_is_believed(api: Api) -> None:
    app = create_app(api.town.link, api.town.clock, proxies=1)
    app.add_url_rule("/url", view_func=lambda: request.url)
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "elsewhere.example"}
    url = app.test_client().get("/url", headers=told).text
    assert url == "http://localhost/url"


def test_how_many_proxies_are_trusted_is_told_by_the_environment() -> None:
    assert trusted_proxies({}) == trusted_proxies({PROXIES: ""}) == 0
    assert trusted_proxies({PROXIES: "2"}) == 2
    for said in ("-1", "10", "one", "٢"):
        with pytest.raises(ValueError, match=PROXIES):
            trusted_proxies({PROXIES: said})
