"""How fast is Caretaker on this machine, beside programs that promise nothing?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console

NAMES = (
    "append",
    "writers",
    "peers",
    "batches",
    "page",
    "consume",
    "publish",
    "feed",
    "catch_up",
    "verify",
    "rebuild",
    "clocks",
    "what_if",
    "tickets",
    "mail",
    "pages",
    "live",
)


@click.command()
@click.option("--quick", is_flag=True, help="Short rounds: a look, not a measurement.")
@click.option(
    "--only",
    type=click.Choice(NAMES),
    multiple=True,
    help="Measure this alone; may be given several times.",
)
@click.option(
    "--database",
    metavar="URL",
    help="Measure the PostgreSQL server at this URL, of a superuser there.",
)
@click.option(
    "--broker",
    metavar="URL",
    help="Carry events over the RabbitMQ at this URL, of an unused virtual host.",
)
@click.option(
    "--messages",
    type=click.IntRange(100, 1_000_000),
    metavar="NUMBER",
    help="Messages whose outcomes are counted, with --only mail; else 10,000.",
)
@click.option(
    "--json",
    "file",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="Write what was found to a file, too.",
)
def bench(  # noqa: PLR0913  # one for each option
    *,
    quick: bool,
    only: tuple[str, ...],
    database: str | None,
    broker: str | None,
    messages: int | None,
    file: Path | None,
) -> None:
    """Measure this machine, and say where a ratio is less than it should be.

    Each rate of ours stands beside that of a bare program in the same run. No server
    is needed: SQLite files, a private PostgreSQL and a private RabbitMQ are made and
    removed, and so is everything that is made on a server that is named.
    """
    from infra.bench import report, rounds, run
    from infra.bench.server import Unusable

    console = Console(highlight=False)
    plan = replace(rounds.QUICK if quick else rounds.FULL, messages=messages)
    about = run.about(plan)
    for name, told in about.items():
        console.print(f"{name:<10} {told}", soft_wrap=True)
    try:
        servers = run.Servers(database, broker)
        found = run.run(only or NAMES, plan, console, servers)
    except Unusable as error:
        raise click.UsageError(str(error)) from error
    if file is not None:
        report.write(file, about, found)
        console.print(f"written to {file}")
