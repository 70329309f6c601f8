"""How does a developer begin a migration?"""

from __future__ import annotations

import click

from infra.command_line.development import REPOSITORY


@click.command("new-migration")
@click.argument("history")
@click.argument("says")
def new_migration(history: str, says: str) -> None:
    """Draft the migration that tables which were changed need, and its first line.

    HISTORY is a service, kernel or keys; SAYS is a sentence of what it is for.
    """
    from infra import histories
    from infra import new_migration as beginning

    there = [beginning.KERNEL_HISTORY, *histories.databases()]
    if history not in there:
        raise click.ClickException(f"there is no {history}: {', '.join(there)}")
    try:
        draft = beginning.new_migration(history, says)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(draft.relative_to(REPOSITORY))
    click.echo("\nRead it, and move what has to be moved. Then:")
    click.echo("./caretaker test tests/shared/test_migrating.py")
