"""How does a file of reference data get into a running platform?"""

from __future__ import annotations

from pathlib import Path

from infra.demo_register import GIAS_LINKS
from tests.support.platform import Finished, Platform

BROKEN = "line 21: LinkURN '14955X' is not a URN\n"


def load(platform: Platform, file: Path) -> Finished:
    return platform.caretaker("schools", "import", "gias-links", str(file))


def test_a_file_is_loaded_once(platform: Platform) -> None:
    first = load(platform, GIAS_LINKS)
    assert (first.code, first.err) == (0, BROKEN)
    assert first.out == (
        "40 rows loaded: 40 new, 0 changed, 0 as they were, 0 gone.\n"
        "1 rows did not fit and were left out.\n"
    )
    again = load(platform, GIAS_LINKS)
    assert (again.code, again.err) == (0, BROKEN)
    assert again.out.startswith("Nothing changed: this file is loaded since 20")


def test_a_file_in_which_nothing_fits_changes_nothing(
    platform: Platform, tmp_path: Path
) -> None:
    binary = tmp_path / "binary.csv"
    binary.write_bytes(bytes(range(256)))
    refused = load(platform, binary)
    assert (refused.code, refused.out) == (65, "")
    assert "does not name the columns URN, LinkURN" in refused.err
    missing = load(platform, tmp_path / "missing.csv")
    assert (missing.code, missing.out) == (66, "")
    assert platform.api("GET", "/reference/gias-links").status_code == 404
