"""Is the gateway alive, can it reach the services, and what has it counted?"""

from tests.services.gateway.api import Api, json_of
from tests.support.databases import behind


def test_the_gateway_is_alive_whatever_else_is_not(api: Api) -> None:
    api.town.link.hosted.clear()
    assert json_of(api.client.get("/healthz")) == {"status": "alive"}


def test_the_gateway_is_ready_when_every_service_is(api: Api) -> None:
    told = json_of(api.client.get("/readyz"))
    assert told["status"] == "ready"
    assert set(told["services"].values()) == {"ready"}


def test_a_service_that_is_away_is_named(api: Api) -> None:
    api.town.link.hosted.pop("sla")
    told = json_of(api.client.get("/readyz"), 503)
    assert told["status"] == "not ready"
    assert told["services"]["sla"] == "away"
    assert told["services"]["intake"] == "ready"


def test_a_service_without_its_database_is_away_too(api: Api) -> None:
    database = api.town.databases["audit"]
    with behind(database) as connection:
        connection.exec_driver_sql("drop table heads")
    told = json_of(api.client.get("/readyz"), 503)
    assert told["services"]["audit"] == "away"


def test_what_was_counted_is_there_for_prometheus(api: Api) -> None:
    api.olu.opens()
    answer = api.client.get("/metrics")
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=")
    assert 'caretaker_commands_total{command="intake.open_ticket"' in answer.text
