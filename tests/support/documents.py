"""What does a document of ours hold for a test to check? Its fenced blocks by name."""

from __future__ import annotations

import re
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(document: str) -> dict[str, str]:
    """The blocks of a document that have a name after their language."""
    return dict(_BLOCK.findall((REPOSITORY / document).read_text()))
