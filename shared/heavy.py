"""How is heavy work done without the other green threads of the process waiting?"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from eventlet import patcher, tpool

P = ParamSpec("P")
T = TypeVar("T")


def run(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the work returns or raises; done in a real thread where threads are green.

    It must let go of Python's lock while it computes, or all wait for it all the same,
    and touch nothing that belongs to green threads, such as a database connection.
    """
    if not patcher.is_monkey_patched("thread"):
        return work(*args, **kwargs)
    return cast(T, tpool.execute(work, *args, **kwargs))
