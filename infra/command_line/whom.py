"""Whom of the MSP does somebody mean who types a name, and what are they called?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from infra.command_line.client import Client
from infra.command_line.finding import desk_of
from infra.command_line.options import Unclear

_IS_PERSON = re.compile(r"person:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def actors_of(platform: Client, typed: list[str]) -> list[str]:
    """How tickets name these people of the MSP; what is no name of one stays."""
    known = {name.casefold(): actor for actor, name in desk_of(platform).items()}
    return [known.get(one.strip().casefold(), one.strip()) for one in typed]


def known_actors_of(platform: Client, typed: Iterable[str]) -> list[str]:
    """The same; Unclear for who is nobody of the MSP, whose name would be kept."""
    found = actors_of(platform, [*typed])
    for one in found:
        if not _IS_PERSON.fullmatch(one):
            raise Unclear(f"nobody of the MSP is called {one!r}")
    return found


def called(platform: Client, actors: list[str]) -> list[str]:
    """What they are called; one that is nobody of the MSP stays as it is."""
    known = desk_of(platform)
    return [known.get(one, one) for one in actors]
