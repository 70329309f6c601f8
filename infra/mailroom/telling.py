"""How is what goes wrong told once, and not again with every try?"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable

# A server may tell a moment or a number of its own with each answer; the code of an
# answer is what it says.
_OF_THE_MOMENT = re.compile(r"\b(?![45]\d\d\b)\w*\d\w*")

_log = logging.getLogger(__name__)


class Telling:
    """What was last told of one thing, by whichever thread; `count` has a 1 for it."""

    def __init__(self, fails: str, works: str, count: Callable[[int], None]) -> None:
        self._fails, self._works, self._count = fails, works, count
        self._told = ""
        self._turn = threading.Lock()

    def fails(self, why: object) -> None:
        """It does not go; one that fails all night is one line, not a thousand."""
        said = _OF_THE_MOMENT.sub("", str(why)) or "?"
        with self._turn:
            self._count(1)
            if said != self._told:
                _log.warning("%s: %s", self._fails, why)
            self._told = said

    def works(self) -> None:
        """It goes, or goes again."""
        with self._turn:
            self._count(0)
            if self._told:
                _log.info("%s", self._works)
            self._told = ""
