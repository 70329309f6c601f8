"""May the desk say what makes a priority at a school, and nobody of another?"""

from __future__ import annotations

from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.services.gateway.ticket_routes import CELLS
from tests.support.cast import ASHGROVE

AT = f"/schools/{ASHGROVE}/matrix"


def test_a_school_has_the_usual_matrix_until_it_has_its_own(api: Api) -> None:
    before = json_of(api.priya.get(AT))
    assert before["matrix_version"] == 0
    assert [one["priority"] for one in before["cells"]] == [
        *("p1", "p2", "p3"),
        *("p2", "p3", "p4"),
        *("p3", "p4", "p4"),
    ]
    after = json_of(api.administrator.put(AT, {"cells": CELLS, "version": 0}))
    assert (after["matrix_version"], after["cells"]) == (1, CELLS)
    assert json_of(api.priya.get(AT)) == after
    ticket = api.olu.opens(impact="low", urgency="low")
    assert api.olu.sees(ticket)["priority"] == "p2"


def test_of_two_who_set_it_at_once_the_later_is_told(api: Api) -> None:
    json_of(api.administrator.put(AT, {"cells": CELLS, "version": 0}))
    late = api.administrator.put(AT, {"cells": CELLS[::-1], "version": 0})
    assert problem_of(late, 409, "conflict")["version"] == 1


def test_a_matrix_with_a_hole_is_refused(api: Api) -> None:
    assert bad_fields(api.administrator.put(AT, {"cells": CELLS[1:]})).keys() == {
        "cells"
    }


def test_neither_the_school_nor_another_sets_it(api: Api) -> None:
    for program in (api.priya, api.ben):
        problem_of(program.put(AT, {"cells": CELLS}), 403, "forbidden")
    problem_of(api.ben.get(AT), 403, "forbidden")
