"""Does heavy work leave the green threads of a process running?"""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from shared import heavy

REPOSITORY = Path(__file__).parents[2]

PATCHED = """
import warnings
warnings.filterwarnings("ignore", r"\\s*Eventlet is deprecated")
import eventlet
eventlet.monkey_patch()
from eventlet import patcher
from shared import heavy

os = patcher.original("os")
reading, writing = os.pipe()

def wait_for_a_green_thread():
    os.read(reading, 1)  # in the hub's own thread this would wait for ever
    return patcher.original("threading").get_ident()

eventlet.spawn(lambda: os.write(writing, b"."))
there = heavy.run(wait_for_a_green_thread)
print("elsewhere" if there != patcher.original("threading").get_ident() else "here")
try:
    heavy.run(int, "seven")
except ValueError as error:
    print(error)
"""


def test_without_green_threads_it_is_simply_done() -> None:
    assert heavy.run(threading.get_ident) == threading.get_ident()
    assert heavy.run(int, "ff", base=16) == 255
    with pytest.raises(ValueError, match="seven"):
        heavy.run(int, "seven")


def test_with_green_threads_they_run_on_meanwhile() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PATCHED],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.stderr == ""
    first, second = ended.stdout.splitlines()
    assert first == "elsewhere"
    assert "seven" in second
