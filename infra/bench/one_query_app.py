"""What is the least a web application shows of tickets? What one indexed query finds.

Run as `python -m infra.bench.one_query_app DATABASE`: Flask on the same server as ours,
over a SQLite file or the connection string of a PostgreSQL database, on our own tables
with the indexes they have, through the driver alone.
"""

from __future__ import annotations

import warnings

warnings.filterwarnings("ignore", r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402

eventlet.monkey_patch()

import sqlite3  # noqa: E402
import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402
from contextlib import closing  # noqa: E402
from typing import Any  # noqa: E402

import psycopg2  # noqa: E402
from eventlet import wsgi  # noqa: E402
from flask import Flask, request  # noqa: E402

Rows = Callable[[str, str], list[Any]]

_SHOWN = (
    "reference, subject, requester_name, priority, state, assignee, opened_at, due_at"
)
_QUEUE = (
    f"select {_SHOWN} from tickets where state <> 'resolved' and state = ?"
    " order by due_rank, ticket_id limit 50"
)
_TICKET = f"select {_SHOWN} from tickets where ticket_id = ?"
_FOUND = (
    f"select {_SHOWN} from tickets t join ticket_words w on w.school = t.school"
    " and w.ticket_id = t.ticket_id where {} limit 50"
)
_ON_SQLITE = _FOUND.format(
    "entry in (select rowid from ticket_words_found"
    " where ticket_words_found match '\"' || ? || '\"*')"
)
_ON_POSTGRESQL = _FOUND.format("words @@ (? || ':*')::tsquery")


def create_app(rows: Rows, found: str) -> Flask:
    """An application that shows what queries find, as JSON."""
    app = Flask(__name__)

    def told(query: str, value: str) -> Any:
        return {"tickets": [list(map(str, row)) for row in rows(query, value)]}

    @app.get("/queue")
    def queue() -> Any:
        return told(_QUEUE, "open")

    @app.get("/ticket/<ticket_id>")
    def ticket(ticket_id: str) -> Any:
        return told(_TICKET, ticket_id)

    @app.get("/search")
    def search() -> Any:
        return told(found, request.args["words"])

    return app


def on_sqlite(file: str) -> Flask:
    """The application on a file."""
    database = sqlite3.connect(file, isolation_level=None)

    def rows(query: str, value: str) -> list[Any]:
        return database.execute(query, (value,)).fetchall()

    return create_app(rows, _ON_SQLITE)


def on_postgresql(server: str) -> Flask:
    """The application on a server, a connection for each request that waits."""
    free: list[Any] = []

    def rows(query: str, value: str) -> list[Any]:
        connection = free.pop() if free else psycopg2.connect(server)
        connection.autocommit = True
        with closing(connection.cursor()) as cursor:
            cursor.execute(query.replace("?", "%s"), (value,))
            found: list[Any] = cursor.fetchall()
        free.append(connection)
        return found

    return create_app(rows, _ON_POSTGRESQL)


def main(database: str) -> None:
    """Serve until the process is ended."""
    listening = eventlet.listen(("127.0.0.1", 0))
    app = on_postgresql(database) if "://" in database else on_sqlite(database)
    print(f"ready http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    wsgi.server(listening, app, log_output=False)


if __name__ == "__main__":
    main(sys.argv[1])
