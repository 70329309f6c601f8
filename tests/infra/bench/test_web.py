"""Is what is offered at a rate begun at that rate, however long each takes?"""

from __future__ import annotations

from itertools import pairwise

import pytest

from infra.bench.web import Client, offered

RATE = 1_000.0


def test_each_step_is_told_when_it_was_to_begin_whoever_is_late() -> None:
    each = [Client("http://127.0.0.1:1") for _ in range(2)]
    due = sorted(offered(each, RATE, 5, lambda _client, at: at))
    apart = [later - one for one, later in pairwise(due)]
    assert apart == pytest.approx([1 / RATE] * 4)
