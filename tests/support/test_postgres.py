"""Does a run of the tests share one server, keep its databases apart, and clear up?"""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from tests.support import postgres

REPOSITORY = Path(__file__).resolve().parents[2]


def ask(url: str | URL, question: str, **values: str | None) -> object:
    """Ask a database for one value."""
    engine = create_engine(url)
    with engine.connect() as connection:
        answer = connection.scalar(text(question), values)
    engine.dispose()
    return answer


def test_every_call_makes_another_durable_database(
    database_url: postgres.DatabaseUrl,
) -> None:
    urls = [database_url("intake"), database_url("intake")]
    assert len({ask(url, "SELECT current_database()") for url in urls}) == 2
    assert [ask(url, "SHOW fsync") for url in urls] == ["on", "on"]
    assert [ask(url, "SHOW synchronous_commit") for url in urls] == ["on", "on"]


@pytest.mark.needs_postgresql
def test_databases_are_dropped_though_somebody_is_connected(
    postgres_home: Path,
) -> None:
    with postgres.fresh_databases(postgres_home) as create:
        url = make_url(create("sla"))
        engine = create_engine(url)
        left_open = engine.connect()
    left = "SELECT count(*) FROM pg_database WHERE datname = :name"
    assert ask(url.set(database="postgres"), left, name=url.database) == 0
    left_open.invalidate()
    left_open.close()
    engine.dispose()


INNER = """
import pytest

@pytest.mark.parametrize("number", range(4))
def test_inner(number, database_url, record_property, worker_id):
    record_property("server", database_url("inner").partition("?")[2])
    record_property("worker", worker_id)
"""


@pytest.mark.needs_postgresql
def test_all_workers_of_a_run_share_one_server_that_ends_with_the_run(
    tmp_path: Path,
) -> None:
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["tests.support.postgres"]')
    (tmp_path / "test_inner.py").write_text(INNER)
    (tmp_path / "pytest.ini").write_text(
        f"[pytest]\npythonpath = {REPOSITORY}\nmarkers = needs_postgresql\n"
        "addopts = -p no:pytest_nameko -n 2 --dist=each --junitxml=report.xml\n"
    )
    run = [sys.executable, "-m", "pytest"]
    environment = {k: v for k, v in os.environ.items() if "PYTEST" not in k}
    environment["PYTHONPATH"] = str(REPOSITORY)
    subprocess.run(run, cwd=tmp_path, env=environment, check=True)
    report = (tmp_path / "report.xml").read_text()
    servers = {line for line in report.split('"') if line.startswith("host=")}
    assert {"gw0", "gw1"} <= set(report.split('"'))
    assert len(servers) == 1
    assert not Path(servers.pop().removeprefix("host=")).exists()


@pytest.fixture
def abandoned(tmp_path: Path) -> Path:
    """The owner's file of a run that was ended by force an hour ago."""
    home = tmp_path / f"{postgres.PREFIX}abandoned"
    home.mkdir()
    owner = home / "owner"
    owner.touch()
    an_hour_ago = owner.stat().st_mtime - 3600
    os.utime(owner, (an_hour_ago, an_hour_ago))
    return owner


def test_what_an_ended_run_abandoned_is_removed(
    abandoned: Path, tmp_path: Path
) -> None:
    postgres.remove_abandoned(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_a_run_still_owns_or_has_only_just_made_is_left_alone(
    abandoned: Path, tmp_path: Path
) -> None:
    made_just_now = tmp_path / f"{postgres.PREFIX}young" / "owner"
    made_just_now.parent.mkdir()
    made_just_now.touch()
    with abandoned.open() as owned:
        fcntl.flock(owned, fcntl.LOCK_EX)
        postgres.remove_abandoned(tmp_path)
    assert abandoned.exists()
    assert made_just_now.exists()


def test_what_another_run_removes_meanwhile_stops_nobody(
    abandoned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / f"{postgres.PREFIX}gone" / "owner"
    monkeypatch.setattr(Path, "glob", lambda *_: iter([gone, abandoned]))
    postgres.remove_abandoned(tmp_path)
    assert not abandoned.exists()
