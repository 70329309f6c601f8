"""What is the least a web application does with a request? It keeps it in one row.

Run as `python -m infra.bench.one_insert_app DATABASE`: Flask on the same server as
ours, over a SQLite file or the URL of a PostgreSQL database, as durable as ours.
"""

from __future__ import annotations

import warnings

warnings.filterwarnings("ignore", r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402

eventlet.monkey_patch()

import json  # noqa: E402
import sqlite3  # noqa: E402
import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402
from contextlib import closing  # noqa: E402
from typing import Any, TypeAlias  # noqa: E402
from uuid import uuid4  # noqa: E402

import psycopg2  # noqa: E402
from eventlet import wsgi  # noqa: E402
from flask import Flask, request  # noqa: E402

from infra.bench.bare import PRAGMAS  # noqa: E402

Keep: TypeAlias = Callable[[str, str], object]

_TABLE = "create table if not exists tickets (id text, body text)"
_INSERT = "insert into tickets values (?, ?)"


def create_app(keep_row: Keep) -> Flask:
    """An application that keeps what is posted to it."""
    app = Flask(__name__)

    @app.post("/tickets")
    def keep() -> Any:
        ticket_id = str(uuid4())
        keep_row(ticket_id, json.dumps(request.get_json()))
        return {"ticket_id": ticket_id}, 201

    return app


def on_sqlite(file: str) -> Keep:
    """Keeps rows in a file."""
    database = sqlite3.connect(file, isolation_level=None)
    for pragma in PRAGMAS:
        database.execute(f"PRAGMA {pragma}")
    database.execute(_TABLE)
    return lambda *row: database.execute(_INSERT, row)


def on_postgresql(url: str) -> Keep:
    """Keeps rows on a server, a connection for each request that waits."""
    free: list[Any] = []

    def tell(statement: str, *row: str) -> None:
        connection = free.pop() if free else psycopg2.connect(url)
        connection.autocommit = True
        with closing(connection.cursor()) as cursor:
            cursor.execute(statement.replace("?", "%s"), row)
        free.append(connection)

    tell(_TABLE)
    return lambda *row: tell(_INSERT, *row)


def main(database: str) -> None:
    """Serve until the process is ended."""
    listening = eventlet.listen(("127.0.0.1", 0))
    keep = on_postgresql(database) if "://" in database else on_sqlite(database)
    app = create_app(keep)
    print(f"ready http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    wsgi.server(listening, app, log_output=False)


if __name__ == "__main__":
    main(sys.argv[1])
