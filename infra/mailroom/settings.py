"""Which mailboxes are collected, and how is each one reached?"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marshmallow import ValidationError

from infra.mailroom.file import SETTINGS
from infra.mailroom.loopback import is_of_this_machine

MOST = 500
"""Mailboxes that one process collects; each is a thread and a label of metrics."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
_PORTS = {"tls": 993, "starttls": 143, "none": 143}


class Unfit(ValueError):
    """What the file says names no mailboxes; the words say where."""


@dataclass(frozen=True, kw_only=True)
class Secret:
    """A password or a token, by where it stands; it is read whenever it is needed."""

    file: Path | None
    variable: str | None

    def read(self) -> str:
        """What stands there now; Unfit where there is nothing."""
        try:
            if self.file is not None:
                found = self.file.read_text().strip()
            else:
                found = os.environ.get(str(self.variable), "").strip()
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "it holds no text"
            raise Unfit(f"{self.file} cannot be read: {why}") from error
        if not found:
            raise Unfit(f"{self.file or self.variable} is empty")
        if not {"\r", "\n", "\0"}.isdisjoint(found):
            # A mail server would take what comes after it for another command.
            raise Unfit(f"{self.file or self.variable} holds more than one line")
        return found


@dataclass(frozen=True, kw_only=True)
class OAuth2:
    """How a token for a mailbox is come by; without a refresh token, as ourselves.

    A service account of Google's asks in the name of `user`, by its key alone.
    """

    token_url: str
    client_id: str
    client_secret: Secret | None
    refresh_token: Secret | None
    scope: str
    service_account: Path | None = None
    user: str = ""


@dataclass(frozen=True, kw_only=True)
class Mailbox:
    """One mailbox on its server: `address` is whom its messages came for.

    What was taken is moved to `done_folder`, or stays where it is and is marked.
    """

    name: str
    address: str
    host: str
    port: int
    security: str
    user: str
    password: Secret | None
    oauth2: OAuth2 | None
    folder: str
    done_folder: str | None
    authserv_id: str


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All the mailboxes; each is looked into every so many seconds."""

    every: float
    patience: float
    mailboxes: tuple[Mailbox, ...]


def read_settings(path: Path) -> Settings:
    """What the file says; Unfit with one line for all that is wrong with it."""
    try:
        content = tomllib.loads(path.read_text())
    except OSError as error:
        raise Unfit(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise Unfit(f"{path} is no TOML: {error}") from error
    try:
        found: dict[str, Any] = SETTINGS.load(content)
    except ValidationError as error:
        told = "; ".join(_lines(error.messages))
        raise Unfit(f"{path}: {told}") from error
    mailboxes = tuple(_mailbox(*one) for one in sorted(found["mailboxes"].items()))
    wrong = [why for one in mailboxes for why in _wrong(one)]
    if len(mailboxes) > MOST:
        wrong.append(f"{len(mailboxes)} mailboxes are more than {MOST}")
    if wrong:
        raise Unfit(f"{path}: {'; '.join(wrong)}")
    return Settings(
        every=found["every_seconds"],
        patience=found["timeout_seconds"],
        mailboxes=mailboxes,
    )


def _mailbox(name: str, given: Mapping[str, Any]) -> Mailbox:
    oauth2 = given.get("oauth2")
    user = given.get("user") or given["address"]
    return Mailbox(
        name=name,
        address=given["address"],
        host=given["host"],
        port=given.get("port") or _PORTS[given["security"]],
        security=given["security"],
        user=user,
        password=_secret(given, "password"),
        oauth2=_oauth2(oauth2, user) if oauth2 else None,
        folder=given["folder"],
        done_folder=given.get("done_folder"),
        authserv_id=given["authserv_id"],
    )


def _oauth2(given: Mapping[str, Any], user: str) -> OAuth2:
    account = given.get("service_account_file")
    return OAuth2(
        token_url=given.get("token_url", ""),
        client_id=given.get("client_id", ""),
        client_secret=_secret(given, "client_secret"),
        refresh_token=_secret(given, "refresh_token"),
        scope=given["scope"],
        service_account=Path(account) if account else None,
        user=user,
    )


def _secret(given: Mapping[str, Any], name: str) -> Secret | None:
    file, variable = given.get(f"{name}_file"), given.get(f"{name}_variable")
    if file is None and variable is None:
        return None
    return Secret(file=Path(file) if file else None, variable=variable)


def _wrong(mailbox: Mailbox) -> Iterator[str]:
    """What no single field shows."""
    about = f"mailboxes.{mailbox.name}"
    if not _NAME.fullmatch(mailbox.name):
        yield f"{about}: a name has small letters, digits and hyphens, up to 41"
    if (mailbox.password is None) == (mailbox.oauth2 is None):
        yield f"{about}: say password_file, password_variable or oauth2, one of them"
    if mailbox.security == "none" and not is_of_this_machine(mailbox.host):
        yield f"{about}: without TLS a password is sent to this machine only"
    if mailbox.folder == mailbox.done_folder:
        yield f"{about}: done_folder is another than folder"
    oauth2 = mailbox.oauth2
    if oauth2 and not any(
        (oauth2.client_secret, oauth2.refresh_token, oauth2.service_account)
    ):
        yield f"{about}.oauth2: say client_secret_file, refresh_token_file or both"


def _lines(messages: Any, place: str = "") -> Iterator[str]:
    if not isinstance(messages, Mapping):
        yield f"{place}: {' '.join(map(str, messages))}"
        return
    for name, below in messages.items():
        # marshmallow tells of keys and of values of a mapping.
        inner = place if name in {"key", "value"} else f"{place}.{name}".strip(".")
        yield from _lines(below, inner)
