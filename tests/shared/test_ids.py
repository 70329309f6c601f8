"""Is an id that was made quickly the one that Python's own class makes?"""

from __future__ import annotations

import pickle
from copy import deepcopy
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import text

from shared import ids
from shared.database import Database
from shared.ids import id_of_digits
from tests.support.cast import ASHGROVE
from tests.support.databases import Databases, create


@given(st.uuids())
@example(UUID(int=0))
@example(UUID(int=2**128 - 1))
def test_it_is_the_same_id_in_every_way(known: UUID) -> None:
    made = id_of_digits(known.hex)
    assert (made, hash(made), str(made)) == (known, hash(known), str(known))
    assert (repr(made), made.is_safe) == (repr(known), known.is_safe)
    assert pickle.dumps(made) == pickle.dumps(known)
    assert deepcopy(made) == known


@pytest.mark.parametrize("digits", ["", "Ashgrove", "12 34"])
def test_what_are_no_digits_make_no_id(digits: str) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        id_of_digits(digits)


def test_a_server_s_ids_are_made_so(
    postgresql: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def noting(digits: str) -> UUID:
        made.append(digits)
        return UUID(digits)

    monkeypatch.setattr(ids, "id_of_digits", noting)
    database = create(Database(postgresql("garden")))
    asked = text("select cast(:id as uuid), cast(null as uuid)")
    with database.reading(ASHGROVE) as connection:
        assert connection.execute(asked, {"id": ASHGROVE}).one() == (ASHGROVE, None)
    database.close()
    assert made == [ASHGROVE.hex]
