"""How is it said at a terminal what a school can ask for? In JSON, in and out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from infra.command_line.client import Client, Json
from infra.command_line.finding import school_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import clean

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("school")
@click.option("--version", type=click.IntRange(1), help="A version of before.")
@click.option("--check", type=_FILE, help="A JSON file: what would differ by it.")
@click.option("--set", "file", type=_FILE, help="A JSON file to have it from now on.")
@with_platform
def catalogue(
    platform: Client,
    school: str,
    version: int | None,
    check: Path | None,
    file: Path | None,
) -> None:
    """Show what SCHOOL can ask for by name, as JSON, or set it from a file.

    A file is a list of offerings, as this shows them. Set what stands by a version that
    you checked: what somebody set meanwhile is not lost.
    """
    place = ("schools", school_of(platform, school), "catalogue")
    if check is not None:
        found = platform.post(*place, "preview", body={"offerings": read(check)})
        for one in found["differences"]:
            click.echo(clean(_line(one)))
        click.echo(f"Of version {found['catalogue_version']}.", err=True)
        return
    if file is not None:
        body: dict[str, Any] = {"offerings": read(file)}
        body |= {"version": version} if version else {}
        known = platform.put(*place, body=body)
    else:
        known = platform.get(*place, version=version)
        click.echo(json.dumps(known["offerings"], indent=2, ensure_ascii=False))
    click.echo(f"It is version {known['catalogue_version']}.", err=True)


def read(file: Path) -> Any:
    """What is in a file; Unclear where it is not JSON."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Unclear(f"{file} is not JSON: {error}") from None


def _line(one: Json) -> str:
    """What differs, on a line."""
    what = f"{one['how']} {one['offering']}"
    what += f", {one['question']}" if one["question"] else ""
    if one["how"] != "changed":
        return what
    return f"{what}, {one['field']}: {one['after']!r} instead of {one['before']!r}"
