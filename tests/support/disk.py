"""Which disk has a power that a test may cut? A file system of its own, in a file.

To shut it down is how those who write file systems test them: from that moment nothing
reaches the disk that was not flushed to it, neither of files nor of their names. It is
mounted again by its journal, as after a power cut. What the disk said it took it keeps.
"""

from __future__ import annotations

import fcntl
import os
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

_SHUT_DOWN = 0x8004587D
_WITHOUT_FLUSHING = 2
_MEGABYTES = 192
_TRIES = 2_000


class Disk:
    """A disk that is mounted at `place`, until its power is cut."""

    def __init__(self, home: Path) -> None:
        self._image, self.place = home / "image", home / "disk"
        self.place.mkdir()
        with self._image.open("wb") as image:
            image.truncate(_MEGABYTES * 2**20)
        _run("mkfs.ext4", "-q", "-F", self._image)
        self.mount()

    def mount(self) -> None:
        """Have what is on the disk again."""
        _run("mount", "-o", "loop", self._image, self.place)

    def flush(self) -> None:
        """Have everything on the disk that was written so far."""
        _run("sync", "--file-system", self.place)

    def cut(self) -> None:
        """Whatever was not flushed is gone; whoever writes finds no disk."""
        root = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(root, _SHUT_DOWN, struct.pack("I", _WITHOUT_FLUSHING))
        finally:
            os.close(root)

    def unmount(self) -> None:
        """Take the disk away, once what a server left behind has noticed its end."""
        for _ in range(_TRIES):
            with suppress(subprocess.CalledProcessError):
                _run("umount", self.place)
                return
        raise OSError(f"somebody still uses {self.place}")


@pytest.fixture
def disk() -> Iterator[Disk]:
    """A disk of this test, that servers reach; skipped where nobody may mount one."""
    with tempfile.TemporaryDirectory(prefix="caretaker-disk-") as home:
        Path(home).chmod(0o755)
        try:
            made = Disk(Path(home))
        except (OSError, subprocess.CalledProcessError) as error:
            pytest.skip(f"no disk can be mounted here: {error}")
        try:
            yield made
        finally:
            made.unmount()


def _run(*command: object) -> None:
    words = [str(word) for word in command]
    subprocess.run(words, check=True, capture_output=True)
