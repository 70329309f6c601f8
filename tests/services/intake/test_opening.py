"""How does a ticket begin?"""

from __future__ import annotations

from dataclasses import replace

from tests.services.intake.stories import open_it, opened, resolved, ticket


def test_a_ticket_is_opened_with_the_priority_of_the_matrix() -> None:
    ticket.given().when(open_it).then(opened)


def test_a_ticket_is_opened_once() -> None:
    ticket.given(opened).when(open_it).then_nothing()
    ticket.given(opened, resolved).when(open_it).then_nothing()


def test_a_description_may_be_empty() -> None:
    ticket.given().when(replace(open_it, description="")).then(
        replace(opened, description="")
    )
