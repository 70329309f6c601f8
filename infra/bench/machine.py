"""On what was it measured?"""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("SQLAlchemy", "psycopg2-binary", "eventlet", "nameko", "Flask")


def machine(place: Path) -> dict[str, str]:
    """Hardware and versions, as a reader of the numbers has to know them."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return {
        "processor": f"{os.cpu_count()} x {_processor()}",
        "memory": _memory(),
        "disk": _filesystem(place),
        "system": f"{platform.system()} {platform.release()}",
        "load": ", ".join(f"{load:.1f}" for load in os.getloadavg()),
        "python": platform.python_version(),
        "libraries": libraries,
    }


def _processor() -> str:
    found = re.search(r"^model name\s*: (.*)$", _read("/proc/cpuinfo"), re.MULTILINE)
    return found[1] if found else platform.machine()


def _memory() -> str:
    found = re.search(r"^MemTotal:\s*(\d+) kB$", _read("/proc/meminfo"), re.MULTILINE)
    return f"{int(found[1]) / 2**20:.0f} GiB" if found else "unknown"


def _filesystem(place: Path) -> str:
    """The kind of file system a place is on: the longest mount point above it."""
    mounts = [line.split() for line in _read("/proc/mounts").splitlines()]
    above = [m for m in mounts if place.resolve().is_relative_to(m[1])]
    return max(above, key=lambda m: len(m[1]))[2] if above else "unknown"


def _read(file: str) -> str:
    """A file that Linux has; empty elsewhere."""
    try:
        return Path(file).read_text()
    except OSError:
        return ""
