"""How does a private, throw-away PostgreSQL server start and stop?"""

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

# It listens on a socket in its own directory alone: no port to be taken by
# somebody else, and nobody but its owner (and root) can connect.
SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "max_connections": "200",
    "shared_buffers": "64MB",
}


def database_url(home: Path, database: str, user: str = "postgres") -> str:
    """Address a database of the server that lives in this directory."""
    return f"postgresql+psycopg2://{user}@/{database}?host={home}"


@contextmanager
def running_cluster(home: Path, programs: Path) -> Iterator[None]:
    """Make a cluster in this directory and serve it; durable, as in production."""
    make_cluster(home, programs)
    server = serve(home, programs)
    try:
        wait_until_ready(server, home)
        yield
    finally:
        stop(server)


def make_cluster(home: Path, programs: Path) -> None:
    """Make the files of an empty cluster."""
    owner = server_user()
    if owner:
        shutil.chown(home, owner)
    # What initdb writes is not worth a flush: a crash throws it away anyhow.
    made = ["--no-sync", "--username=postgres", "--auth=trust", "--encoding=UTF8"]
    with (home / "server.log").open("a") as log:
        initdb = [str(programs / "initdb"), f"--pgdata={home / 'data'}", *made]
        run_as(owner, [*initdb, "--locale=C.UTF-8"], home, log.fileno()).wait()


def serve(home: Path, programs: Path, **more: str) -> subprocess.Popen[bytes]:
    """Start the server of a cluster, with more settings than it usually has."""
    settings = [f"--{name}={value}" for name, value in (SETTINGS | more).items()]
    command = [str(programs / "postgres"), "-D", str(home / "data"), "-k", str(home)]
    with (home / "server.log").open("a") as log:
        return run_as(server_user(), [*command, *settings], home, log.fileno())


def server_user() -> str | None:
    """Name the account to run as when we are root, which PostgreSQL refuses to be."""
    if os.geteuid() != 0:
        return None
    names = {account.pw_name for account in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def run_as(
    owner: str | None, command: list[str], home: Path, log: int
) -> subprocess.Popen[bytes]:
    """Start a program under the account, without the caller's PG... variables."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    group = pwd.getpwnam(owner).pw_gid if owner else None
    return subprocess.Popen(
        command,
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        user=owner,
        group=group,
        extra_groups=[] if owner else None,
        start_new_session=True,
    )


def wait_until_ready(server: subprocess.Popen[bytes], home: Path) -> None:
    """Return once the server answers; fail with its log when it ends instead."""
    while server.poll() is None:
        try:
            psycopg2.connect(host=str(home), user="postgres").close()
        except psycopg2.OperationalError:
            with_patience(server, 0.05)
        else:
            return
    raise RuntimeError((home / "server.log").read_text())


def with_patience(server: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait a while for the server to end; say whether it did."""
    try:
        server.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server at once: nobody will read its data again."""
    server.send_signal(signal.SIGQUIT)
    if not with_patience(server, 10):
        server.kill()
        server.wait()
