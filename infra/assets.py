"""How do the pages get Bootstrap and htmx? From npm, as package-lock.json pins them.

The launcher runs this with the virtual environment's Python, once for each lock.
"""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
HEADING = "Setting up Caretaker (once)"
CLEAN_INSTALL = [
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
]
NODE = ["-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
LOCKED = ["--require-hashes", "--no-deps", "--only-binary=:all:"]


def install(repository: Path) -> None:
    """Bring node_modules in line with package-lock.json; wait for whoever does so."""
    with (repository / ".assets.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not is_current(repository):
            _say("browser packages")
            _run([_npm(repository), *CLEAN_INSTALL], repository)
            lock = repository / "package-lock.json"
            shutil.copyfile(lock, repository / "node_modules" / "installed.lock")


def is_current(repository: Path) -> bool:
    """Is what the lock asks for installed, to the end?"""
    stamp = repository / "node_modules" / "installed.lock"
    lock = repository / "package-lock.json"
    return stamp.exists() and stamp.read_bytes() == lock.read_bytes()


def _npm(repository: Path) -> str:
    """The machine's npm, or the one that a wheel brings where it has none."""
    found = shutil.which("npm")
    if found is None:
        _say("Node, which this machine does not have")
        lock = f"--requirement={repository / 'requirements-node.lock'}"
        _run([sys.executable, *NODE, *LOCKED, lock], repository)
        found = str(Path(sys.executable).with_name("npm"))
    return found


def _run(command: list[str], repository: Path) -> None:
    ended = subprocess.run(
        command,
        cwd=repository,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if ended.returncode:
        sys.exit(f"{ended.stdout}{HEADING}: {command[0]} failed, see above")


def _say(step: str) -> None:
    print(f"{HEADING}: {step}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    install(REPOSITORY)
