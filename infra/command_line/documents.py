"""How are the documents that come from the code written anew?"""

from __future__ import annotations

import click


@click.command()
def docs() -> None:
    """Write the documents that are generated from the code."""
    from infra.documents import DOCUMENTS, write

    changed = write()
    for path in DOCUMENTS:
        click.echo(f"{path}  {'written' if path in changed else 'as it was'}")
