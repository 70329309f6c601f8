"""What is asked of the platform meanwhile, and what of it was acknowledged?"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import requests

from infra.chaos.platform import Platform

SCHOOLS = ("Ashgrove Primary", "Beckfield Academy")
WRITERS = 3


class Load:
    """Writers that open tickets; `acknowledged` is what they were told there is."""

    def __init__(self, platform: Platform, seed: int) -> None:
        self.acknowledged: set[str] = set()
        self.refused = 0
        self._platform = platform
        self._seed = seed
        self._enough = threading.Event()
        self._schools: list[str] = []

    def take_on_schools(self) -> None:
        """The schools that the tickets are of."""
        for name in SCHOOLS:
            added = self._platform.api("POST", "/schools", {"name": name})
            added.raise_for_status()
            self._schools.append(added.json()["school_id"])

    @contextmanager
    def running(self) -> Iterator[None]:
        """Write for as long as the block lasts."""
        writers = [
            threading.Thread(target=self._write, args=(number,), daemon=True)
            for number in range(WRITERS)
        ]
        for writer in writers:
            writer.start()
        try:
            yield
        finally:
            self._enough.set()
            for writer in writers:
                writer.join()

    def _write(self, writer: int) -> None:
        chance = Random(f"{self._seed}/{writer}")  # noqa: S311  # the same every time
        while not self._enough.is_set():
            school = chance.choice(self._schools)
            body = {
                "subject": f"Writer {writer}, {chance.random()}",
                "description": "",
                "requester": {"name": "Priya", "email": "priya@ashgrove.example"},
                "channel": "portal",
                "impact": "low",
                "urgency": "medium",
            }
            try:
                path = f"/schools/{school}/tickets"
                answer = self._platform.api("POST", path, body)
                answer.raise_for_status()
                self.acknowledged.add(answer.json()["ticket_id"])
            except requests.RequestException:
                self.refused += 1
                self._enough.wait(0.2)
