"""How many rows does the server read for a question, and by which indexes?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import event as listening

_READING = ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")


@dataclass
class Plan:
    """What was read for all statements of a question, as the server counted it."""

    rows: int = 0
    indexes: set[str] = field(default_factory=set)
    scanned: set[str] = field(default_factory=set)
    """The tables that were read from one end to the other."""


def plan_of(connection: Connection, ask: Callable[[Connection], Any]) -> Plan:
    """Ask, and then have the server carry out each statement again and explain it."""
    sent: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        sent.append((statement, values))

    listening.listen(connection, "before_cursor_execute", note)
    ask(connection)
    listening.remove(connection, "before_cursor_execute", note)
    assert sent, "nothing was asked of the server"
    plan = Plan()
    for statement, values in sent:
        explained = f"explain (analyze, timing off, format json) {statement}"
        told = connection.exec_driver_sql(explained, values).scalar_one()
        tree = told if isinstance(told, list) else json.loads(told)
        for node in _nodes(tree[0]["Plan"]):
            _count(plan, node)
    return plan


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for part in node.get("Plans", ()):
        yield from _nodes(part)


def _count(plan: Plan, node: dict[str, Any]) -> None:
    if "Index Name" in node:
        plan.indexes.add(node["Index Name"])
    if "Relation Name" not in node:
        return
    rows = sum(node.get(name, 0) for name in _READING)
    plan.rows += round(rows * node["Actual Loops"])
    if node["Node Type"] == "Seq Scan":
        plan.scanned.add(node["Relation Name"])
