"""How does a migration begin? With what the declared tables have and the history lacks.

It is a draft. Whoever changes tables reads it, moves what has to be moved, and says in
its first line what it is for; a test holds the history and the tables together.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.operations.ops import CreateTableOp, UpgradeOps
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect

from infra.histories import declared
from infra.survey import services
from shared.columns import Moment
from shared.config import KEYS
from shared.migrating import history, migrate, places

KERNEL_HISTORY = "kernel"
_HEADING = '''"""{says}"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
{imports}
revision = "{revision}"
down_revision = {before!r}
branch_labels = {labels!r}
depends_on = None


def upgrade() -> None:
'''


def new_migration(history_name: str, says: str) -> Path:
    """The draft of the next migration of a history; ValueError: nothing changed."""
    owner = _database_of(history_name)
    operations = difference(owner)
    if operations.is_empty():
        raise ValueError(f"the tables of {owner} are as its history makes them")
    before = _latest(history_name)
    place = places(owner)[0 if history_name in (KERNEL_HISTORY, KEYS) else 1]
    place.mkdir(exist_ok=True)
    (place / "__init__.py").touch()
    number = int(before.rpartition("_")[2]) + 1 if before else 1
    slug = "_".join(re.findall(r"[a-z0-9]+", says.lower())[:5])
    draft = place / f"m{number:04}_{slug}.py"
    draft.write_text(render(history_name, says, number, before, operations))
    tidy(draft)
    return draft


def tidy(draft: Path) -> None:
    """Bring a draft into the form of the house, as far as that goes by itself.

    Lines are broken before they are found too long; of what is left, whoever reads the
    draft hears from `./caretaker check`.
    """
    for step in (["format"], ["check", "--fix", "--exit-zero"]):
        ruff = [sys.executable, "-m", "ruff", *step, "--quiet", str(draft)]
        subprocess.run(ruff, check=True, stdout=subprocess.DEVNULL)


def difference(name: str) -> UpgradeOps:
    """What the declared tables have and the history of a database does not make."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/{name}.db"
        migrate(url, name)
        with create_engine(url).connect() as connection:
            return compared(connection, name)


def compared(connection: Connection, name: str) -> UpgradeOps:
    """What a database lacks of the tables that are declared for it, as Alembic sees."""
    found = inspect(connection).get_table_names()
    virtual = [one for one in found if f"{one}_config" in found]

    def counts(item: Any, name: str | None, kind: str, *_: Any) -> bool:
        if kind == "table" and virtual:
            # SQLite keeps a full-text index in tables that nobody declared.
            return not str(name).startswith(tuple(virtual))
        only = getattr(item, "_ddl_if", None)
        return only is None or only.dialect == connection.dialect.name

    options = {"include_object": counts}
    context = MigrationContext.configure(connection, opts=options)
    tables: Any = [*declared(name)]
    operations = produce_migrations(context, tables).upgrade_ops
    assert operations is not None
    return operations


def render(
    history_name: str,
    says: str,
    number: int,
    before: str | None,
    operations: UpgradeOps,
) -> str:
    """A migration as Python."""
    imports = set[str]()
    rendering: Any = {"render_item": _moment, "imports": imports}
    body = render_python_code(operations, render_as_batch=True, **rendering)
    new = [one for one in operations.ops if isinstance(one, CreateTableOp)]
    if "Moment()" in body:
        imports.add("from shared.columns import Moment")
    if new:
        imports.add("from shared.steps import guard")
        body += "".join(f"\n    {_guard(one)}" for one in new)
    heading = _HEADING.format(
        says=says,
        imports="".join(f"\n{one}" for one in sorted(imports)) + "\n" * bool(imports),
        revision=f"{history_name}_{number:04}",
        before=before,
        labels=None if before else (history_name,),
    )
    lines = [line for line in body.splitlines() if not line.strip().startswith("# ###")]
    return heading + "\n".join(lines).strip("\n") + "\n"


def _guard(table: CreateTableOp) -> str:
    how = "".join(f", {name}={value!r}" for name, value in (table.info or {}).items())
    return f'guard("{table.table_name}"{how})'


def _moment(kind: str, item: Any, _: Any) -> str | bool:
    return "Moment()" if kind == "type" and isinstance(item, Moment) else False


def _database_of(history_name: str) -> str:
    """A database whose history holds this one; each service's holds the kernel's."""
    return next(iter(services())) if history_name == KERNEL_HISTORY else history_name


def _latest(history_name: str) -> str | None:
    heads = history(_database_of(history_name)).get_heads()
    return next((h for h in heads if h.startswith(f"{history_name}_")), None)
