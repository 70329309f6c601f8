"""Does the port tell nothing to strangers, and answer all that peers may send?"""

from __future__ import annotations

import json
from typing import Any

import pytest
from werkzeug.test import Client

from contracts.access import platform
from shared.passing import caller_out, cause_out, message_out
from shared.port import Port, internal_token
from shared.work import Cause
from tests.support.cast import ASHGROVE, OLU
from tests.support.listening import plant
from tests.support.sample_messages import BED, BedsView, GetBed, PlantBed
from tests.support.town import MASTER, Town

TOKEN = internal_token(MASTER)
KNOWN = {"Authorization": f"Bearer {TOKEN}"}
EXECUTE = {
    "command": message_out(PlantBed(school_id=ASHGROVE, bed_id=BED, crop="beans")),
    "cause": cause_out(Cause(caller=OLU.caller)),
}
ASK = {
    "query": message_out(GetBed(bed_id=BED)),
    "caller": caller_out(OLU.caller),
    "requires": {},
}


@pytest.fixture
def port(small_town: Town) -> Client:
    return Client(Port(small_town.link.hosted, TOKEN))


CLOSED = [
    ("POST", "/execute", EXECUTE),
    ("POST", "/ask", ASK),
    ("GET", f"/feed/garden/{ASHGROVE}", None),
    ("GET", "/heads/garden", None),
]


@pytest.mark.parametrize(("method", "path", "body"), CLOSED)
@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer guessed"}, {"Authorization": TOKEN}],
    ids=["no token", "another token", "no bearer"],
)
def test_a_stranger_learns_nothing(
    port: Client, method: str, path: str, body: Any, headers: dict[str, str]
) -> None:
    response = port.open(path, method=method, json=body, headers=headers)
    assert response.status_code == 401
    assert response.json == {"error": "unknown peer"}


@pytest.mark.parametrize(("method", "path", "body"), CLOSED[2:] + CLOSED[:1])
def test_a_peer_is_answered(port: Client, method: str, path: str, body: Any) -> None:
    response = port.open(path, method=method, json=body, headers=KNOWN)
    assert response.status_code == 200


def test_the_token_is_made_of_the_master_key_and_does_not_tell_it() -> None:
    assert TOKEN == internal_token(MASTER) != internal_token(bytes(32))
    assert MASTER.hex() not in TOKEN


def test_health_and_metrics_are_open(port: Client) -> None:
    assert port.get("/healthz").json == {"status": "alive"}
    assert port.get("/readyz").json == {"status": "ready"}
    metrics = port.get("/metrics")
    assert metrics.content_type.startswith("text/plain")
    assert "caretaker_commands_total" in metrics.text


def test_a_service_that_runs_elsewhere_is_unavailable_here(
    small_town: Town, port: Client
) -> None:
    del small_town.link.hosted["garden"]
    for method, path, body in CLOSED:
        response = port.open(path, method=method, json=body, headers=KNOWN)
        assert response.status_code == 503
        assert response.json is not None
        assert response.json["kind"] == "unavailable"


def test_who_starts_or_stops_is_alive_but_not_ready(small_town: Town) -> None:
    reasons = iter(["starting", "", "stopping"])
    port = Client(Port(small_town.link.hosted, TOKEN, lambda: next(reasons)))
    assert port.get("/readyz").status_code == 503
    assert port.get("/readyz").status_code == 200
    assert port.get("/readyz").json == {"status": "stopping"}
    assert port.get("/healthz").status_code == 200


def test_a_service_without_its_database_is_alive_but_not_ready(
    small_town: Town, port: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_town.databases["garden"].engine.pool._timeout = 0  # type: ignore[attr-defined]
    pool = small_town.databases["garden"].engine.pool
    taken = [pool.connect() for _ in range(15)]
    assert port.get("/healthz").status_code == 200
    response = port.get("/readyz")
    assert response.status_code == 503
    assert response.json is not None
    assert response.json["kind"] == "unavailable"
    for connection in taken:
        connection.close()


BAD: dict[str, tuple[str, bytes]] = {
    "no JSON": ("/execute", b"not json"),
    "no object": ("/execute", b"[]"),
    "no cause": ("/execute", json.dumps({"command": EXECUTE["command"]}).encode()),
    "a command that nobody declared": (
        "/execute",
        json.dumps(EXECUTE | {"command": {"kind": "command", "name": "x.y"}}).encode(),
    ),
    "a question for a command": (
        "/execute",
        json.dumps(EXECUTE | {"command": ASK["query"]}).encode(),
    ),
    "an answer for a question": (
        "/ask",
        json.dumps(ASK | {"query": message_out(BedsView(beds=1))}).encode(),
    ),
    "a command that lacks a field": (
        "/execute",
        json.dumps(
            EXECUTE | {"command": EXECUTE["command"] | {"message": {}}}
        ).encode(),
    ),
    "an unknown role": (
        "/ask",
        json.dumps(
            ASK | {"caller": caller_out(OLU.caller) | {"role": "king"}}
        ).encode(),
    ),
}


@pytest.mark.parametrize(("path", "body"), BAD.values(), ids=BAD.keys())
def test_what_is_no_request_of_ours_is_said_to_be_none(
    port: Client, path: str, body: bytes
) -> None:
    response = port.post(path, data=body, headers=KNOWN)
    assert response.status_code == 400
    assert response.json is not None
    assert response.json["error"].startswith("not a request of ours: ")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/execute", 405),
        ("GET", "/feed/garden/ashgrove", 404),
        ("GET", "/heads/garden?since=yesterday", 400),
    ],
)
def test_what_is_nowhere_is_answered_in_json(
    port: Client, method: str, path: str, status: int
) -> None:
    response = port.open(path, method=method, headers=KNOWN)
    assert response.status_code == status
    assert response.json is not None
    assert response.json["error"]


def test_a_mistake_of_ours_is_not_blamed_on_the_peer(
    small_town: Town, port: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise TypeError("our mistake")

    monkeypatch.setattr(small_town.link.hosted["garden"], "execute", stumble)
    with pytest.raises(TypeError, match="our mistake"):
        port.post("/execute", json=EXECUTE, headers=KNOWN)


def test_a_command_of_the_platform_itself_may_be_sent_by_a_peer(
    small_town: Town, port: Client
) -> None:
    plant(small_town)
    body = EXECUTE | {"cause": cause_out(Cause(caller=platform("weather")))}
    response = port.post("/execute", json=body, headers=KNOWN)
    assert response.status_code == 422
    assert response.json is not None
    assert response.json["kind"] == "refused"
