"""How is heavy work done without the other green threads of the process waiting?"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")


def run(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the work returns or raises; done in a real thread where threads are green.

    It must let go of Python's lock while it computes, or all wait for it all the same,
    and touch nothing that belongs to green threads, such as a database connection.
    """
    if not _threads_are_green():
        return work(*args, **kwargs)
    # Here, since most commands do without eventlet, and it complains as it loads.
    from eventlet import tpool  # noqa: PLC0415

    return cast(T, tpool.execute(work, *args, **kwargs))


def _threads_are_green() -> bool:
    patcher = sys.modules.get("eventlet.patcher")
    return patcher is not None and bool(patcher.is_monkey_patched("thread"))
