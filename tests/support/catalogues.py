"""What does a database have, apart from rows? As sets that two databases can share."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, inspect, text

_NOT_OURS = "alembic_version"
_ON_POSTGRESQL = {
    "functions": "select pg_get_functiondef(p.oid) from pg_proc p"
    " where pronamespace = current_schema()::regnamespace",
    "policies": "select concat_ws(' ', tablename, policyname, permissive, roles::text,"
    " cmd, qual, with_check) from pg_policies where schemaname = current_schema()",
    "tables": "select concat_ws(' ', relname, relkind, relrowsecurity,"
    " relforcerowsecurity, reloptions::text) from pg_class"
    " where relnamespace = current_schema()::regnamespace and relkind <> 'i'",
    "grants": "select concat_ws(' ', table_name, grantee, privilege_type)"
    " from information_schema.role_table_grants"
    " where table_schema = current_schema() and grantee like 'caretaker\\_%'",
    "indexes": "select indexdef from pg_indexes where schemaname = current_schema()",
    "constraints": "select conrelid::regclass || ' ' || pg_get_constraintdef(oid)"
    " from pg_constraint where connamespace = current_schema()::regnamespace",
}
_ON_SQLITE = (
    "select sql from sqlite_schema where sql is not null"
    " and (type = 'trigger' or sql like 'create virtual%')"
)


def catalogue(connection: Connection) -> dict[str, set[str]]:
    """Everything that was made, without where it was made and in which order."""
    found = {"columns": _columns(connection)}
    if connection.dialect.name == "sqlite":
        found["indexes"] = _indexes(connection)
        found["virtual"] = {*connection.execute(text(_ON_SQLITE)).scalars()}
        return found
    schema = connection.execute(text("select current_schema()")).scalar_one()
    for kind, query in _ON_POSTGRESQL.items():
        told = connection.execute(text(query)).scalars()
        found[kind] = {_plain(one, schema) for one in told if _NOT_OURS not in one}
    return found


def _columns(connection: Connection) -> set[str]:
    looking = inspect(connection)
    return {
        f"{table} {column['name']} {column['type']!r} {column['nullable']}"
        f" {column.get('identity')} {looking.get_pk_constraint(table)}"
        for table in looking.get_table_names()
        if table != _NOT_OURS
        for column in looking.get_columns(table)
    }


def _indexes(connection: Connection) -> set[str]:
    looking = inspect(connection)
    return {
        f"{table} {_sorted(one)}"
        for table in looking.get_table_names()
        for one in (
            *looking.get_indexes(table),
            *looking.get_unique_constraints(table),
        )
    }


def _sorted(index: Any) -> str:
    options = (
        {name: str(value) for name, value in index["dialect_options"].items()}
        if "dialect_options" in index
        else {}
    )
    return f"{index['name']} {index['column_names']} {index.get('unique')} {options}"


def _plain(definition: str, schema: str) -> str:
    return re.sub(rf'"?{schema}"?\.', "", definition)
