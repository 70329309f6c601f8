"""Is the process of this container ready? Ends with 0 if so, 1 if not.

`python -m infra.probe` for whoever runs containers and can ask over HTTP no other way.
"""

from __future__ import annotations

import os
import sys
from http.client import HTTPConnection, HTTPException

from shared.places import INTERNAL_PORT

_PATIENCE = 4.0


def main() -> int:
    port = int(os.environ.get("CARETAKER_INTERNAL_PORT") or INTERNAL_PORT)
    asking = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        asking.request("GET", "/readyz")
        return 0 if asking.getresponse().status == 200 else 1
    except (OSError, HTTPException):
        return 1
    finally:
        asking.close()


if __name__ == "__main__":
    sys.exit(main())
