"""What is done to the servers, the network and the processes? Each ends by itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from infra.chaos.platform import GROUPS, Platform
from infra.chaos.servers import Servers
from shared.rabbitmq.connecting import connect
from shared.rabbitmq.topology import queue_of


class World(NamedTuple):
    """Whatever may be broken, and the chance that decides how."""

    servers: Servers
    platform: Platform
    chance: Random

    def a_while(self) -> None:
        """As long as somebody may notice, and as nobody could bear."""
        time.sleep(self.chance.uniform(0.5, 4.0))


Fault = Callable[[World], None]


def kill_broker(world: World) -> None:
    world.servers.node.kill()
    world.a_while()
    world.servers.node.start()


def freeze_broker(world: World) -> None:
    world.servers.node.freeze()
    world.a_while()
    world.servers.node.thaw()


def wipe_broker(world: World) -> None:
    world.servers.node.wipe()


def delete_queue(world: World) -> None:
    connection = connect(world.servers.node.url)
    queue = queue_of(world.chance.choice(("sla", "audit", "intake")))
    connection.channel().queue_delete(queue)
    connection.close()


def cut_network(world: World) -> None:
    world.servers.proxy.cut()


def hold_network(world: World) -> None:
    proxy = world.servers.proxy
    world.chance.choice((proxy.up, proxy.down)).hold()
    world.a_while()
    proxy.up.release()
    proxy.down.release()


def half_open_network(world: World) -> None:
    world.servers.proxy.half_open()
    world.a_while()
    world.servers.proxy.heal()


def slow_network(world: World) -> None:
    proxy = world.servers.proxy
    proxy.up.delay = proxy.down.delay = 0.05
    world.a_while()
    proxy.up.delay = proxy.down.delay = 0.0


def kill_process(world: World) -> None:
    group = world.chance.choice(GROUPS)
    world.platform.kill(group)
    world.a_while()
    world.platform.start(group)


def crash_postgresql(world: World) -> None:
    world.servers.crash_postgresql()


FAULTS: dict[str, Fault] = {
    "kill the broker": kill_broker,
    "freeze the broker": freeze_broker,
    "wipe the broker": wipe_broker,
    "delete a queue": delete_queue,
    "cut the network": cut_network,
    "hold the network": hold_network,
    "half-open the network": half_open_network,
    "slow the network": slow_network,
    "kill a process": kill_process,
    "crash PostgreSQL": crash_postgresql,
}
