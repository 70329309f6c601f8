"""How fast does PostgreSQL's own benchmark program write rows in each transaction?"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from contextlib import closing

from psycopg2.extensions import make_dsn, parse_dsn

from infra.bench.bare import Row
from infra.bench.places import Place
from infra.bench.rounds import Side

_RATE = re.compile(r"tps = ([0-9.]+) \(without initial connection time\)")

_SOME = 500


def inserts(place: Place, url: str, rows: Sequence[Row], clients: int) -> Side:
    """Adds rows like these in each transaction, over so many connections; rows/s."""
    assert place.server is not None, "only a PostgreSQL server comes with pgbench"
    target = parse_dsn(place.server.plain(url))
    script = place.home / f"{target['dbname']}_{clients}_{len(rows)}.sql"
    with closing(place.server.connect(url)) as one, one.cursor() as cursor:
        marks = ", ".join("%s" for _ in rows[0])
        values = b",\n".join(cursor.mogrify(f"({marks})", row) for row in rows)
    script.write_bytes(b"insert into bare values " + values + b";\n")
    environment = {"PGPASSWORD": target.pop("password")} if "password" in target else {}
    program = [
        str(place.server.programs / "pgbench"),
        "--no-vacuum",
        f"--file={script}",
        f"--client={clients}",
        f"--jobs={min(clients, os.cpu_count() or 1)}",
    ]
    database = make_dsn(**target)

    def side(seconds: float) -> float:
        # It counts in whole seconds; less than one is some transactions.
        some = max(1, round(seconds * _SOME / len(rows)))
        length = f"--time={seconds:.0f}" if seconds >= 1 else f"--transactions={some}"
        ran = subprocess.run(
            [*program, length, database],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | environment,
        )
        found = _RATE.search(ran.stdout)
        assert found is not None, ran.stdout
        return float(found[1]) * len(rows)

    return side
