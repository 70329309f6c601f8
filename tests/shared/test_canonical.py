"""Are the bytes of a payload those of RFC 8785, whoever writes them?"""

from __future__ import annotations

import json
from typing import Any

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from shared.canonical import LARGEST, canonical, parse
from tests.support.messages import WHOLE

NAMES = st.text(st.characters(max_codepoint=127), max_size=8)
TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
PARTS = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXT,
    lambda part: st.lists(part, max_size=4) | st.dictionaries(NAMES, part, max_size=4),
    max_leaves=20,
)
PAYLOADS = st.dictionaries(NAMES, PARTS, max_size=6)


@given(PAYLOADS)
@example({"control": "".join(map(chr, range(32))), "delete": "\x7f"})
@example({"quotes": "\"\\/'", "far": "\u2028\u2029\ufeff🐝", "b": {"Z": 1, "a": []}})
@example({"": [LARGEST, -LARGEST, 0, True, None]})
def test_the_bytes_are_those_of_the_standard(payload: dict[str, Any]) -> None:
    assert canonical(payload) == rfc8785.dumps(payload)


@given(PAYLOADS)
def test_what_was_written_and_read_has_the_same_bytes(payload: dict[str, Any]) -> None:
    written = canonical(payload)
    assert parse(written) == json.loads(written) == payload
    assert canonical(parse(written)) == written


@pytest.mark.parametrize("body", [b"", b"{", b"{}{}", b" {}", b"{}\n", b'"\xff"'])
def test_what_is_not_one_payload_is_not_read(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"payload|Expecting|decode"):
        parse(body)


@given(PAYLOADS, st.randoms(use_true_random=False))
def test_the_order_of_the_fields_does_not_matter(
    payload: dict[str, Any], chance: Any
) -> None:
    names = list(payload)
    chance.shuffle(names)
    assert canonical({name: payload[name] for name in names}) == canonical(payload)


@pytest.mark.parametrize(
    "payload",
    [
        {"a": 1.5},
        {"a": [0.0]},
        {"a": LARGEST + 1},
        {"a": {"b": -LARGEST - 1}},
        {"a": (1, 2)},
        {"a": b"bytes"},
        {"é": 1},
        {"a": [{1: 2}]},
        {"a": "\ud800"},
    ],
    ids=str,
)
def test_what_has_no_bytes_that_everybody_agrees_on_is_refused(
    payload: dict[str, Any],
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # each says it in its own words
        canonical(payload)


def test_without_one_form_two_writers_of_one_payload_differ() -> None:
    one, other = {"b": 1, "a": "é"}, {"a": "é", "b": 1}
    assert canonical(one) == canonical(other)
    assert json.dumps(one) != json.dumps(other)
