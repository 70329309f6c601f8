"""Whom of the MSP does somebody mean who types a name, and what are they called?"""

from __future__ import annotations

from infra.command_line.client import Client
from infra.command_line.finding import desk_of


def actors_of(platform: Client, typed: list[str]) -> list[str]:
    """How tickets name these people of the MSP; what is no name of one stays."""
    known = {name.casefold(): actor for actor, name in desk_of(platform).items()}
    return [known.get(one.strip().casefold(), one.strip()) for one in typed]


def called(platform: Client, actors: list[str]) -> list[str]:
    """What they are called; one that is nobody of the MSP stays as it is."""
    known = desk_of(platform)
    return [known.get(one, one) for one in actors]
