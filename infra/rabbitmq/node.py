"""How does a private, throw-away RabbitMQ node start, stop and lose everything?"""

from __future__ import annotations

import shutil
import signal
import subprocess
import time

from kombu.transport.pyamqp import Connection

from infra.rabbitmq.place import Place
from infra.rabbitmq.ports import free_port

PATIENCE = 90.0
SETTINGS = """
listeners.tcp.1 = 127.0.0.1:{port}
log.file = false
log.console = true
log.console.level = warning
vm_memory_high_watermark.relative = 0.8
disk_free_limit.absolute = 64MB
"""


class Node:
    """A broker that a test may kill, wipe and start again on the same port."""

    def __init__(self, place: Place, name: str = "one", settings: str = "") -> None:
        self._place, self.name = place, f"{name}@localhost"
        self.port, self._dist_port = free_port(), free_port()
        self._home = place.home / name
        self._home.mkdir()
        told = SETTINGS.format(port=self.port) + settings
        place.write(self._home / "rabbitmq.conf", told)
        place.own(self._home)
        self.url = f"amqp://guest:guest@127.0.0.1:{self.port}//"
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and return once it answers."""
        self.begin()
        self.wait()

    @property
    def runs(self) -> bool:
        """Whether it was started and not ended since."""
        return self._server is not None

    def begin(self) -> None:
        """Start without waiting."""
        server = str(self._place.programs / "rabbitmq-server")
        log = self._home / "server.log"
        self._server = self._place.serve([server], self._environment(), log)

    def wait(self) -> None:
        """Return once it answers; RuntimeError with its log when it ends instead."""
        assert self._server is not None
        deadline = time.monotonic() + PATIENCE
        while not answers(self.port):
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self._home / "server.log").read_text())
            _ended(self._server, 0.05)

    def kill(self) -> None:
        """End it as a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it in order."""
        self._end(signal.SIGTERM)

    def freeze(self) -> None:
        """Have it stand still, with all its connections open."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def remember(self) -> None:
        """Have it write down which queues it has, as it does every few minutes.

        Killed before that, it comes back with the names of queues that nobody can use.
        """
        self.ask("eval", "[ok = dets:sync(Table) || Table <- dets:all()].")

    def wipe(self) -> None:
        """Kill it, lose all it knew, and start it empty."""
        self.kill()
        shutil.rmtree(self._home / "data")
        self.start()

    def ask(self, *words: str) -> str:
        """Have rabbitmqctl ask or tell the node something; what it prints."""
        program = str(self._place.programs / "rabbitmqctl")
        log = self._home / "ctl.log"
        log.write_text("")
        asked = self._place.run(
            [program, "--quiet", *words], self._environment(), log
        ).wait()
        if asked:
            raise RuntimeError(log.read_text())
        return log.read_text()

    def _environment(self) -> dict[str, str]:
        return {
            "RABBITMQ_NODENAME": self.name,
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(self._dist_port),
            "RABBITMQ_MNESIA_BASE": str(self._home / "data"),
            "RABBITMQ_LOG_BASE": str(self._home / "log"),
            "RABBITMQ_CONFIG_FILE": str(self._home / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": str(self._home / "no-such-file"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self._place.no_plugins),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface"
            " {127,0,0,1}",
            # So that the process we started is the server, and no shell around it.
            "RUNNING_UNDER_SYSTEMD": "true",
        }

    def _end(self, how: signal.Signals) -> None:
        if self._server is not None:
            self._server.send_signal(how)
            if not _ended(self._server, PATIENCE):
                self._server.kill()
                self._server.wait()
            self._place.ended(self._server)
            self._server = None

    def _signal(self, how: signal.Signals) -> None:
        assert self._server is not None
        self._server.send_signal(how)


def answers(port: int) -> bool:
    """Does a broker answer on a port of this machine?"""
    connection = Connection(host=f"127.0.0.1:{port}", connect_timeout=2)
    try:
        connection.connect()
    except OSError:
        return False
    connection.close()
    return True


def _ended(server: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait a while for a server to end; say whether it did."""
    try:
        server.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True
