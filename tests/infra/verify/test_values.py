"""Is a stored value believed only where the platform would have written it so?"""

from __future__ import annotations

import pytest

from infra.verify.values import COLUMNS, READERS, Garbled, faults

ID = "0a" * 16
GOOD = {
    "event_id": ID,
    "causation_id": None,
    "on_behalf_of": None,
    "actor": "operator:olu",
    "position": 1,
    "happened_at": 0,
    "body": b"{}",
    "hash": bytes(32),
}


def test_what_the_platform_writes_has_no_fault() -> None:
    assert list(faults(GOOD)) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("event_id", ID.upper()),
        ("event_id", f"{ID[:8]}-{ID[8:]}"),
        ("event_id", ID[:-1]),
        ("event_id", None),
        ("event_id", ID.encode()),
        ("causation_id", ""),
        ("actor", None),
        ("actor", b"operator:olu"),
        ("actor", Garbled(b"\xff")),
        ("on_behalf_of", 5),
        ("position", "1"),
        ("position", 1.5),
        ("position", True),
        ("happened_at", 2**62),
        ("happened_at", None),
        ("body", "{}"),
        ("body", Garbled(b"\xff")),
        ("hash", b"short"),
        ("hash", "x" * 32),
    ],
)
def test_any_other_value_is_a_fault_of_its_column(column: str, value: object) -> None:
    [(named, why)] = faults(GOOD | {column: value})
    assert named == column
    assert why


def test_every_column_of_a_log_has_its_reader() -> None:
    assert len(READERS) == len(COLUMNS)
