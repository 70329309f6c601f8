"""Does a page come packed to those who can unpack it, and to nobody else?"""

import gzip

from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.gateway.packing import LEAST, pack

LONG = "<p>It is the projector again.</p>" * 100


def client_of(answer: Response) -> FlaskClient:
    app = Flask(__name__)
    app.add_url_rule("/", "page", lambda: answer)
    app.after_request(pack)
    return app.test_client()


def asked(answer: Response, accepts: str = "br, gzip") -> TestResponse:
    return client_of(answer).get("/", headers={"Accept-Encoding": accepts})


def test_a_page_comes_packed_and_is_the_same_page() -> None:
    answer = asked(Response(LONG, mimetype="text/html"))
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert int(answer.headers["Content-Length"]) == len(answer.data) < len(LONG) / 10
    assert gzip.decompress(answer.data).decode() == LONG


def test_who_cannot_unpack_gets_it_as_it_is() -> None:
    for accepts in ("", "br", "gzip;q=0"):
        answer = asked(Response(LONG, mimetype="text/html"), accepts)
        assert "Content-Encoding" not in answer.headers
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.text == LONG


def test_what_is_short_is_not_worth_it() -> None:
    answer = asked(Response("x" * (LEAST - 1), mimetype="text/html"))
    assert "Content-Encoding" not in answer.headers


def test_streams_and_files_are_left_alone() -> None:
    stream = Response((LONG for _ in range(3)), mimetype="text/html")
    file = Response(LONG, mimetype="application/x-ndjson")
    for answer in (asked(stream), asked(file)):
        assert "Content-Encoding" not in answer.headers
