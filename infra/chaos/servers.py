"""Which servers does chaos break? A PostgreSQL and a RabbitMQ of its own."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.postgres import cluster
from infra.postgres.programs import find_programs
from infra.postgres.roles import LOGIN, OWNER
from infra.rabbitmq.keeper import kept_place
from infra.rabbitmq.node import Node
from infra.rabbitmq.proxy import Proxy, proxy_to


class Servers:
    """One database server, one broker, and a network before the broker."""

    def __init__(self, home: Path, node: Node, proxy: Proxy) -> None:
        self.home, self.node, self.proxy = home, node, proxy
        programs = find_programs()
        if programs is None:
            raise FileNotFoundError("PostgreSQL is missing: see ./caretaker test")
        self._programs = programs
        cluster.make_cluster(home, programs)
        self._postgres = cluster.serve(home, programs)
        cluster.wait_until_ready(self._postgres, home)

    def environment(self) -> dict[str, str]:
        """What a process of the platform has to know of them."""
        name = "caretaker_{service}"
        return {
            "CARETAKER_ADMINISTRATOR_URL": cluster.database_url(self.home, "postgres"),
            "CARETAKER_MIGRATION_URL": cluster.database_url(self.home, name, OWNER),
            "CARETAKER_DATABASE_URL": cluster.database_url(self.home, name, LOGIN),
            "CARETAKER_BROKER_URL": self.proxy.url(),
        }

    def crash_postgresql(self) -> None:
        """End the database server without any order, and start it again."""
        self._postgres.send_signal(signal.SIGQUIT)
        self._postgres.wait()
        self._postgres = cluster.serve(self.home, self._programs)
        cluster.wait_until_ready(self._postgres, self.home)

    def close(self) -> None:
        cluster.stop(self._postgres)


@contextmanager
def private_servers() -> Iterator[Servers]:
    """Servers in directories of their own, which end with us however we end."""
    with (
        tempfile.TemporaryDirectory(prefix="caretaker-chaos-") as home,
        kept_place() as place,
    ):
        Path(home).chmod(0o755)
        node = Node(place)
        node.start()
        with proxy_to(node.port) as proxy:
            postgres = Path(home, "postgres")
            postgres.mkdir()
            servers = Servers(postgres, node, proxy)
            try:
                yield servers
            finally:
                servers.close()
