"""Does every rule in docs/sla-rules.md name a test that there is?"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
RULES = (ROOT / "docs" / "sla-rules.md").read_text("utf-8")


def test_every_rule_names_tests_that_exist() -> None:
    rules = [line for line in RULES.splitlines() if re.match(r"\| (?!Rule)", line)]
    named = [re.findall(r"`(test_\w+)`", line.split(" | ")[2]) for line in rules]
    files = (ROOT / "tests" / "services").rglob("test_*.py")
    tests = "".join(path.read_text("utf-8") for path in files)
    assert all(named)
    assert not {name for names in named for name in names} - set(
        re.findall(r"def (test_\w+)\(", tests)
    )
    assert len(rules) > 30
