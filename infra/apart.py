"""How do some services run in a process of their own, apart from the others?

Run as `python -m infra.apart SERVICE...`: everything below the first lines is imported
after eventlet has put green threads in the place of threads.
"""

from __future__ import annotations

from infra import green

green.patch()

from infra.process import main  # noqa: E402

if __name__ == "__main__":
    raise SystemExit(main())
