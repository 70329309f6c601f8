"""What answers for a service that others pull from? Its internal port, and no more.

Run as `python -m infra.bench.feed_app '{...}'`, with the URLs of a database and of its
keys, and the token of the port.
"""

from __future__ import annotations

import warnings

warnings.filterwarnings("ignore", r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402

eventlet.monkey_patch()

import json  # noqa: E402
import sys  # noqa: E402

from eventlet import wsgi  # noqa: E402

from infra.bench import meter  # noqa: E402
from shared.link import Hosted, LocalLink  # noqa: E402
from shared.port import Port  # noqa: E402


def main(asked: str) -> None:
    """Serve until the process is ended."""
    told = json.loads(asked)
    token = told.pop("token")
    listening = eventlet.listen(("127.0.0.1", 0))
    with meter.at(**told) as application:
        hosted = Hosted(application, LocalLink())
        print(f"ready http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
        port = Port({meter.ROOMS.name: hosted}, token)
        wsgi.server(listening, port, log_output=False)


if __name__ == "__main__":
    main(sys.argv[1])
