"""How is the whole platform started on this machine?"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

REPOSITORY = Path(__file__).parents[2]


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    envvar="CARETAKER_DATA",
    default=REPOSITORY / "var",
    help="Where the data lives. [default: var in the repository]",
)
@click.option("--empty", is_flag=True, help="Do not load the demo data.")
def up(port: int, data: Path, empty: bool) -> None:
    """Start the whole platform in one process, with no server to install.

    It listens on this machine only, keeps everything in the data directory, and stops
    on Ctrl-C. Starting again keeps all data.
    """
    arguments = ["--port", str(port), "--data", str(data)]
    if empty:
        arguments.append("--empty")
    # A process of its own, so that green threads are in place before anything else.
    program = [sys.executable, "-m", "infra.embedded", *arguments]
    os.execv(sys.executable, program)
