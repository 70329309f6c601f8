"""How are the services asked in a caller's name, and a retry told from a new wish?"""

from uuid import UUID

import pytest

from contracts.access import Right
from contracts.directory import GetSchool
from contracts.refusals import Forbidden
from services.gateway.asking import Asker
from shared.link import LocalLink
from tests.services.gateway.api import Api, bad_fields, json_of, request_of
from tests.support.cast import ASHGROVE, BECKFIELD, OLU, PRIYA

TICKETS = f"/schools/{ASHGROVE}/tickets"


def _asker(key: str | None = None) -> Asker:
    return Asker(LocalLink(), PRIYA.caller, key)


def test_a_key_names_the_same_command_for_the_same_caller_in_the_same_place() -> None:
    first = _asker("a1").command_id(ASHGROVE)
    assert _asker("a1").command_id(ASHGROVE) == first
    others = {
        _asker("a2").command_id(ASHGROVE),
        _asker("a1").command_id(BECKFIELD),
        Asker(LocalLink(), OLU.caller, "a1").command_id(ASHGROVE),
    }
    assert len(others | {first}) == 4


def test_the_ids_that_keys_become_never_change() -> None:
    """A retry may come after an update."""
    wanted = UUID("9dff45d1-de67-5d78-bcb4-c490626d79e6")
    assert _asker("a1").command_id(ASHGROVE) == wanted


def test_without_a_key_no_two_commands_are_the_same() -> None:
    assert _asker().command_id(ASHGROVE) != _asker().command_id(ASHGROVE)


def test_nobody_is_asked_for_a_caller_who_may_not_ask() -> None:
    """The link has no service behind it: the refusal is the gateway's own."""
    with pytest.raises(Forbidden):
        _asker().ask(GetSchool(school_id=BECKFIELD))
    with pytest.raises(Forbidden):
        _asker().permit(Right.READ_LOG, None)
    _asker().permit(Right.READ_TICKETS, None)


@pytest.mark.parametrize("key", ["", "a" * 256, "clé", "a\tb", "a\x7f"])
def test_a_key_is_1_to_255_printable_ascii_characters(
    shared_api: Api, key: str
) -> None:
    answer = shared_api.olu.post(TICKETS, request_of(), key=key)
    assert set(bad_fields(answer)) == {"Idempotency-Key"}


@pytest.mark.parametrize("key", ["a", "a" * 255, "a b", '"8e03978e-40d5"', "~!/\\"])
def test_any_such_key_will_do(shared_api: Api, key: str) -> None:
    json_of(shared_api.olu.post(TICKETS, request_of(), key=key), 201)
