"""Who is calling?"""

from datetime import timedelta

import pytest

from contracts.access import Role, platform
from contracts.directory import RevokeToken
from contracts.values import PROVIDER
from services.gateway import access
from services.gateway.access import REMEMBERED
from tests.services.gateway.api import Api, Program, json_of, problem_of
from tests.support.cast import ASHGROVE


def test_a_token_acts_in_its_role_under_its_own_name(api: Api) -> None:
    api.olu.opens()
    (recorded,) = api.town.log("intake", ASHGROVE)
    assert recorded.actor == f"operator:{api.olu.token_id}"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ct_short",
        f"Bearer ct_{'é' * 43}",
        f"Basic ct_{'a' * 43}",
        f"Bearer ct_{'a' * 43}",
        f"Bearer ct_{'a' * 43} ct_{'b' * 43}",
    ],
)
def test_what_is_no_token_that_counts_is_refused(shared_api: Api, header: str) -> None:
    answer = shared_api.client.get("/api/v1/tickets", headers={"Authorization": header})
    problem_of(answer, 401, "unauthenticated")
    wanted = 'Bearer realm="caretaker", error="invalid_token"'
    assert answer.headers["WWW-Authenticate"] == wanted


def test_the_scheme_may_be_written_in_any_case(api: Api) -> None:
    header = {"Authorization": f"bearer {api.olu.token}"}
    json_of(api.client.get("/api/v1/tickets", headers=header))


def test_a_token_stops_at_the_very_moment_it_expires(api: Api) -> None:
    brief = api.program(Role.OPERATOR, lasts=timedelta(seconds=3))
    api.town.clock.advance(seconds=2)
    json_of(brief.get("/tickets"))
    api.town.clock.advance(seconds=1)
    _is_shut_out(brief)


def test_a_token_that_was_revoked_elsewhere_is_believed_five_seconds_at_most(
    api: Api,
) -> None:
    json_of(api.olu.get("/tickets"))
    _revoke_elsewhere(api)
    api.town.clock.advance(seconds=REMEMBERED.total_seconds())
    _is_shut_out(api.olu)


def test_a_longer_memory_would_let_a_revoked_token_in(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "REMEMBERED", timedelta(hours=1))
    json_of(api.olu.get("/tickets"))
    _revoke_elsewhere(api)
    api.town.clock.advance(seconds=REMEMBERED.total_seconds())
    json_of(api.olu.get("/tickets"))


def test_a_token_is_remembered_while_directory_is_away(api: Api) -> None:
    json_of(api.olu.get("/tickets"))
    api.town.link.hosted.pop("directory")
    json_of(api.olu.get("/tickets"))
    api.town.clock.advance(seconds=REMEMBERED.total_seconds())
    problem_of(api.olu.get("/tickets"), 503, "unavailable")


def test_a_token_counts_as_soon_as_it_is_created(api: Api) -> None:
    secret = f"ct_{'a' * 43}"
    header = {"Authorization": f"Bearer {secret}"}
    refused = api.client.get("/api/v1/tickets", headers=header)
    problem_of(refused, 401, "unauthenticated")
    created = api.program(Role.OPERATOR)
    json_of(created.get("/tickets"))


def test_what_is_remembered_has_an_end(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "_MOST_REMEMBERED", 1)
    for program in (api.olu, api.priya, api.olu):
        json_of(program.get("/tickets"))
    known = api.app.extensions["caretaker"].doorkeeper._known
    assert len(known) == 1


def _revoke_elsewhere(api: Api) -> None:
    command = RevokeToken(school_id=PROVIDER, token_id=api.olu.token_id)
    api.town.execute(command, by=platform("directory"))


def _is_shut_out(program: Program) -> None:
    problem_of(program.get("/tickets"), 401, "unauthenticated")
