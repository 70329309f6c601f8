"""Is what goes wrong told once for each change, and not with every try?"""

from __future__ import annotations

import logging

import pytest

from infra.mailroom.telling import Telling


@pytest.fixture
def counts() -> list[int]:
    return []


@pytest.fixture
def telling(caplog: pytest.LogCaptureFixture, counts: list[int]) -> Telling:
    caplog.set_level(logging.INFO)
    return Telling("it does not go", "it goes again", counts.append)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("no", "no"),
        ("", ""),
        ("failed [2026-06-08 12:00:01]", "failed [2026-06-09 01:10:11]"),
        ("too many connections x1mb7", "too many connections y22b9"),
        ("3 messages stay", "14 messages stay"),
    ],
)
def test_the_same_trouble_is_told_once(
    telling: Telling, caplog: pytest.LogCaptureFixture, first: str, then: str
) -> None:
    telling.fails(first)
    telling.fails(then)
    assert caplog.text.count("it does not go") == 1


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("no", "never"),
        ("no token is given: 400 invalid_grant", "no token is given: 503 "),
        ("the folder is gone", "the folder is full"),
    ],
)
def test_another_trouble_is_told_even_where_it_is_of_one_kind(
    telling: Telling, caplog: pytest.LogCaptureFixture, first: str, then: str
) -> None:
    telling.fails(first)
    telling.fails(then)
    telling.fails(then)
    assert caplog.text.count("it does not go") == 2
    assert then in caplog.text


def test_that_it_goes_is_told_after_trouble_only(
    telling: Telling, caplog: pytest.LogCaptureFixture, counts: list[int]
) -> None:
    telling.works()
    telling.fails("no")
    telling.works()
    telling.works()
    telling.fails("no")
    assert caplog.text.count("it goes again") == 1
    assert caplog.text.count("it does not go: no") == 2
    assert counts == [0, 1, 0, 0, 1]
