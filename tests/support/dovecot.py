"""How do tests get a mail server of their own? As Debian has it, privately on loopback.

Whoever comes with the right password has a mailbox there, and so has whoever comes with
a token that the `token_server` gave out. It ends with the process that started it.
"""

from __future__ import annotations

import getpass
import imaplib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from infra import tools
from tests.support.apart import free_ports
from tests.support.certificates import certify
from tests.support.token_server import TokenServer

PASSWORD = "the-right-password"
_PATIENCE_SECONDS = 60.0
_SETTINGS = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{home}/certificate.pem
ssl_key = <{home}/key.pem
ssl_dh =
disable_plaintext_auth = no
auth_mechanisms = plain xoauth2
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
mail_location = maildir:{home}/mail/%u
mail_max_userip_connections = 100
maildir_very_dirty_syncs = no
first_valid_uid = 0
first_valid_gid = 0
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {home}/oauth2.conf
}}
passdb {{
  driver = static
  mechanisms = plain
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={owner} gid={owners} home={home}/mail/%u
}}
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""
_OAUTH2 = """
introspection_mode = post
introspection_url = {url}/introspect
username_attribute = username
active_attribute = active
active_value = true
"""


class Dovecot:
    """A mail server that a test may stop and start again on the same port."""

    def __init__(self, home: Path, tokens: TokenServer) -> None:
        self.home = home
        self.port, self.tls_port = free_ports(2)
        self.certificate = home / "certificate.pem"
        self._server: subprocess.Popen[bytes] | None = None
        self._numbers = count()
        root = os.geteuid() == 0
        me = getpass.getuser()
        owner = 8 if root else os.getuid()
        told = _SETTINGS.format(
            home=home,
            port=self.port,
            tls_port=self.tls_port,
            password=PASSWORD,
            internal="dovecot" if root else me,
            group="dovecot" if root else os.getgid(),
            login="dovenull" if root else me,
            owner=owner,
            owners=owner if root else os.getgid(),
        )
        (home / "dovecot.conf").write_text(told)
        (home / "oauth2.conf").write_text(_OAUTH2.format(url=tokens.url))
        certify(self.certificate, home / "key.pem")
        for name in ("run", "state", "mail"):
            (home / name).mkdir()
        if root:
            shutil.chown(home / "mail", owner, owner)

    def start(self) -> None:
        """Start, and return once it answers."""
        program = tools.find_dovecot()
        assert program is not None, "--without-dovecot leaves these tests out"
        # The kernel ends it when whoever started it is gone, by kill -9 even.
        bound = ["setpriv", "--pdeathsig", "TERM", str(program)]
        self._server = subprocess.Popen(
            [*bound, "-F", "-c", self.home / "dovecot.conf"]
        )
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > deadline:
                log = self.home / "dovecot.log"
                pytest.fail(log.read_text() if log.exists() else "it said nothing")
            time.sleep(0.05)

    def stop(self) -> None:
        """End it, with all its connections."""
        if self._server is not None:
            self._server.send_signal(signal.SIGTERM)
            self._server.wait(_PATIENCE_SECONDS)
            self._server = None

    @property
    def runs(self) -> bool:
        return self._server is not None

    def brings(self, user: str, *messages: bytes) -> None:
        """New mail for somebody, as it is."""
        box = self.home / "mail" / user
        for folder in (box, box / "new", box / "cur", box / "tmp"):
            folder.mkdir(exist_ok=True)
            self._own(folder)
        for message in messages:
            number = next(self._numbers)
            # Maildir has them in the order of their names.
            file = box / "tmp" / f"1700000000.M{number:06}P1.here"
            file.write_bytes(message)
            self._own(file)
            # It comes whole: somebody may be looking.
            file.rename(box / "new" / file.name)

    def looks(self, user: str, folder: str = "INBOX") -> list[bytes]:
        """Each message of a folder, as its flags and its content; none: no folder."""
        with imaplib.IMAP4("127.0.0.1", self.port) as asking:
            asking.login(user, PASSWORD)
            status, _ = asking.select(folder, readonly=True)
            if status != "OK":
                return []
            _, found = asking.uid("FETCH", "1:*", "(FLAGS BODY.PEEK[])")
        return [b"".join(one) for one in found if isinstance(one, tuple)]

    def _own(self, place: Path) -> None:
        if os.geteuid() == 0:
            shutil.chown(place, 8, 8)

    def _answers(self) -> bool:
        try:
            with imaplib.IMAP4("127.0.0.1", self.port):
                return True
        except (OSError, imaplib.IMAP4.error):
            return False


@pytest.fixture(scope="session")
def dovecot_server(token_server: TokenServer) -> Iterator[Dovecot]:
    """The one mail server of this process; `dovecot` gives it in order."""
    home = Path(tempfile.mkdtemp(prefix="caretaker-imap-"))
    home.chmod(0o755)
    server = Dovecot(home, token_server)
    yield server
    server.stop()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def dovecot(dovecot_server: Dovecot) -> Dovecot:
    """A mail server that runs; every test has users of its own there."""
    if not dovecot_server.runs:
        dovecot_server.start()
    return dovecot_server
