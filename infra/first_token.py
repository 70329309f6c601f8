"""How does the command line of this machine sign in to the platform?"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from contracts.access import Role, platform
from contracts.directory import CheckToken, CreateToken
from contracts.refusals import NotFound
from contracts.values import PROVIDER
from shared.clock import now
from shared.config import write_secret
from shared.link import Link
from shared.work import Cause

FILE = "operator.token"
_LIFE = timedelta(days=3650)


def ensure(link: Link, data: Path) -> None:
    """Have a token of an MSP administrator in a file that only its owner reads."""
    path = data / FILE
    if path.exists() and _counts(link, path.read_text().strip()):
        return
    secret = f"ct_{secrets.token_urlsafe(32)}"
    link.execute(
        CreateToken(
            school_id=PROVIDER,
            token_id=uuid4(),
            role=Role.MSP_ADMINISTRATOR,
            digest=_digest(secret),
            expires_at=now() + _LIFE,
        ),
        Cause(caller=platform("directory")),
    )
    write_secret(path, secret)


def _counts(link: Link, secret: str) -> bool:
    try:
        link.ask(CheckToken(digest=_digest(secret)), platform("directory"))
    except NotFound:
        return False
    return True


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
