"""What happens in a run of chaos? Load, faults one after another, rest, and a count."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from infra.chaos.faults import FAULTS, World
from infra.chaos.load import Load
from infra.chaos.oracle import Oracle, Verdict
from infra.chaos.platform import Platform
from infra.chaos.read_models import differing
from infra.chaos.servers import private_servers

Say = Callable[[str], None]


class Found(NamedTuple):
    """What a run came to."""

    verdict: Verdict
    acknowledged: int
    refused: int
    faults: Sequence[str]


def run(seconds: float, seed: int, data: Path, say: Say) -> Found:
    """Break things for so long; the same seed breaks the same things in turn."""
    chance = Random(seed)  # noqa: S311  # the same every time
    with private_servers() as servers:
        platform = Platform(data, servers.environment())
        try:
            platform.set_up()
            load = Load(platform, seed)
            load.take_on_schools()
            with load.running():
                world = World(servers, platform, chance)
                faults = _break(world, seconds, say)
            say("waiting until everything was heard")
            platform.until_ready()
            oracle = Oracle(servers.home)
            oracle.wait_for_rest()
            say("building every read model anew")
            wrong = differing(platform.environment, data)
            for line in (*oracle.diverging(), *wrong):
                say(line)
            verdict = oracle.judge(load.acknowledged, len(wrong))
        finally:
            platform.close()
    return Found(verdict, len(load.acknowledged), load.refused, faults)


def _break(world: World, seconds: float, say: Say) -> list[str]:
    """Every fault in an order of chance, and again until the time is over."""
    done: list[str] = []
    begun = time.monotonic()
    waiting: list[str] = []
    while time.monotonic() - begun < seconds:
        waiting = waiting or world.chance.sample(list(FAULTS), len(FAULTS))
        done.append(waiting.pop())
        say(f"{time.monotonic() - begun:6.1f} s  {done[-1]}")
        FAULTS[done[-1]](world)
        world.a_while()
    return done
