"""Does the platform keep its promises while everything around it breaks?"""

from __future__ import annotations

import secrets
import sys
import tempfile
from pathlib import Path

import click
from rich.console import Console


@click.command()
@click.option("--minutes", default=5.0, show_default=True, help="How long to go on.")
@click.option("--seed", type=int, help="What was printed by a run, to repeat it.")
def chaos(minutes: float, seed: int | None) -> None:
    """Break a platform of its own for some minutes, and count what that did.

    A private PostgreSQL and a private RabbitMQ are killed, frozen, wiped and cut off,
    and processes are killed, while tickets are opened. What was lost, duplicated, out
    of order or diverged is counted in the end, what each service shows included, and
    has to be nothing.
    """
    from infra.chaos.run import run

    console = Console(highlight=False)
    chosen = secrets.randbelow(10**6) if seed is None else seed
    console.print(f"seed {chosen}, {minutes:g} minutes")
    with tempfile.TemporaryDirectory(prefix="caretaker-chaos-") as data:
        found = run(minutes * 60, chosen, Path(data), console.print)
        console.print(
            f"{found.acknowledged} tickets acknowledged, {found.refused} refused,"
            f" {len(found.faults)} faults"
        )
        for name, number in found.verdict._asdict().items():
            told = "green" if number == 0 else "bold red"
            console.print(f"{name.replace('_', ' '):<13} [{told}]{number}[/]")
    if found.verdict:
        console.print(f"again: ./caretaker chaos --minutes {minutes:g} --seed {chosen}")
        sys.exit(1)
