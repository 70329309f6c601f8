"""How is the first shape of an event kept for ever?"""

from __future__ import annotations

import click


@click.command()
def golden() -> None:
    """Keep an example of every event and version that has none yet."""
    from infra.golden import FOLDER, write

    for name in write():
        click.echo(f"{FOLDER.name}/{name}  written, and never edited from now on")
