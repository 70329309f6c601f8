"""What takes messages by LMTP for a platform? Our receiver, and no more.

Run as `python -m infra.bench.receiver_app URL`, with the token in CARETAKER_TOKEN.
"""

from __future__ import annotations

import os
import sys
import threading

from infra.command_line.client import Client
from infra.mailroom.door import Door
from infra.mailroom.receiving import Handler


def main(url: str) -> None:
    """Serve until the process is ended."""
    platform = Client(url, os.environ["CARETAKER_TOKEN"])
    door = Door("lmtp", "127.0.0.1", 0, Handler(platform, "", one_by_one=False))
    door.start()
    print(f"ready lmtp://127.0.0.1:{door.port}", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv[1])
