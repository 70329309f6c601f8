"""How does a checkout get the virtual environment that its lock describes?"""

import fcntl
import shutil
import subprocess
import sys
import venv
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


def set_up(repository: Path = REPOSITORY) -> None:
    """Bring .venv in line with requirements.lock; wait for whoever is doing so."""
    # The kernel drops this lock when its holder dies, so it can never go stale.
    with (repository / ".venv.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not is_current(repository):
            make_environment(repository)


def is_current(repository: Path) -> bool:
    """Is the installed environment, complete, the one the lock asks for?"""
    stamp = repository / ".venv" / "installed.lock"
    python = repository / ".venv" / "bin" / "python"
    lock = repository / "requirements.lock"
    return (
        python.exists() and stamp.exists() and stamp.read_bytes() == lock.read_bytes()
    )


def make_environment(repository: Path) -> None:
    """Create the environment, or update a complete one in place, and stamp it."""
    environment = repository / ".venv"
    stamp = environment / "installed.lock"
    lock = repository / "requirements.lock"
    if stamp.exists() and (environment / "bin" / "python").exists():
        tell("updating the locked packages")
        stamp.unlink()
    else:
        tell("1 of 2, virtual environment")
        venv.create(environment, clear=True, with_pip=True, symlinks=True)
        tell("2 of 2, locked packages")
    install(environment / "bin" / "python", lock)
    shutil.copyfile(lock, stamp)
    tell("done")


def install(python: Path, lock: Path) -> None:
    """Install exactly what the lock names, wheels only: nothing is built here."""
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    only_locked = ["--require-hashes", "--only-binary=:all:", "--requirement"]
    subprocess.run([*pip, "install", *only_locked, str(lock)], check=True)


def tell(step: str) -> None:
    """Say on the terminal what the set-up is doing."""
    print(f"Setting up Caretaker (once): {step}", flush=True)


if __name__ == "__main__":
    try:
        set_up()
    except subprocess.CalledProcessError as failure:
        sys.exit(f"Setting up Caretaker failed: pip ended with {failure.returncode}.")
