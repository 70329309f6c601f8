"""How does a checkout get the virtual environment that its lock describes?

The launcher runs this with the machine's own Python, before anything is installed.
"""

import fcntl
import shutil
import subprocess
import sys
import venv
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
HEADING = "Setting up Caretaker (once)"
PIP = ["-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
# Exactly what the lock names, and wheels only: nothing is built here. The lock is what
# was resolved. Asked to resolve again, pip can come to another answer: some versions of
# it look for `coverage[toml]` beside the pinned `coverage`, and refuse the newer one.
LOCKED = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--progress-bar=off"]


def set_up(repository: Path) -> None:
    """Bring .venv in line with requirements.lock; wait for whoever is doing so."""
    # The kernel drops this lock when its holder dies, so it can never go stale.
    with (repository / ".venv.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not is_current(repository):
            make_environment(repository)


def is_current(repository: Path) -> bool:
    """Is the installed environment, complete, the one the lock asks for?"""
    python = repository / ".venv" / "bin" / "python"
    stamp = repository / ".venv" / "installed.lock"
    lock = repository / "requirements.lock"
    complete = python.exists() and stamp.exists()
    return complete and stamp.read_bytes() == lock.read_bytes()


def make_environment(repository: Path) -> None:
    """Create the environment, or update a complete one in place, and stamp it."""
    environment = repository / ".venv"
    python = environment / "bin" / "python"
    stamp = environment / "installed.lock"
    lock = repository / "requirements.lock"
    if python.exists() and stamp.exists():
        stamp.unlink()
    else:
        tell("virtual environment")
        venv.create(environment, clear=True, with_pip=True, symlinks=True)
    install(python, lock)
    shutil.copyfile(lock, stamp)
    tell("done")


def install(python: Path, lock: Path) -> None:
    """Install the lock, counting its packages; show what pip said if it fails."""
    packages = sum("==" in line for line in lock.read_text().splitlines())
    tell(f"{packages} locked packages")
    command = [str(python), *PIP, *LOCKED, f"--requirement={lock}"]
    said: list[str] = []
    found = 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        for line in pip.stdout or ():
            said.append(line)
            if line.startswith(("Collecting ", "Processing ", "Requirement already ")):
                found += 1
                tell_progress(f"{found} of {packages}")
            elif line.startswith("Installing "):
                tell_progress("unpacking")
    if pip.returncode:
        sys.exit("".join([*said[-20:], f"{HEADING}: pip failed, see above"]))


def tell(step: str) -> None:
    """Say which step begins, on a line of its own."""
    tell_progress("")
    print(f"{HEADING}: {step}", file=sys.stderr, flush=True)


def tell_progress(progress: str) -> None:
    """Say how far a step has come, on a terminal's last line."""
    if sys.stderr.isatty():
        print(f"\r\033[K{progress}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        set_up(REPOSITORY)
    except KeyboardInterrupt:
        sys.exit(f"\n{HEADING}: interrupted; the next start begins again")
