"""Can a server be measured that is there already, and is it left as it was?"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from infra.bench import places
from infra.bench.run import Servers
from infra.bench.server import Unusable, named
from infra.command_line.bench import bench
from infra.postgres.cluster import database_url
from infra.postgres.roles import LOGIN

LEFT = (
    "select datname from pg_database union all"
    " select rolname from pg_roles where rolcanlogin order by 1"
)


def left(server: Any) -> list[str]:
    """The databases and the logins of a server."""
    connection = server.connect(server.administrator)
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(LEFT)
        return [name for (name,) in cursor.fetchall()]


def test_what_is_made_on_a_server_that_was_named_is_removed(
    postgres_home: Path,
) -> None:
    programs = places.pgbench_programs()
    assert programs is not None
    url = database_url(postgres_home, "postgres")
    with named(url, programs) as server:
        before = left(server)
        made = server.create("measured_for_a_while")
        assert "measured_for_a_while" in left(server)
        with closing(server.connect(made)) as connection:
            assert connection.info.dbname == "measured_for_a_while"
    after = left(server)
    assert set(after) == set(before) - {"measured_for_a_while"}


def test_a_server_is_measured_only_for_who_may_do_all_there(
    postgres_home: Path,
) -> None:
    url = database_url(postgres_home, "postgres", LOGIN)
    opened = Servers(database=url).places()["PostgreSQL"]
    with pytest.raises(Unusable, match="superuser"), opened:
        pass


@pytest.mark.needs_postgresql
def test_a_server_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    url = f"postgresql://nobody@/there?host={tmp_path}"
    ran = CliRunner().invoke(bench, ["--only", "writers", "--database", url])
    assert ran.exit_code == 2
    assert "does not answer" in ran.output
