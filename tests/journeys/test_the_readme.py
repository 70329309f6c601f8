"""Does what the README has a newcomer type work as it stands?"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.platform import Platform
from tests.support.reading import REPOSITORY


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Platform]:
    """A running platform with the demo data."""
    running = Platform(tmp_path / "var")
    running.start()
    yield running
    running.kill()


def test_the_journey_can_be_pasted_as_it_stands(demo: Platform) -> None:
    readme = (REPOSITORY / "README.md").read_text()
    [journey] = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)
    place = {"CARETAKER_URL": demo.url, "CARETAKER_DATA": str(demo.data)}
    ended = subprocess.run(
        ["/bin/sh", "-e"],
        input=journey,
        cwd=REPOSITORY,
        env=os.environ | place,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    for said in ("\n19FH-4\n", "Nobody can take the register", "clock started"):
        assert said in ended.stdout
    assert re.search(r"^verified: \d+ events in 3 logs$", ended.stdout, re.MULTILINE)
