"""How is Caretaker's own code tested, checked, formatted and locked?"""

import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

import click
from rich.console import Console

from infra.command_line.needs import NEEDS, is_met, leave_out

REPOSITORY = Path(__file__).resolve().parents[2]
PYTHON = sys.executable
RUFF = [PYTHON, "-m", "ruff"]
PYTEST = [PYTHON, "-m", "pytest"]
CHECKS = {
    "format": [*RUFF, "format", "--check", "."],
    "lint": [*RUFF, "check", "."],
    "types": [PYTHON, "-m", "mypy"],
    "import contracts": [str(Path(PYTHON).with_name("lint-imports")), "--no-logo"],
}
# Pinned, so that everybody's `./caretaker lock` writes the same file.
RESOLVER = "uv==0.13.9"
RESOLVE = [
    "pip",
    "compile",
    "--quiet",
    "--no-config",
    "--no-python-downloads",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--custom-compile-command=./caretaker lock",
]
LOCKS = {
    "requirements.lock": ["--group=dev", "pyproject.toml"],
    # What runs, and nothing that only proves it; as the first lock pins it.
    "requirements-production.lock": [
        "--constraints=requirements.lock",
        "pyproject.toml",
    ],
    "requirements-node.lock": ["--group=node"],
}
console = Console(highlight=False)


@click.command()
def check() -> None:
    """Check format, lint, types and import contracts, all of them in any case."""
    failed = [name for name in CHECKS if not passes(name)]
    if failed:
        console.print(f"[bold red]failed:[/] {', '.join(failed)}")
        sys.exit(1)
    console.print("[bold green]all checks passed[/]")


def passes(name: str) -> bool:
    """Run one check under a heading, and say how it ended and how long it took."""
    console.rule(name, align="left")
    begun = time.monotonic()
    ended = subprocess.run(CHECKS[name], cwd=REPOSITORY, check=False)
    verdict = "failed" if ended.returncode else "passed"
    console.print(f"{name} {verdict} in {time.monotonic() - begun:.1f} s\n")
    return ended.returncode == 0


@click.command("format")
def format_code() -> None:
    """Format the code, and make those lint fixes that cannot change what it does."""
    run_or_exit([*RUFF, "check", "--fix-only", "."])
    run_or_exit([*RUFF, "format", "."])


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def test(arguments: tuple[str, ...]) -> None:
    """Run the whole test suite, or what the arguments to pytest select."""
    os.chdir(REPOSITORY)
    missing = [need for need in NEEDS if not is_met(need)]
    left_out = [o for need in missing for o in leave_out(need, PYTEST, arguments)]
    parallel = ["--numprocesses=auto", "--dist=worksteal"]
    # pytest takes this process over, so that Ctrl-C reaches it and nobody else.
    os.execv(PYTHON, [*PYTEST, *parallel, *left_out, *arguments])


@click.command()
@click.option("--upgrade", is_flag=True, help="Take the newest versions allowed.")
def lock(upgrade: bool) -> None:
    """Resolve the dependencies again into the lock files, with their hashes."""
    with tempfile.TemporaryDirectory() as place:
        venv.create(place, with_pip=True)
        python = [str(Path(place, "bin", "python")), "-m"]
        run_or_exit([*python, "pip", "install", "--quiet", RESOLVER])
        resolve = [*python, "uv", *RESOLVE, *(["--upgrade"] if upgrade else [])]
        for name, what in LOCKS.items():
            run_or_exit([*resolve, f"--output-file={name}", *what])


def run_or_exit(command: list[str]) -> None:
    """Run a tool that says itself what is wrong, and end as it ends if it fails."""
    ended = subprocess.run(command, cwd=REPOSITORY, check=False)
    if ended.returncode:
        sys.exit(ended.returncode)
