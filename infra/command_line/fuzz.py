"""Is there anything from outside that our readers fail at?"""

from __future__ import annotations

import secrets
import subprocess
import sys
import tempfile
from base64 import encodebytes
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import click
from rich.console import Console

REPOSITORY = Path(__file__).resolve().parents[2]
SEEDS = REPOSITORY / "tests" / "services" / "intake" / "mail"
"""Messages that a search begins with."""

_WRAPPED = b"""\
From: ben@beckfield.example
Content-Type: application/ms-tnef; name=winmail.dat
Content-Transfer-Encoding: base64

"""

NOT_HERE = (
    "atheris runs on Linux with an x86-64 and Python before 3.14, and is not here"
)


@click.command()
@click.argument("reader", type=click.Choice(["mail"]))
@click.option("--minutes", default=5.0, show_default=True, help="How long to go on.")
@click.option("--runs", type=click.IntRange(1), help="Or how many are tried.")
@click.option("--seed", type=click.IntRange(1), help="What was printed by a run.")
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("var/fuzz"),
    show_default=True,
    help="Where what fails is written to.",
)
def fuzz(
    reader: str, *, minutes: float, runs: int | None, seed: int | None, keep: Path
) -> None:
    """Search for a message that our reader fails at, by what its code does with it.

    It ends at the first that raises an error, takes more calls than its size explains,
    or makes more of itself; with none, it has found nothing in this time.
    """
    if find_spec("atheris") is None:
        raise click.UsageError(NOT_HERE)
    console = Console(highlight=False)
    chosen = seed or secrets.randbelow(10**6) + 1
    console.print(f"seed {chosen}")
    keep.mkdir(parents=True, exist_ok=True)
    enough = f"-runs={runs}" if runs else f"-max_total_time={int(minutes * 60)}"
    options = (f"-seed={chosen}", enough, f"-artifact_prefix={keep.resolve()}/")
    with tempfile.TemporaryDirectory(prefix="caretaker-fuzz-") as folder:
        for number, raw in enumerate(_seeds()):
            Path(folder, f"{number:03}.eml").write_bytes(raw)
        command = [sys.executable, "-m", f"infra.fuzz.{reader}", folder, *options]
        ended = subprocess.run(command, cwd=REPOSITORY, check=False)
    if ended.returncode:
        console.print(f"[bold red]what fails is in {keep}[/]")
        sys.exit(1)
    console.print("[green]nothing was found that fails[/]")


def _seeds() -> Iterator[bytes]:
    """Every sample of a message, and each of what Outlook wraps up in one."""
    for place in sorted(SEEDS.rglob("*.eml")):
        yield place.read_bytes()
    for place in sorted(SEEDS.rglob("*.tnef")):
        yield _WRAPPED + encodebytes(place.read_bytes())
