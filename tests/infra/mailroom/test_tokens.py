"""Does a mailbox open by a token, and is a new one there in time?"""

from __future__ import annotations

import logging
from typing import Any

import pytest
import requests

from infra.mailroom.settings import OAuth2
from infra.mailroom.tokens import Tokens
from infra.mailroom.trouble import Kind, Trouble
from tests.infra.mailroom.boxes import Box
from tests.support.token_server import CLIENT_SECRET, REFRESH, Answer, TokenServer


@pytest.fixture
def tokens(token_server: TokenServer) -> TokenServer:
    """A provider that has given out nothing yet."""
    token_server.revoke()
    token_server.asked.clear()
    token_server.lives, token_server.refresh = 3_600, REFRESH
    token_server.away = None
    return token_server


def test_a_mailbox_is_opened_as_the_program_itself(
    box: Box, tokens: TokenServer
) -> None:
    box.by_tokens(tokens)
    box.gets(box.writes("the projector"))
    assert box.polls() == 1
    assert box.polls() == 0
    [asked] = tokens.asked
    assert asked["grant_type"] == "client_credentials"
    assert asked["scope"] == "https://outlook.office365.com/.default"


def test_a_mailbox_is_opened_in_the_name_of_a_person(
    box: Box, tokens: TokenServer
) -> None:
    box.by_tokens(tokens, refresh=REFRESH)
    box.gets(box.writes("the projector"))
    assert box.polls() == 1


def test_a_refresh_token_that_is_replaced_is_kept(
    box: Box, tokens: TokenServer
) -> None:
    box.by_tokens(tokens, refresh=REFRESH)
    box.polls()
    assert tokens.refresh != REFRESH
    box.changed()  # as after a new start
    assert box.polls() == 0


def test_a_token_that_is_at_its_end_is_replaced_before(
    box: Box, tokens: TokenServer
) -> None:
    tokens.lives = 30
    box.by_tokens(tokens)
    box.polls()
    box.polls()
    assert len(tokens.asked) == 2


def test_a_token_that_was_revoked_is_replaced_at_the_next_look(
    box: Box, tokens: TokenServer
) -> None:
    box.by_tokens(tokens)
    box.polls()
    tokens.revoke()
    trouble = box.fails()
    assert trouble.kind is Kind.REFUSED
    assert "token-" not in str(trouble)
    assert box.polls() == 0


def test_a_grant_that_has_lapsed_is_told_without_a_secret(
    box: Box, tokens: TokenServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    tokens.refresh = "another-refresh-token"
    box.by_tokens(tokens, refresh=REFRESH)
    trouble = box.fails()
    assert trouble.kind is Kind.NO_TOKEN
    assert str(trouble) == "no token is given: 400 invalid_grant"
    for secret in (REFRESH, CLIENT_SECRET):
        assert secret not in caplog.text


def test_a_new_refresh_token_is_taken_from_its_file(
    box: Box, tokens: TokenServer
) -> None:
    tokens.refresh = "the-new-refresh-token"
    box.by_tokens(tokens, refresh=REFRESH)
    box.fails()
    assert box.mailbox.oauth2 is not None
    assert box.mailbox.oauth2.refresh_token is not None
    assert box.mailbox.oauth2.refresh_token.file is not None
    box.mailbox.oauth2.refresh_token.file.write_text(tokens.refresh)
    assert box.polls() == 0


@pytest.mark.parametrize("answer", [(503, {}), (500, {"error": "server_error"})])
def test_a_refresh_token_that_cannot_be_kept_outlives_a_provider_that_is_away(
    box: Box, tokens: TokenServer, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infra.mailroom.tokens.write_secret", refuse)
    tokens.lives = 0  # each look asks for another
    box.by_tokens(tokens, refresh=REFRESH)
    box.polls()
    given = tokens.refresh
    tokens.away = answer
    assert str(box.fails()).startswith(f"no token is given: {answer[0]}")
    tokens.away = None
    assert box.polls() == 0
    assert [asked["refresh_token"] for asked in tokens.asked] == [REFRESH, given]


def refuse(*_: object) -> None:
    """Where the secret stands cannot be written."""
    raise PermissionError(13, "Permission denied")


def moved(tokens: TokenServer, box: Box) -> Tokens:
    """Tokens of a provider that has gone elsewhere."""
    oauth2 = OAuth2(
        token_url=f"{tokens.url}/moved",
        client_id="caretaker",
        client_secret=box.secret(CLIENT_SECRET),
        refresh_token=None,
        scope="",
    )
    return Tokens(oauth2, 5)


def test_a_provider_that_sends_us_elsewhere_gets_no_secret_there(
    tokens: TokenServer, box: Box
) -> None:
    with pytest.raises(Trouble, match="no token is given: 307"):
        moved(tokens, box).access()
    assert tokens.asked == []


def test_whoever_followed_would_show_the_secret_there(
    tokens: TokenServer, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = requests.post

    def follow(url: str, **given: Any) -> requests.Response:
        return post(url, **given | {"allow_redirects": True})

    monkeypatch.setattr(requests, "post", follow)
    moved(tokens, box).access()
    assert tokens.asked[0]["client_secret"] == CLIENT_SECRET


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://127.0.0.1:9/token", "ConnectionError"),
        ("https://login..example/token", "LocationParseError"),
        ("https://login.example:port/token", "InvalidURL"),
    ],
)
def test_a_provider_that_is_away_is_told(box: Box, url: str, why: str) -> None:
    oauth2 = OAuth2(
        token_url=url,
        client_id="caretaker",
        client_secret=box.secret(CLIENT_SECRET),
        refresh_token=None,
        scope="",
    )
    with pytest.raises(Trouble, match=f"no token is given: {why}"):
        Tokens(oauth2, 5).access()
