"""How do three private nodes become one RabbitMQ?"""

from __future__ import annotations

from infra.rabbitmq.node import Node
from infra.rabbitmq.place import Place

NAMES = ("one", "two", "three")


def form_cluster(place: Place) -> list[Node]:
    """Start nodes that find one another; takes some twenty seconds."""
    told = "cluster_formation.peer_discovery_backend = classic_config\n"
    for number, name in enumerate(NAMES, 1):
        told += f"cluster_formation.classic_config.nodes.{number} = {name}@localhost\n"
    nodes = [Node(place, name, told) for name in NAMES]
    for node in nodes:
        node.begin()
    for node in nodes:
        node.wait()
    nodes[0].ask("await_online_nodes", str(len(nodes)))
    return nodes


def url_of(nodes: list[Node]) -> str:
    """Any of the nodes will do."""
    return ";".join(node.url for node in nodes)
