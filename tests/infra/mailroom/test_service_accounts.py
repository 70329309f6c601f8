"""Does a mailbox open by what a service account signs, and by nothing else?"""

from __future__ import annotations

import json
import logging
from functools import cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from infra.mailroom import service_accounts
from infra.mailroom.service_accounts import assertion, read_account
from infra.mailroom.settings import OAuth2, Unfit
from infra.mailroom.trouble import Kind
from tests.infra.mailroom.boxes import Box
from tests.support.token_server import ACCOUNT, TokenServer, decoded

NOW = 1_780_000_000.0


@cache
def key(number: int = 1) -> rsa.RSAPrivateKey:
    """A key; each number has another one."""
    return rsa.generate_private_key(65_537, 2_048)


def pem(made: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def written(place: Path, **other: object) -> Path:
    """The file of an account, as Google gives it out."""
    told = {
        "type": "service_account",
        "client_email": ACCOUNT,
        "private_key_id": "k1",
        "private_key": pem(key()),
        "token_uri": "https://oauth2.googleapis.com/token",
    }
    file = place / "account.json"
    file.write_text(json.dumps(told | other, indent=2))
    return file


@pytest.fixture
def signed(box: Box, token_server: TokenServer, tmp_path: Path) -> Box:
    """A mailbox that is opened in the name of its owner, by an account."""
    token_server.revoke()
    token_server.asked.clear()
    token_server.lives, token_server.away = 3_600, None
    token_server.account = key().public_key()
    return by_account(box, written(tmp_path, token_uri=f"{token_server.url}/token"))


def by_account(box: Box, file: Path) -> Box:
    oauth2 = OAuth2(
        token_url="",
        client_id="",
        client_secret=None,
        refresh_token=None,
        scope="",
        service_account=file,
        user=box.user,
    )
    box.changed(password=None, oauth2=oauth2)
    return box


def test_a_mailbox_is_opened_in_the_name_of_its_owner(
    signed: Box, token_server: TokenServer
) -> None:
    signed.gets(signed.writes("the projector"))
    assert signed.polls() == 1
    assert signed.polls() == 0
    [asked] = token_server.asked
    assert asked.keys() == {"grant_type", "assertion"}
    assert [*token_server.active.values()] == [signed.user]


def test_a_token_that_is_at_its_end_is_signed_for_anew(
    signed: Box, token_server: TokenServer
) -> None:
    token_server.lives = 30
    signed.polls()
    signed.polls()
    assert len(token_server.asked) == 2


def test_what_another_key_has_signed_opens_nothing_and_tells_nothing(
    signed: Box, token_server: TokenServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token_server.account = key(2).public_key()
    trouble = signed.fails()
    assert trouble.kind is Kind.NO_TOKEN
    assert str(trouble) == "no token is given: 400 invalid_grant"
    for secret in (token_server.asked[0]["assertion"], "PRIVATE KEY"):
        assert secret not in caplog.text


def test_what_counts_no_longer_opens_nothing(
    signed: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of what is said of the time: it is checked."""
    monkeypatch.setattr(service_accounts, "LIVES", -1)
    assert str(signed.fails()) == "no token is given: 400 invalid_grant"


def test_a_key_that_is_put_in_its_place_is_taken_at_the_next_look(
    signed: Box, token_server: TokenServer, tmp_path: Path
) -> None:
    token_server.account = key(2).public_key()
    signed.fails()
    url = f"{token_server.url}/token"
    written(tmp_path, private_key=pem(key(2)), token_uri=url)
    assert signed.polls() == 0


def test_it_says_who_asks_in_whose_name_for_what_and_for_how_long(
    tmp_path: Path,
) -> None:
    account = read_account(written(tmp_path))
    said = assertion(account, "help@ashgrove.example", "", NOW)
    header, claims, _ = (decoded(part) for part in said.split("."))
    assert json.loads(header) == {"alg": "RS256", "typ": "JWT", "kid": "k1"}
    assert json.loads(claims) == {
        "iss": ACCOUNT,
        "sub": "help@ashgrove.example",
        "scope": "https://mail.google.com/",
        "aud": "https://oauth2.googleapis.com/token",
        "iat": int(NOW),
        "exp": int(NOW) + 3_600,
    }


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"private_key": "no key"}, "private_key is no key"),
        ({"private_key": ""}, "private_key is no key"),
        ({"private_key": 7}, "no private_key"),
        ({"client_email": None, "token_uri": None}, "no client_email, token_uri"),
        ({"token_uri": "http://tokens.example"}, "token_uri begins with https://"),
    ],
)
def test_what_is_no_key_of_an_account_is_named_without_a_word_of_it(
    tmp_path: Path, other: dict[str, object], why: str
) -> None:
    file = written(tmp_path, **other)
    with pytest.raises(Unfit, match=why) as told:
        read_account(file)
    assert "PRIVATE KEY" not in str(told.value)


def test_a_key_of_another_kind_is_named(tmp_path: Path) -> None:
    file = written(tmp_path, private_key=pem(ec.generate_private_key(ec.SECP256R1())))
    with pytest.raises(Unfit, match="private_key is no RSA key"):
        read_account(file)


@pytest.mark.parametrize("content", ["", "[]", "{", "[" * 100_000])
def test_what_is_no_file_of_an_account_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "account.json"
    with pytest.raises(Unfit, match="cannot be read"):
        read_account(file)
    file.write_text(content)
    with pytest.raises(Unfit, match="is no"):
        read_account(file)
