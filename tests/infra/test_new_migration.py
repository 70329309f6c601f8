"""Does a draft of a migration come in the form of the house, whatever is in it?"""

from __future__ import annotations

from pathlib import Path

from infra.new_migration import tidy
from infra.survey import REPOSITORY

_COLUMNS = ", ".join(f"'column_{number:02}'" for number in range(12))
_REASON = "x" * 100


def drafted(folder: Path, body: str) -> str:
    """What becomes of a draft, by the rules of this repository."""
    (folder / "ruff.toml").write_text(f'extend = "{REPOSITORY}/pyproject.toml"\n')
    draft = folder / "m0001_draft.py"
    draft.write_text(
        f'"""A draft."""\n\nfrom __future__ import annotations\n\n{body}\n'
    )
    tidy(draft)
    return draft.read_text()


def test_a_long_line_is_broken_before_it_is_found_too_long(tmp_path: Path) -> None:
    text = drafted(tmp_path, f"COLUMNS = [{_COLUMNS}]")
    assert '    "column_11",\n' in text
    assert max(map(len, text.splitlines())) <= 88


def test_what_no_rule_can_mend_is_left_to_who_reads_the_draft(tmp_path: Path) -> None:
    assert _REASON in drafted(tmp_path, f"import os\nREASON = '{_REASON}'")
