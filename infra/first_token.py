"""How does the command line of this machine sign in to the platform?"""

from __future__ import annotations

import hashlib
import logging
import secrets
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4, uuid5

from contracts.access import Role, platform
from contracts.directory import CheckToken, CreateToken
from contracts.refusals import Conflict, NotFound, Refused
from contracts.values import PROVIDER
from shared.clock import now
from shared.config import write_secret
from shared.link import Link
from shared.work import Cause

FILE = "operator.token"
_LIFE = timedelta(days=3650)
_log = logging.getLogger(__name__)


def ensure(link: Link, data: Path) -> None:
    """Have a token of an MSP administrator in a file that only its owner reads."""
    path = data / FILE
    if path.exists() and _counts(link, path.read_text().strip()):
        return
    secret = f"ct_{secrets.token_urlsafe(32)}"
    _create(link, uuid4(), secret)
    write_secret(path, secret)


def accept(link: Link, secret: str) -> None:
    """Have a token count that was given to us, unless it did once and was revoked."""
    if _counts(link, secret):
        return
    try:
        # One id for one secret: replicas that start together make one token of it.
        _create(link, uuid5(PROVIDER, _digest(secret)), secret)
    except (Refused, Conflict) as refusal:
        _log.warning("the operator's token that was given is not taken: %s", refusal)


def _create(link: Link, token_id: UUID, secret: str) -> None:
    link.execute(
        CreateToken(
            school_id=PROVIDER,
            token_id=token_id,
            role=Role.MSP_ADMINISTRATOR,
            digest=_digest(secret),
            expires_at=now() + _LIFE,
        ),
        Cause(caller=platform("directory")),
    )


def _counts(link: Link, secret: str) -> bool:
    try:
        link.ask(CheckToken(digest=_digest(secret)), platform("directory"))
    except NotFound:
        return False
    return True


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
