"""How fast does PostgreSQL's own benchmark program add one row in each transaction?"""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import closing

import psycopg2
from sqlalchemy import make_url

from infra.bench.bare import Row
from infra.bench.places import Place
from infra.bench.rounds import Side

_RATE = re.compile(r"tps = ([0-9.]+) \(without initial connection time\)")

_SOME = 500


def inserts(place: Place, url: str, row: Row, clients: int) -> Side:
    """Adds a row like this one in each transaction, over so many connections."""
    assert place.programs is not None, "only a PostgreSQL server comes with pgbench"
    database = make_url(url).database or ""
    script = place.home / f"{database}.sql"
    marks = ", ".join("%s" for _ in row)
    connection = psycopg2.connect(
        host=str(place.home), user="postgres", dbname=database
    )
    with closing(connection) as one, one.cursor() as cursor:
        statement = cursor.mogrify(f"insert into bare values ({marks});\n", row)
    script.write_bytes(statement)
    program = [
        str(place.programs / "pgbench"),
        "--no-vacuum",
        f"--file={script}",
        f"--client={clients}",
        f"--jobs={min(clients, os.cpu_count() or 1)}",
        f"--host={place.home}",
        "--username=postgres",
    ]

    def side(seconds: float) -> float:
        # It counts in whole seconds; less than one is some transactions.
        some = max(1, round(seconds * _SOME))
        length = f"--time={seconds:.0f}" if seconds >= 1 else f"--transactions={some}"
        ran = subprocess.run(
            [*program, length, database], capture_output=True, text=True, check=True
        )
        found = _RATE.search(ran.stdout)
        assert found is not None, ran.stdout
        return float(found[1])

    return side
