"""How does a mailbox get its token by OAuth2, and a new one in time?"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from typing import Any

import requests

from infra.mailroom.service_accounts import GRANT, assertion, read_account
from infra.mailroom.settings import OAuth2, Secret, Unfit
from infra.mailroom.trouble import Kind, Trouble
from shared.config import write_secret

_EARLY = 60.0
"""Seconds before its end that a token is not used any more."""

_log = logging.getLogger(__name__)


class Tokens:
    """The token of one mailbox; used by the one thread that looks after it."""

    def __init__(self, oauth2: OAuth2, patience: float) -> None:
        self._oauth2, self._patience = oauth2, patience
        self._access, self._until = "", 0.0
        self._refresh = self._read = ""

    def access(self) -> str:
        """A token that holds for a while; Trouble where none is given to us."""
        if time.monotonic() >= self._until:
            self._ask()
        return self._access

    def forget(self) -> None:
        """It was not taken: ask for another one the next time."""
        self._until = 0.0

    def _ask(self) -> None:
        url, form, secrets = self._request()
        try:
            answer = requests.post(
                url,
                data=form,
                timeout=self._patience,
                allow_redirects=False,
            )
        # A name that cannot be one is told by a ValueError of urllib3.
        except (requests.RequestException, ValueError) as error:
            why = type(error).__name__
            raise Trouble(Kind.NO_TOKEN, f"no token is given: {why}") from error
        given = _told(answer)
        access = given.get("access_token")
        if not isinstance(access, str):
            code = f"{answer.status_code} {given.get('error', '')}"
            raise Trouble(Kind.NO_TOKEN, f"no token is given: {code}", *secrets)
        self._access = access
        self._until = time.monotonic() + _seconds(given.get("expires_in")) - _EARLY
        self._keep(given.get("refresh_token"))

    def _request(self) -> tuple[str, dict[str, str], list[str]]:
        """Where to ask and with what, and what of it nobody else may read."""
        file = self._oauth2.service_account
        if file is None:
            return self._oauth2.token_url, *self._form()
        account = read_account(file)
        signed = assertion(account, self._oauth2.user, self._oauth2.scope, time.time())
        return account.token_url, {"grant_type": GRANT, "assertion": signed}, [signed]

    def _form(self) -> tuple[dict[str, str], list[str]]:
        oauth2 = self._oauth2
        form = {"client_id": oauth2.client_id, "scope": oauth2.scope}
        if oauth2.client_secret:
            form["client_secret"] = oauth2.client_secret.read()
        if oauth2.refresh_token:
            form["refresh_token"] = self._newest(oauth2.refresh_token)
        form["grant_type"] = (
            "refresh_token" if oauth2.refresh_token else "client_credentials"
        )
        secrets = [form.get("client_secret", ""), form.get("refresh_token", "")]
        return {name: said for name, said in form.items() if said}, secrets

    def _newest(self, place: Secret) -> str:
        """The one that was given to us last, unless somebody put another in its place.

        What stands there may be old: where it cannot be written, ours is the only one.
        """
        try:
            found = place.read()
        except Unfit:
            if not self._refresh:
                raise
            return self._refresh
        if found != self._read:
            self._refresh = self._read = found
        return self._refresh

    def _keep(self, refresh: object) -> None:
        """A refresh token may be replaced with each use; the newest lives longest."""
        place = self._oauth2.refresh_token
        if not isinstance(refresh, str) or place is None or refresh == self._refresh:
            return
        self._refresh = refresh
        if place.file is None:
            return
        try:
            write_secret(place.file, refresh)
            self._read = refresh
        except OSError as error:
            why = error.strerror
            _log.warning("%s keeps the old refresh token: %s", place.file, why)


def _told(answer: requests.Response) -> dict[str, Any]:
    """What an answer holds; nothing where somebody else gave it."""
    with suppress(ValueError):
        told = answer.json()
        return told if isinstance(told, dict) else {}
    return {}


def _seconds(told: object) -> float:
    try:
        return float(str(told))
    except ValueError:
        return 2 * _EARLY
