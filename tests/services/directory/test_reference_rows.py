"""How are the rows of reference data kept?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from contracts.directory import AddSchool
from contracts.gias import (
    GetReference,
    GiasLink,
    ReferenceKind,
    ReferenceLoaded,
    ReferenceView,
    StageGiasLinks,
)
from contracts.refusals import NotFound, Refused
from contracts.values import PROVIDER
from services.directory import reference_rows
from services.directory.rooms import ROOMS
from services.directory.tables import gias_links
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.databases import Databases
from tests.support.register import commands, load
from tests.support.town import Town

A, B, C = (
    GiasLink(urn=100_001 + n, link_urn=200_001 + n, name=name, type="Successor")
    for n, name in enumerate(("Ashgrove", "Beckfield", "Cedarwood"))
)
QUERY = GetReference(kind=ReferenceKind.GIAS_LINKS)


def kept(town: Town) -> int:
    def count(connection: Connection) -> int:
        return connection.execute(select(func.count(gias_links.c.urn))).scalar_one()

    found: int = town.applications["directory"].read(count)
    return found


def loads(town: Town) -> list[ReferenceLoaded]:
    events = town.events("directory", PROVIDER)
    return [event for event in events if isinstance(event, ReferenceLoaded)]


def test_one_event_tells_of_a_whole_file(town: Town) -> None:
    load(town, "first", [A, B])
    load(town, "second", [A, replace(B, name="Birchwood"), C])
    first, second = loads(town)
    assert (first.rows, first.added) == (2, 2)
    counts = (second.added, second.changed, second.unchanged, second.removed)
    assert counts == (1, 1, 1, 0)
    load(town, "third", [C])
    assert loads(town)[2].removed == 2


def test_what_differs_only_in_having_a_day_has_changed(town: Town) -> None:
    dated = replace(A, established_on=date(2021, 8, 31))
    load(town, "first", [A, B])
    load(town, "second", [dated, B])
    assert (loads(town)[1].changed, loads(town)[1].unchanged) == (1, 1)


def test_the_same_file_again_changes_nothing(town: Town) -> None:
    for _ in range(3):
        load(town, "first", [A, B])
    assert len(loads(town)) == 1
    assert kept(town) == 2


def test_pages_that_come_twice_count_once(town: Town) -> None:
    page, finish = commands("5e" * 32, [A, B])
    for command in (page, page, finish):
        town.execute(command)
    assert loads(town)[0].rows == 2


def test_no_row_counts_before_all_are_here(town: Town) -> None:
    page, finish = commands("5e" * 32, [A, B])
    town.execute(replace(page, links=(A,)))
    with pytest.raises(Refused, match="1 rows of this file are at hand, not 2"):
        town.execute(finish)
    with pytest.raises(NotFound):
        town.ask(QUERY)
    town.execute(page)
    town.execute(finish)
    view: ReferenceView = town.ask(QUERY)
    assert (view.rows, view.digest) == (2, "5e" * 32)


def test_what_counts_is_not_altered_under_the_name_of_its_file(town: Town) -> None:
    page, finish = commands("5e" * 32, [A])
    town.execute(page)
    town.execute(finish)
    town.execute(replace(page, links=(B,)))
    assert kept(town) == 1


def test_without_that_guard_rows_would_count_that_no_event_tells_of(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, finish = commands("5e" * 32, [A])
    town.execute(page)
    town.execute(finish)
    monkeypatch.setattr(reference_rows, "current", lambda *_: "")
    town.execute(replace(page, links=(B,)))
    assert kept(town) > loads(town)[0].rows


def test_rows_that_count_no_longer_go_a_few_at_a_time(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reference_rows, "SWEPT", 2)
    load(town, "first", [A, B, C])
    load(town, "second", [A])
    assert kept(town) == 4
    page = _page("third", B)
    counts_and_comes = 2
    for left_over in (1, 0):
        town.execute(page)
        assert kept(town) == counts_and_comes + left_over


def test_reference_data_is_staged_by_the_provider_alone(town: Town) -> None:
    with pytest.raises(Refused, match="the provider's own"):
        town.execute(replace(_page("first", A), school_id=ASHGROVE))


def _page(name: str, *links: GiasLink) -> Any:
    return StageGiasLinks(school_id=PROVIDER, digest=f"{name:0<64}", links=links)


def test_both_databases_keep_the_register_and_the_urns_alike(
    databases: Databases,
) -> None:
    town = Town([ROOMS], databases)
    try:
        load(town, "first", [A, B])
        load(town, "second", [replace(A, established_on=date(2021, 8, 31)), C])
        load(town, "third", [A])
        told = [(e.added, e.changed, e.unchanged, e.removed) for e in loads(town)]
        assert told == [(2, 0, 0, 0), (1, 1, 0, 1), (0, 1, 0, 1)]
        assert kept(town) == 3, "the first file's rows are swept, the second's not yet"
        town.execute(AddSchool(school_id=ASHGROVE, name="Ashgrove", urn=900_001))
        with pytest.raises(Refused, match="Another school carries"):
            town.execute(AddSchool(school_id=BECKFIELD, name="Beckfield", urn=900_001))
    finally:
        town.close()
