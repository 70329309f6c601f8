"""How do tests get a Postfix of their own? As Debian has it, privately on loopback.

It is set up as docs/operations.md says, and hands mail to a receiver at `lmtp_port`.
Other mail goes to a server of its own that takes none: a DSN comes back.
"""

from __future__ import annotations

import os
import shutil
import signal
import smtplib
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra import tools
from tests.support.apart import free_ports
from tests.support.cast import ASHGROVE_MAILBOX

_PATIENCE_SECONDS = 60.0
_SETTINGS = """
compatibility_level = 3.6
config_directory = {home}/settings
queue_directory = {home}/queue
data_directory = {home}/data
maillog_file = {home}/postfix.log
maillog_file_prefixes = {home}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
local_header_rewrite_clients =
myhostname = mx.msp.example
mydestination =
alias_maps =
recipient_delimiter = +
virtual_mailbox_domains = ashgrove.example
virtual_mailbox_maps = inline:{{ {mailbox}=caretaker }}
virtual_transport = lmtp:inet:127.0.0.1:{lmtp_port}
lmtp_destination_concurrency_limit = 8
message_size_limit = 31457280
default_transport = smtp:[127.0.0.1]:{other_port}
minimal_backoff_time = 1s
queue_run_delay = 1s
"""
_SERVERS = """
127.0.0.1:{port} inet n - n - - smtpd
127.0.0.1:{other_port} inet n - n - - smtpd -o smtpd_recipient_restrictions=reject
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
smtp unix - - n - - smtp
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """A mail server with a queue of its own."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.port, self.lmtp_port, other_port = free_ports(3)
        for name in ("settings", "queue", "data"):
            (home / name).mkdir()
        shutil.chown(home / "data", "postfix")
        told = {
            "home": home,
            "port": self.port,
            "lmtp_port": self.lmtp_port,
            "other_port": other_port,
            "mailbox": ASHGROVE_MAILBOX,
        }
        (home / "settings" / "main.cf").write_text(_SETTINGS.format(**told))
        (home / "settings" / "master.cf").write_text(_SERVERS.format(**told))

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What it has to say."""
        file = self._home / "postfix.log"
        return file.read_text() if file.exists() else "it said nothing"

    def start(self) -> subprocess.Popen[bytes]:
        """Start, and return once it answers."""
        program = tools.find_postfix()
        assert program is not None, "--without-postfix leaves these tests out"
        settings = self._home / "settings"
        # It makes what its queue needs.
        check = ["/usr/sbin/postfix", "-c", str(settings), "check"]
        subprocess.run(check, check=True, capture_output=True)
        # The kernel ends it when whoever started it is gone, by kill -9 even.
        bound = ["setpriv", "--pdeathsig", "TERM", str(program)]
        server = subprocess.Popen(
            [*bound, "-d", "-c", str(settings)],
            env=os.environ | {"MAIL_CONFIG": str(settings)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self._answers():
            if server.poll() is not None or time.monotonic() > deadline:
                pytest.fail(self.log)
            time.sleep(0.05)
        return server

    def takes(self, sender: str, recipient: str, raw: bytes) -> None:
        """Somebody sends it a message."""
        with smtplib.SMTP("127.0.0.1", self.port) as sending:
            sending.sendmail(sender, recipient, raw)

    def _answers(self) -> bool:
        try:
            with smtplib.SMTP("127.0.0.1", self.port):
                return True
        except (OSError, smtplib.SMTPException):
            return False


@pytest.fixture(scope="session")
def postfix() -> Iterator[Postfix]:
    """The one Postfix of this process."""
    home = Path(tempfile.mkdtemp(prefix="caretaker-postfix-"))
    home.chmod(0o755)
    made = Postfix(home)
    server = made.start()
    yield made
    server.send_signal(signal.SIGTERM)
    server.wait(_PATIENCE_SECONDS)
    shutil.rmtree(home, ignore_errors=True)
