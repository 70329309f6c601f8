"""How does a service account of Google's ask for a token? By what it signs (RFC 7523).

The key stands in the JSON file that Google gives out; it never leaves this machine.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from infra.mailroom.loopback import is_safe
from infra.mailroom.settings import Unfit

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
SCOPE = "https://mail.google.com/"

LIVES = 3_600
"""Seconds for which what is signed counts; Google takes no longer."""

_HAS = ("client_email", "private_key", "private_key_id", "token_uri")


class ServiceAccount(NamedTuple):
    """Who signs, with which key, and where a token is asked for."""

    email: str
    key_id: str
    key: RSAPrivateKey
    token_url: str


def read_account(file: Path) -> ServiceAccount:
    """What stands in the file now; Unfit, without a word of it, where it is no key."""
    try:
        told = json.loads(file.read_text())
    except OSError as error:
        raise Unfit(f"{file} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise Unfit(f"{file} is no JSON") from error
    missing = [name for name in _HAS if not _is_text(told, name)]
    if missing:
        raise Unfit(f"{file} is no key of a service account: no {', '.join(missing)}")
    if not is_safe(told["token_uri"]):
        raise Unfit(f"{file}: token_uri begins with https://")
    return ServiceAccount(
        email=told["client_email"],
        key_id=told["private_key_id"],
        key=_key(file, told["private_key"]),
        token_url=told["token_uri"],
    )


def assertion(account: ServiceAccount, user: str, scope: str, now: float) -> str:
    """What the account signs: that it asks in the name of a user, for a while."""
    header = {"alg": "RS256", "typ": "JWT", "kid": account.key_id}
    claims = {
        "iss": account.email,
        "sub": user,
        "scope": scope or SCOPE,
        "aud": account.token_url,
        "iat": int(now),
        "exp": int(now) + LIVES,
    }
    said = f"{_part(header)}.{_part(claims)}"
    signature = account.key.sign(said.encode(), PKCS1v15(), SHA256())
    return f"{said}.{_coded(signature)}"


def _is_text(told: Any, name: str) -> bool:
    return isinstance(told, dict) and isinstance(told.get(name), str)


def _key(file: Path, pem: str) -> RSAPrivateKey:
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Unfit(f"{file}: private_key is no key") from error
    if not isinstance(key, RSAPrivateKey):
        raise Unfit(f"{file}: private_key is no RSA key")
    return key


def _part(told: Mapping[str, object]) -> str:
    return _coded(json.dumps(told, separators=(",", ":")).encode())


def _coded(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()
