"""Is a database read without a byte of it, or of what lies beside it, being changed?"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, OperationalError

from infra.verify import snapshots
from infra.verify.snapshots import Absent, Moved, is_damage, snapshot
from tests.infra.verify.stories import build, found, verify
from tests.support.databases import Databases
from tests.support.town import Town

COUNT = text("select count(*) from events")
CRASHES = """
import os, sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("pragma journal_mode=wal")
file.execute("create table events (a)")
file.executemany("insert into events values (?)", [(n,) for n in range(100)])
os._exit(9)
"""


WRITES = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
print(file.execute("select count(*) from events").fetchone(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def town(sqlite: Databases) -> Iterator[Town]:
    """A platform that runs."""
    town = build(sqlite)
    yield town
    town.close()


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A file whose writer was killed, with all that it wrote still beside it."""
    file = tmp_path / "crashed.db"
    subprocess.run([sys.executable, "-c", CRASHES, file], check=False)
    left = {name.name for name in tmp_path.iterdir()}
    assert left == {"crashed.db", "crashed.db-shm", "crashed.db-wal"}
    return file


@pytest.fixture
def half_written(crashed: Path) -> Iterator[Callable[[], None]]:
    """A writer is half done with its index of the log; call this to let it finish."""
    program = [sys.executable, "-c", WRITES, str(crashed)]
    pipe = subprocess.PIPE
    with subprocess.Popen(program, stdin=pipe, stdout=pipe) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"(100,)\n"
        index = Path(f"{crashed}-shm")
        whole = index.read_bytes()

        def write(first: bytes) -> None:
            with index.open("r+b") as file:
                file.write(first)

        # Its header stands there twice; they differ while it is being written.
        write(bytes(48))
        yield lambda: write(whole[:48])
        writer.communicate()


def everything(directory: Path) -> dict[str, tuple[int, bytes]]:
    """Each file, with when it was changed last and what is in it."""
    return {
        file.name: (file.stat().st_mtime_ns, file.read_bytes())
        for file in directory.iterdir()
    }


def count(file: Path) -> int:
    with snapshot(f"sqlite:///{file}") as connection:
        found: int = connection.execute(COUNT).scalar_one()
    return found


def test_a_platform_that_runs_is_read_and_nothing_is_changed(
    town: Town, sqlite: Databases, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "intake.db")) as running:
        running.execute("select count(*) from events").fetchone()
        before = everything(tmp_path)
        assert "intake.db-wal" in before
        assert verify(sqlite).findings == []
        assert everything(tmp_path) == before


def test_a_platform_that_is_off_is_read_and_nothing_is_made_or_changed(
    town: Town, sqlite: Databases, tmp_path: Path
) -> None:
    town.close()
    before = everything(tmp_path)
    assert not any(name.endswith(("-wal", "-shm")) for name in before)
    assert found(sqlite) == set()
    assert everything(tmp_path) == before


def test_a_directory_that_may_not_be_written_is_read(
    town: Town, sqlite: Databases, tmp_path: Path
) -> None:
    town.close()
    tmp_path.chmod(0o500)
    try:
        assert found(sqlite) == set()
    finally:
        tmp_path.chmod(0o700)


def test_what_a_crash_left_in_the_log_of_the_file_is_read(crashed: Path) -> None:
    before = everything(crashed.parent)
    assert count(crashed) == 100
    assert everything(crashed.parent) == before


def test_a_copy_of_a_file_and_its_log_is_read(crashed: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{crashed}{end}", copy)
    before = everything(copy)
    assert count(copy / crashed.name) == 100
    assert everything(copy) == before


def test_a_view_does_not_change_while_the_platform_writes(crashed: Path) -> None:
    with closing(sqlite3.connect(crashed, isolation_level=None)) as writer:
        writer.execute("select count(*) from events").fetchone()
        with snapshot(f"sqlite:///{crashed}") as connection:
            assert connection.execute(COUNT).scalar_one() == 100
            writer.execute("insert into events values (101)")
            writer.execute("pragma wal_checkpoint(passive)")
            assert connection.execute(COUNT).scalar_one() == 100
        assert count(crashed) == 101


def test_a_view_waits_for_a_writer_to_get_out_of_the_way(
    crashed: Path, half_written: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "_pause", half_written)
    assert count(crashed) == 100


def test_a_view_does_not_wait_for_ever(
    crashed: Path, half_written: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "_PATIENCE", 0.0)
    with pytest.raises(OperationalError, match="readonly"):
        count(crashed)
    half_written()
    assert count(crashed) == 100


def test_a_view_of_a_file_nobody_seemed_to_write_is_thrown_away_if_somebody_did(
    town: Town, tmp_path: Path
) -> None:
    town.close()
    file = tmp_path / "intake.db"
    with pytest.raises(Moved), snapshot(f"sqlite:///{file}"):
        write(file)


def write(file: Path) -> None:
    """Write to a file as a platform does that starts, and stops again."""
    with closing(sqlite3.connect(file, isolation_level=None)) as writer:
        writer.execute("delete from published")


def test_nothing_can_be_written_through_a_view(crashed: Path) -> None:
    with (
        pytest.raises(OperationalError, match="readonly"),
        snapshot(f"sqlite:///{crashed}") as connection,
    ):
        connection.execute(text("delete from events"))


@pytest.mark.needs_postgresql
def test_a_view_of_a_server_reads_one_moment_and_writes_nothing(
    postgresql: Databases,
) -> None:
    with closing(build(postgresql)):
        with snapshot(postgresql("intake")) as connection:
            before = connection.execute(COUNT).scalar_one()
            with snapshot(postgresql("intake")) as other:
                assert other.execute(COUNT).scalar_one() == before
        with (
            pytest.raises(DatabaseError, match="read-only") as refused,
            snapshot(postgresql("intake")) as connection,
        ):
            connection.execute(text("delete from events"))
        assert is_damage(refused.value)


@pytest.mark.needs_postgresql
def test_a_database_that_a_server_does_not_have_is_absent(
    postgresql: Databases,
) -> None:
    url = postgresql("intake").partition("&options")[0].replace("/town_", "/nowhere_")
    with pytest.raises(Absent, match="nowhere_"), snapshot(url):
        pass


def test_a_file_that_is_not_there_is_absent_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(Absent), snapshot(f"sqlite:///{tmp_path / 'no.db'}"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_opened_is_not_called_damaged(tmp_path: Path) -> None:
    out_of_reach = OperationalError("", {}, sqlite3.OperationalError("locked"))
    assert out_of_reach.orig is not None
    out_of_reach.orig.sqlite_errorname = "SQLITE_BUSY"  # type: ignore[attr-defined]
    assert not is_damage(out_of_reach)
