"""Does a program that would make other rows have another fingerprint?"""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.program import fingerprint


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    for layer in ("contracts", "shared", "services/intake", "services/sla"):
        (tmp_path / layer).mkdir(parents=True)
        (tmp_path / layer / "projections.py").write_text("answered = 0\n")
    return tmp_path


def test_a_program_is_the_same_as_long_as_nobody_changes_it() -> None:
    assert fingerprint("intake") == fingerprint("intake")
    assert fingerprint("intake") != fingerprint("sla")
    assert 0 <= fingerprint("intake") < 2**31


@pytest.mark.parametrize("layer", ["contracts", "shared", "services/intake"])
def test_whatever_a_service_is_made_of_makes_it_another(
    sources: Path, layer: str
) -> None:
    before = fingerprint("intake", sources)
    (sources / layer / "projections.py").write_text("answered = 1\n")
    changed = fingerprint("intake", sources)
    (sources / layer / "projections.py").rename(sources / layer / "rows.py")
    assert len({before, changed, fingerprint("intake", sources)}) == 3


def test_another_service_does_not(sources: Path) -> None:
    before = fingerprint("intake", sources)
    (sources / "services/sla/projections.py").write_text("answered = 1\n")
    assert fingerprint("intake", sources) == before
