"""How are the results of a run told? A table for each database, and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from infra.bench.results import Compared, Counted, Held, Result, Waited

_VERDICTS = {None: "", True: "[green]reached[/]", False: "[yellow]not yet[/]"}


def show(
    console: Console, database: str, results: Sequence[Result], note: str = ""
) -> None:
    """Print what was found on one database."""
    compared = [result for result in results if isinstance(result, Compared)]
    waits = [result for result in results if isinstance(result, Waited)]
    console.print(f"\n[bold]{database}[/] {note}")
    if compared:
        console.print(_rates(compared))
    if waits:
        console.print(_waits(waits))
    for one in results:
        if isinstance(one, Held):
            told = f"{one.kib:,.0f} KiB of memory, {one.each:.1f} each"
            console.print(f"{one.count:,} {one.work}: {told}")
        elif isinstance(one, Counted):
            kinds = ", ".join(f"{count:,} {kind}" for kind, count in one.counts.items())
            total = sum(one.counts.values())
            console.print(f"{one.work}: {total:,} outcomes: {kinds}")


def write(file: Path, about: Mapping[str, object], results: Sequence[Result]) -> None:
    """Write what was found, and on what, for programs."""
    told = {**about, "results": [result.as_json() for result in results]}
    file.write_text(json.dumps(told, indent=2) + "\n")


def _rates(compared: Sequence[Compared]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("work", "unit"):
        table.add_column(name)
    for name in ("bare", "ours", "ratio", "target"):
        table.add_column(name, justify="right")
    table.add_column("")
    for one in compared:
        table.add_row(
            one.work,
            one.unit,
            f"{one.bare:,.0f}",
            f"{one.ours:,.0f}",
            f"{one.ratio:.2f}",
            "" if one.target is None else f"{one.target:.2f}",
            _VERDICTS[one.reached],
        )
    return table


def _waits(waits: Sequence[Waited]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("milliseconds until")
    for name in ("times", "p50", "p95", "p99"):
        table.add_column(name, justify="right")
    for one in waits:
        cuts = (f"{cut * 1_000:.1f}" for cut in (one.p50, one.p95, one.p99))
        table.add_row(one.work, f"{one.count:,}", *cuts)
    return table
