"""Did an establishment carry on as another one, or did it merge or split?"""

from __future__ import annotations

import pytest

from services.directory.succession import Link, Succession, between, inverse

OLD, NEW, THIRD = 100_001, 100_002, 100_003

after = Link(OLD, NEW, "Successor")
before = Link(NEW, OLD, "Predecessor")


@pytest.mark.parametrize("links", [[after, before], [after], [before]])
def test_one_predecessor_with_one_successor_carries_on(links: list[Link]) -> None:
    """Either end may be the only one that tells."""
    assert between(OLD, NEW, links) is Succession.CARRIED_ON


@pytest.mark.parametrize(
    "other",
    [
        Link(OLD, THIRD, "Successor"),
        Link(THIRD, OLD, "Predecessor - Split School"),
        Link(THIRD, NEW, "Successor"),
        Link(NEW, THIRD, "Predecessor"),
        Link(NEW, THIRD, "Predecessor - merged"),
        Link(OLD, NEW, "Successor - merged"),
        Link(OLD, THIRD, "Result of Amalgamation"),
        Link(THIRD, NEW, "Merged - expansion of school capacity"),
        Link(NEW, THIRD, "Closure"),
    ],
)
def test_whatever_else_came_before_or_after_makes_it_a_merger_or_a_split(
    other: Link,
) -> None:
    links = [after, before, other]
    assert between(OLD, NEW, links) is Succession.MERGED_OR_SPLIT


def test_a_sixth_form_centre_or_an_expansion_is_no_succession() -> None:
    beside = [
        Link(OLD, THIRD, "Sixth Form Centre Link"),
        Link(NEW, THIRD, "Sixth Form Centre School"),
        Link(THIRD, OLD, "Other"),
        Link(THIRD, NEW, "Expansion"),
    ]
    assert between(OLD, NEW, [after, *beside]) is Succession.CARRIED_ON
    assert between(OLD, THIRD, beside) is Succession.UNKNOWN


def test_without_a_link_between_the_two_nothing_is_known() -> None:
    assert between(OLD, NEW, []) is Succession.UNKNOWN
    elsewhere = [Link(OLD, THIRD, "Successor"), Link(THIRD, NEW, "Successor")]
    assert between(OLD, NEW, elsewhere) is Succession.UNKNOWN


def test_nobody_carries_on_as_what_came_before() -> None:
    assert between(NEW, OLD, [after, before]) is Succession.UNKNOWN


@pytest.mark.parametrize(
    ("said", "from_the_other_end"),
    [
        ("Successor", "Predecessor"),
        ("Predecessor - Split School", "Successor - Split School"),
        ("Sixth Form Centre School", "Sixth Form Centre Link"),
        ("Result of Amalgamation", "Result of Amalgamation"),
        ("Other", "Other"),
    ],
)
def test_a_link_has_a_name_at_its_other_end(said: str, from_the_other_end: str) -> None:
    assert inverse(said) == from_the_other_end
