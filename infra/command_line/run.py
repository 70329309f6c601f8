"""How are services started apart from each other, as in production?"""

from __future__ import annotations

import os
import sys

import click

from infra.command_line.options import fail


@click.command()
@click.argument("services", nargs=-1, required=True, metavar="SERVICE...|all")
def run(services: tuple[str, ...]) -> None:
    """Run one service, some, or all of them in this process.

    It is told everything by its environment; docs/operations.md lists the variables. It
    answers /healthz, /readyz and /metrics on its internal port, writes its log to
    standard output as JSON, and ends in order on SIGTERM.
    """
    from infra.survey import REPOSITORY

    there = {place.parent.name for place in REPOSITORY.glob("services/*/service.py")}
    for unknown in sorted({*services} - there - {"all"}):
        fail(f"there is no service {unknown}: {', '.join(sorted(there))}, or all")
    # A process of its own, so that green threads are in place before anything else.
    os.execv(sys.executable, [sys.executable, "-m", "infra.apart", *services])
