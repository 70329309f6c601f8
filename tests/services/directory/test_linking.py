"""How does a link come into both logs, and what is known for a URN?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.access import Caller, Role
from contracts.directory import (
    AddSchool,
    ChangeUrn,
    LinkKind,
    LinkSchools,
    RecordLink,
    SchoolsLinked,
    UrnAssigned,
)
from contracts.refusals import Forbidden, NotFound, Refused, Unavailable
from shared.application import Application
from shared.work import Cause
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD, BECKFIELD_NAME
from tests.support.register import ACADEMY, BEFORE, load_cut
from tests.support.town import Town

TODAY = date(2026, 6, 8)
INFANTS, PRIMARY = 100_017, 132_245

link = LinkSchools(
    school_id=ASHGROVE, other_school_id=BECKFIELD, kind=LinkKind.MERGED_INTO, on=TODAY
)


@pytest.fixture
def schools(town: Town) -> Town:
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME, urn=BEFORE))
    town.execute(AddSchool(school_id=BECKFIELD, name=BECKFIELD_NAME, urn=INFANTS))
    load_cut(town)
    return town


def said(town: Town, school: UUID, kind: type) -> list[Any]:
    return [one for one in town.events("directory", school) if type(one) is kind]


def links(town: Town) -> list[int]:
    return [len(said(town, school, SchoolsLinked)) for school in (ASHGROVE, BECKFIELD)]


def test_a_link_stands_in_the_logs_of_both_schools_once(schools: Town) -> None:
    for _ in range(2):
        schools.execute(link)
    (here,) = said(schools, ASHGROVE, SchoolsLinked)
    (there,) = said(schools, BECKFIELD, SchoolsLinked)
    assert (here.other_school_id, here.kind) == (BECKFIELD, LinkKind.MERGED_INTO)
    assert (there.other_school_id, there.kind) == (ASHGROVE, LinkKind.MERGED_FROM)


def test_a_link_that_was_cut_off_in_the_middle_is_finished_by_a_retry(
    schools: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    cause = Cause(caller=Caller(actor="operator:olu", role=Role.OPERATOR))
    with monkeypatch.context() as patched:
        patched.setattr(Application, "execute", _cut_off(Application.execute))
        with pytest.raises(Unavailable):
            schools.link.execute(link, cause)
    assert links(schools) == [1, 0]
    schools.link.execute(link, cause)
    assert links(schools) == [1, 1]


def test_nothing_is_recorded_where_one_of_the_two_is_no_school(schools: Town) -> None:
    for command in (
        LinkSchools(**{**vars(link), "other_school_id": uuid4()}),
        LinkSchools(**{**vars(link), "school_id": uuid4()}),
    ):
        with pytest.raises(NotFound):
            schools.execute(command)
    assert links(schools) == [0, 0]


def test_whoever_may_not_at_the_other_school_may_not_link(schools: Town) -> None:
    head = Caller(actor="head:x", role=Role.HEAD, school=ASHGROVE)
    with pytest.raises(Forbidden):
        schools.execute(link, by=head)
    assert links(schools) == [0, 0]


def test_reference_data_shows_who_carries_a_school_on(schools: Town) -> None:
    change = ChangeUrn(
        school_id=ASHGROVE, urn=ACADEMY, on=TODAY, reason="It is an academy now."
    )
    schools.execute(change)
    assert [one.urn for one in said(schools, ASHGROVE, UrnAssigned)] == [
        BEFORE,
        ACADEMY,
    ]


def test_reference_data_shows_a_merger_and_nothing_overrides_it(schools: Town) -> None:
    change = ChangeUrn(
        school_id=BECKFIELD, urn=PRIMARY, on=TODAY, reason="So be it.", override=True
    )
    with pytest.raises(Refused, match="a merger or a split from 100017 to 132245"):
        schools.execute(change)


def _cut_off(execute: Callable[..., Any]) -> Callable[..., Any]:
    """The program ends when the second half is to be recorded."""

    def stops(self: Application, command: Any, cause: Cause) -> Any:
        if isinstance(command, RecordLink) and command.school_id == BECKFIELD:
            raise Unavailable("cut off")
        return execute(self, command, cause)

    return stops
