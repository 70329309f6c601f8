"""What do `prepare` and `migrate` do, and who may start on what they left?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, make_url, text

from infra.command_line.main import caretaker
from infra.histories import databases
from infra.postgres.cluster import database_url
from infra.postgres.roles import LOGIN, OWNER
from shared.admission import NotAdmitted
from shared.config import Settings, named, settings
from shared.readiness import Behind, make_ready
from tests.support.databases import anybody
from tests.support.postgres import administer

SLA = ("migrate", "sla")


def run(*words: str, **environment: str) -> Result:
    return CliRunner().invoke(caretaker, words, env=environment)


class Installation:
    """Databases on the server of this run, named as an installation would name them."""

    def __init__(self, home: Path) -> None:
        self.prefix = f"installed_{uuid4().hex[:12]}_"
        place = f"{self.prefix}{{service}}"
        self.administrator = database_url(home, "postgres")
        self.environment = {
            "CARETAKER_MIGRATION_URL": database_url(home, place, OWNER),
            "CARETAKER_DATABASE_URL": database_url(home, place, LOGIN),
        }

    def prepare(self) -> Result:
        return run("prepare", self.administrator, **self.environment)

    def migrate(self, *names: str) -> Result:
        return run("migrate", *names, **self.environment)

    def url(self, name: str) -> str:
        return named(self.environment["CARETAKER_DATABASE_URL"], name)

    def alter(self, name: str, statement: str) -> None:
        """Have something done to a database behind everybody's back."""
        engine = create_engine(anybody(make_url(self.url(name))))
        with engine.begin() as connection:
            connection.execute(text(statement))
        engine.dispose()


@pytest.fixture
def installation(postgres_home: Path) -> Iterator[Installation]:
    installation = Installation(postgres_home)
    yield installation
    for name in databases():
        statement = "DROP DATABASE IF EXISTS {} WITH (FORCE)"
        administer(postgres_home, statement, f"{installation.prefix}{name}")


@pytest.mark.needs_postgresql
def test_an_installation_is_prepared_migrated_and_ready(
    installation: Installation,
) -> None:
    made = installation.prepare()
    assert made.exit_code == 0, made.output
    assert made.stdout.splitlines() == [
        f"made database {installation.prefix}{name}" for name in databases()
    ]
    assert installation.prepare().stdout == ""
    with pytest.raises(Behind, match=r"sla lacks (kernel|sla)_0001"):
        make_ready(installation.url("sla"), "sla")
    done = installation.migrate()
    assert done.exit_code == 0, done.output
    for name in databases():
        assert f"{name:<12} " in done.stdout
        make_ready(installation.url(name), name)
    assert installation.migrate(*SLA[1:]).stdout == f"{'sla':<12} is as it should be\n"


@pytest.mark.needs_postgresql
def test_who_owns_the_databases_does_not_run_on_them(
    installation: Installation,
) -> None:
    installation.prepare()
    installation.migrate("keys")
    url = named(installation.environment["CARETAKER_MIGRATION_URL"], "keys")
    with pytest.raises(NotAdmitted):
        make_ready(url, "keys")


@pytest.mark.needs_postgresql
def test_a_server_may_be_ahead_of_a_process_but_not_of_who_migrates(
    installation: Installation,
) -> None:
    installation.prepare()
    installation.migrate("keys")
    installation.alter("keys", "update alembic_version set version_num = 'keys_9999'")
    make_ready(installation.url("keys"), "keys")
    refused = installation.migrate("keys")
    assert refused.exit_code
    assert "newer than this program: keys_9999" in refused.stderr


@pytest.mark.needs_postgresql
def test_without_its_roles_a_server_is_left_as_it_was(
    installation: Installation,
) -> None:
    refused = installation.migrate("keys")
    assert refused.exit_code
    assert len(refused.stderr.splitlines()) == 1
    assert "keys was left as it was" in refused.stderr


def test_files_are_migrated_where_they_are(tmp_path: Path) -> None:
    done = run(*SLA, "--data", str(tmp_path / "var"))
    assert done.exit_code == 0, done.output
    assert "sla_0001" in done.stdout
    assert [place.name for place in (tmp_path / "var").glob("*.db")] == ["sla.db"]


def test_who_only_uses_the_databases_does_not_migrate_them() -> None:
    refused = run(*SLA, CARETAKER_DATABASE_URL="postgresql://caretaker@db/{service}")
    assert "set CARETAKER_MIGRATION_URL" in refused.stderr


def test_a_service_that_is_not_there_is_named() -> None:
    assert "no database of nobody" in run("migrate", "nobody").stderr


def test_databases_that_could_not_be_told_apart_are_refused() -> None:
    refused = run(*SLA, CARETAKER_MIGRATION_URL="postgresql://owner@db/caretaker")
    assert "CARETAKER_MIGRATION_URL: say {service}" in refused.stderr


def test_a_secret_is_read_from_its_file(tmp_path: Path) -> None:
    place = tmp_path / "url"
    place.write_text("mysql://db/{service}\n")
    refused = run(*SLA, CARETAKER_MIGRATION_URL_FILE=str(place))
    assert "CARETAKER_MIGRATION_URL: a database server is named" in refused.stderr


def test_a_file_is_made_ready_when_it_is_opened(tmp_path: Path) -> None:
    here: Settings = settings({}, tmp_path)
    for _ in range(2):
        make_ready(here.database("keys"), "keys")
    assert (tmp_path / "keys.db").exists()
