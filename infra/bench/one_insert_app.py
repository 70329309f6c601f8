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
import sys  # noqa: E402
from typing import Any  # noqa: E402
from uuid import uuid4  # noqa: E402

from eventlet import wsgi  # noqa: E402
from flask import Flask, request  # noqa: E402

from infra.bench.one_row import Keep, row_keeper  # noqa: E402


def create_app(keep_row: Keep) -> Flask:
    """An application that keeps what is posted to it."""
    app = Flask(__name__)

    @app.post("/tickets")
    def keep() -> Any:
        ticket_id = str(uuid4())
        keep_row(ticket_id, json.dumps(request.get_json()))
        return {"ticket_id": ticket_id}, 201

    return app


def main(database: str) -> None:
    """Serve until the process is ended."""
    listening = eventlet.listen(("127.0.0.1", 0))
    app = create_app(row_keeper(database))
    print(f"ready http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    wsgi.server(listening, app, log_output=False)


if __name__ == "__main__":
    main(sys.argv[1])
