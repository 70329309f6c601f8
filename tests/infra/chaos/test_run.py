"""Is nothing lost, duplicated, out of order or diverged, whatever breaks?"""

from __future__ import annotations

from pathlib import Path

import pytest

from infra.chaos.oracle import Verdict
from infra.chaos.run import run

SEED = 7
SECONDS = 12.0


@pytest.mark.needs_postgresql
@pytest.mark.needs_rabbitmq
def test_a_short_run_of_chaos_leaves_everything_right(tmp_path: Path) -> None:
    said: list[str] = []
    found = run(SECONDS, SEED, tmp_path / "data", said.append)
    assert found.verdict == Verdict(0, 0, 0, 0), "\n".join(said)
    assert found.acknowledged > 0
    assert len(found.faults) > 1
