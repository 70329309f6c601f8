"""How does a developer begin a new service?"""

from __future__ import annotations

import click

from infra import new_service as beginning
from infra.command_line.development import REPOSITORY


@click.command("new-service")
@click.argument("name")
def new_service(name: str) -> None:
    """Begin a service: its language, its rooms, its tests, all of them green."""
    try:
        paths = beginning.create(name, REPOSITORY)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    for path in paths:
        click.echo(path)
    click.echo(f"\nTry it: ./caretaker test tests/services/{name}")
    click.echo("Go on: docs/adding-a-service.md")
