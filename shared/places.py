"""Where do the processes of an installation meet? Read from the environment once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from shared.port import internal_token

PORT, INTERNAL_PORT = 8000, 8100
_FILE = "_FILE"


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where a process listens, where the other services are, how they know each other.

    `drain` is how many seconds it goes on while it says that it is about to stop, so
    that nobody is sent to it any more.
    """

    host: str
    port: int
    internal_port: int
    urls: Mapping[str, str]
    token: str
    drain: float


def places(
    environment: Mapping[str, str], services: Iterable[str], master: bytes
) -> Places:
    """The places of a process; ValueError for what cannot be one."""
    return Places(
        host=environment.get("CARETAKER_HOST", "127.0.0.1"),
        port=_number(environment, "CARETAKER_PORT", PORT),
        internal_port=_number(environment, "CARETAKER_INTERNAL_PORT", INTERNAL_PORT),
        urls=dict(_urls(environment, services)),
        token=environment.get("CARETAKER_INTERNAL_TOKEN") or internal_token(master),
        drain=_number(environment, "CARETAKER_DRAIN_SECONDS", 0),
    )


def with_files(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment with what stands in files: CARETAKER_X_FILE names that of X.

    A secret in a file shows in no list of processes and no description of a container.
    """
    named = {
        name.removesuffix(_FILE): Path(path).read_text().strip()
        for name, path in environment.items()
        if name.startswith("CARETAKER_") and name.endswith(_FILE)
    }
    return {**environment, **named}


def _urls(
    environment: Mapping[str, str], services: Iterable[str]
) -> Iterable[tuple[str, str]]:
    """One pattern for all, as a resolver of names makes possible, or each its own."""
    pattern = environment.get("CARETAKER_SERVICE_URL", "")
    for service in services:
        name = f"CARETAKER_{service.upper()}_URL"
        url = environment.get(name) or pattern.replace("{service}", service)
        if not url:
            continue
        if urlsplit(url).scheme not in {"http", "https"}:
            raise ValueError(f"{url!r} is no place to find {service} at: set {name}")
        yield service, url.rstrip("/")


def _number(environment: Mapping[str, str], name: str, usual: int) -> int:
    given = environment.get(name, "")
    try:
        return int(given) if given else usual
    except ValueError:
        raise ValueError(f"{name} is a number, not {given!r}") from None
