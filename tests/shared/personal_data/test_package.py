"""Does a text seem to hold personal or financial data? The kind of it, and not what."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from contracts.personal_data import Sensitive
from shared.personal_data import kinds_in
from tests.support.reading import REPOSITORY

HERE = Path(__file__).parent


def test_each_kind_is_told_once_and_in_order() -> None:
    card, number = "4111 1111 1111 1111", "AB123456C"
    found = kinds_in(f"{card} {card}", None, "", f"{number}, pin: 1234")
    assert found == (
        Sensitive.NATIONAL_INSURANCE,
        Sensitive.PAYMENT_CARD,
        Sensitive.PASSWORD,
    )
    assert kinds_in() == ()


def test_nothing_is_found_in_what_schools_really_write() -> None:
    """All that our demonstration and our pages say: tickets, articles, forms, names."""
    texts = [*_written()]
    assert len(texts) > 1_000
    assert [(said, kinds_in(said)) for said in texts if kinds_in(said)] == []


def _written() -> Iterator[str]:
    for place in REPOSITORY.glob("infra/demo*.py"):
        yield from _constants(place)
    for place in REPOSITORY.glob("tests/services/intake/**/*.py"):
        if HERE.name not in place.parts:
            yield from _constants(place)
    for pattern in ("tests/**/*.eml", "services/gateway/templates/**/*.html"):
        for place in REPOSITORY.glob(pattern):
            yield place.read_text(errors="replace")


def _constants(place: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(place.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
