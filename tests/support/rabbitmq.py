"""How do tests get a RabbitMQ of their own, to kill and to wipe?

Each worker of a run starts one node when a test first asks for it. A test leaves it
running or not; the next one finds it running, and empty of what tests declare.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from kombu.transport.pyamqp import Channel, Connection

from infra.rabbitmq.cluster import form_cluster
from infra.rabbitmq.keeper import kept_place
from infra.rabbitmq.node import Node
from infra.rabbitmq.place import Place
from shared.rabbitmq.topology import queue_of

MARKER = "needs_rabbitmq"
LISTENERS = ("weather", "garden", "directory", "intake", "sla", "audit")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `./caretaker test` go on where there is no server."""
    parser.addoption("--without-rabbitmq", action="store_true", help="leave those out")


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    told = f"{MARKER}: uses a private RabbitMQ (through rabbitmq)"
    config.addinivalue_line("markers", told)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Mark every test that asks for a broker, so that none is forgotten."""
    for item in items:
        if _SERVERS & set(getattr(item, "fixturenames", ())):
            item.add_marker(MARKER)
    if config.getoption("--without-rabbitmq"):
        left_out = [item for item in items if item.get_closest_marker(MARKER)]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


_SERVERS = {"rabbitmq_node", "rabbitmq_place", "rabbitmq_cluster"}
"""The fixtures that start one."""


@pytest.fixture(scope="session")
def rabbitmq_place() -> Iterator[Place]:
    """A directory for private brokers, which end with this process."""
    with kept_place() as place:
        yield place


@pytest.fixture(scope="session")
def rabbitmq_node(rabbitmq_place: Place) -> Node:
    """The one node of this worker; `rabbitmq` gives it in order."""
    return Node(rabbitmq_place)


@pytest.fixture
def rabbitmq(rabbitmq_node: Node) -> Node:
    """A broker that runs and has none of our queues."""
    if not rabbitmq_node.runs:
        rabbitmq_node.start()
    forget(rabbitmq_node)
    return rabbitmq_node


@pytest.fixture(scope="module")
def rabbitmq_cluster() -> Iterator[list[Node]]:
    """Three nodes that are one broker, in a place of their own."""
    with kept_place() as place:
        nodes = form_cluster(place)
        yield nodes
        for node in nodes:
            node.kill()


def forget(node: Node) -> None:
    """Delete the queues that tests declare, with what waits in them."""
    with channel_to(node) as channel:
        for listener in LISTENERS:
            channel.queue_delete(queue_of(listener))


@contextmanager
def channel_to(node: Node) -> Iterator[Channel]:
    """A plain channel, for what only a test does."""
    connection = Connection(host=f"127.0.0.1:{node.port}", connect_timeout=5)
    connection.connect()
    try:
        yield connection.channel()
    finally:
        connection.collect()


def waiting(node: Node, service: str) -> int:
    """How many messages are ready in the queue of a service."""
    with channel_to(node) as channel:
        return int(channel.queue_declare(queue_of(service), passive=True)[1])
