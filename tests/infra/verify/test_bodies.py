"""Is a body accepted only in the bytes that the platform writes?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.verify.bodies import body_fault
from shared.canonical import LARGEST, canonical

PAYLOADS = st.dictionaries(
    st.text("abZ_09", max_size=5),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-LARGEST, LARGEST)
        | st.text('aé漢"\\\n', max_size=9),
        lambda parts: (
            st.lists(parts, max_size=3)
            | st.dictionaries(st.text("ab", max_size=2), parts, max_size=3)
        ),
        max_leaves=9,
    ),
)


@given(PAYLOADS)
def test_what_the_platform_writes_is_accepted(payload: dict[str, object]) -> None:
    assert body_fault(canonical(payload)) is None


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", "not JSON as"),
        (b"{", "not JSON as"),
        (b'{"a":1.5}', "not JSON as"),
        (b'{"a":NaN}', "not JSON as"),
        (b'{"a":"\xff"}', "not JSON as"),
        (b"[" * 100_000, "not JSON as"),
        (b'{"a":"' + b"1" * 5_000 + b'"', "not JSON as"),
        (b"[]", "a JSON object"),
        (b'"a"', "a JSON object"),
        (b'{ "a":1}', "canonical"),
        (b'{"b":1,"a":2}', "canonical"),
        (b'{"a":1,"a":2}', "canonical"),
        (b'{"a":"\\u0041"}', "canonical"),
        (b'{"a":-0}', "canonical"),
        (b'{"a":9007199254740993}', "canonical"),
        ('{"é":1}'.encode(), "canonical"),
        (b'\xef\xbb\xbf{"a":1}', "not JSON as"),
    ],
)
def test_what_it_does_not_write_is_told(body: bytes, fault: str) -> None:
    told = body_fault(body)
    assert told is not None
    assert fault in told
