"""Does the explorer find what there is to find, by the shortest path?"""

from collections.abc import Iterator

from tests.model.explore import explore, first_stuck, first_without


def own(state: int) -> Iterator[tuple[str, int]]:
    """Count to ten by ones or twos; 5 is a pit."""
    if state != 5:
        yield from ((f"+{by}", state + by) for by in (1, 2) if state + by <= 10)


def fate(state: int) -> Iterator[tuple[str, int]]:
    if state == 5:
        yield "a hand reaches down", 6


def nobody(_: int) -> Iterator[tuple[str, int]]:
    yield from ()


def test_every_state_is_found_once() -> None:
    assert sorted(explore(0, own, nobody).states) == list(range(11))


def test_the_path_to_a_state_is_the_shortest() -> None:
    found = explore(0, own, nobody)
    seven = first_without(found, lambda state: state < 7)
    assert seven is not None
    assert found.path(seven) == ["+2", "+2", "+2", "+1"]


def test_what_is_not_there_is_not_found() -> None:
    assert first_without(explore(0, own, nobody), lambda state: state <= 10) is None


def test_a_pit_is_found_although_most_paths_avoid_it() -> None:
    found = explore(0, own, nobody)
    pit = first_stuck(found, lambda state: state == 10)
    assert pit is not None
    assert found.states[pit] == 5
    assert found.path(pit) == ["+1", "+2", "+2"]


def test_a_way_out_that_only_fate_opens_does_not_count() -> None:
    found = explore(0, own, fate)
    pit = first_stuck(found, lambda state: state == 10)
    assert pit is not None
    assert found.states[pit] == 5


def test_nothing_is_stuck_where_every_state_leads_on() -> None:
    found = explore(6, own, nobody)
    assert first_stuck(found, lambda state: state == 10) is None
