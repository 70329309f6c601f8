"""Does a page show what makes a priority, and lose nothing that somebody set?"""

from __future__ import annotations

import re
from typing import Any

import pytest

from contracts.matrix import GetMatrix, MatrixView
from contracts.refusals import Unavailable
from contracts.values import Level, Priority
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.services.gateway.screens.test_priorities import promise
from tests.services.gateway.screens.typed import MATRIX
from tests.support.cast import ASHGROVE

AT = f"/console/schools/{ASHGROVE}/matrix"
FIELD = re.compile(
    r'<select[^>]* name="(\w+\.\w+)".*?value="(p\d)" selected', re.DOTALL
)


def known(api: Api) -> MatrixView:
    view: MatrixView = api.town.ask(GetMatrix(school_id=ASHGROVE))
    return view


def test_it_is_read_by_the_school_and_changed_by_the_desk(
    api: Api, olu: Reader, priya: Reader, ben: Reader
) -> None:
    page = olu.reads(AT)
    assert "This is the usual matrix (ITIL)" in page
    fields = dict(FIELD.findall(page))
    assert (fields["high.high"], fields["low.low"], len(fields)) == ("p1", "p4", 9)
    assert "<select" not in priya.reads(AT)
    assert "P1 critical" in priya.reads(AT)
    ben.reads(AT, 403)
    assert olu.sends(AT, **MATRIX, version="0").status_code == 303
    page = priya.reads(AT)
    assert "This is version 1." in page
    assert "P1 critical" not in page
    assert priya.sends(AT, **MATRIX).status_code == 403
    assert {one.priority for one in known(api).cells} == {Priority.P2}


def test_only_what_is_promised_or_stands_is_offered(api: Api, olu: Reader) -> None:
    options = re.compile(r'<option value="(p\d)"')
    assert {*options.findall(olu.reads(AT))} == {"p1", "p2", "p3", "p4"}
    promise(api, 6)
    assert max(options.findall(olu.reads(AT))) == "p6"


def test_a_priority_of_which_nothing_is_promised_is_told(api: Api, olu: Reader) -> None:
    assert "Nothing is promised" not in olu.reads(AT)
    promise(api, 2)
    page = olu.reads(AT)
    assert "Nothing is promised of P3 normal, P4 low" in page
    assert "the agreement does not name them." in page


def test_of_two_who_set_it_at_once_the_later_is_told_and_may_go_on(
    api: Api, olu: Reader
) -> None:
    olu.sends(AT, **MATRIX, version="0")
    own = MATRIX | {"low.low": "p4"}
    late = olu.sends(AT, **own, version="0")
    assert late.status_code == 409
    for words in (
        "Somebody changed this matrix since you looked",
        "Impact low, urgency low: P2 high",
    ):
        assert words in late.text
    assert dict(FIELD.findall(late.text))["low.low"] == "p4"
    seen = re.search(r'name="version" value="(\d+)"', late.text)
    assert seen is not None
    assert olu.sends(AT, **own, version=seen[1]).status_code == 303
    last = known(api).cells[-1]
    assert (last.impact, last.priority) == (Level.LOW, Priority.P4)


def test_what_is_no_priority_is_told_at_its_field(olu: Reader, api: Api) -> None:
    wrong = olu.sends(AT, **MATRIX | {"high.low": "soon"}, version="0")
    assert wrong.status_code == 422
    assert "Impact high, urgency low: Choose one of these." in wrong.text
    assert known(api).matrix_version == 0


def test_who_asks_for_help_reads_which_priority_it_gets(
    api: Api, olu: Reader, priya: Reader
) -> None:
    made = re.compile(r'<details class="made">.*?</details>', re.DOTALL)

    def told() -> list[str]:
        [table] = made.findall(priya.reads(f"/portal/{ASHGROVE}/new"))
        return re.findall(r"<td>([^<]+)</td>", table)

    assert told()[0] == "P4 low"
    assert told()[-1] == "P1 critical"
    olu.sends(AT, **MATRIX, version="0")
    assert told() == ["P2 high"] * 9
    part = priya.sends(f"/portal/{ASHGROVE}/new", act="look", subject="Kiln")
    assert part.status_code == 200


def test_nobody_is_kept_from_asking_where_the_matrix_cannot_be_read(
    api: Api, priya: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = api.town.link.ask

    def away(query: Any, *more: Any) -> Any:
        if isinstance(query, GetMatrix):
            raise Unavailable("intake is busy")
        return ask(query, *more)

    monkeypatch.setattr(api.town.link, "ask", away)
    page = priya.reads(f"/portal/{ASHGROVE}/new")
    assert "Which priority it gets" not in page
    assert "How soon does it hurt?" in page
