"""How does the whole platform run in one process, with no server to install?

Run as `python -m infra.embedded`: everything below the first lines is imported after
eventlet has put green threads in the place of threads.
"""

from __future__ import annotations

from infra import green

green.patch()

from infra.platform import main  # noqa: E402

if __name__ == "__main__":
    raise SystemExit(main())
