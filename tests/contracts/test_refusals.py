"""Does a refusal come back from another process as itself?"""

from __future__ import annotations

import pytest

from contracts.refusals import (
    REFUSALS,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    Refused,
    Reused,
    Throttled,
    Unavailable,
    refusal_from,
)

CHANGES = [{"version": 4, "type": "intake.ticket_assigned"}]
EVERY_KIND: list[Refusal] = [
    Invalid({"subject": ["Missing."], "body": ("One.", "Two.")}),
    Refused("It is resolved."),
    Forbidden("You may not do this here."),
    NotFound("There is no such ticket."),
    Conflict("It is at version 4, not 3.", 4, CHANGES),
    Conflict("Somebody else was first."),
    Reused("The same key came with another request."),
    Throttled("Too many tries.", 42),
    Unavailable("Not now."),
]


@pytest.mark.parametrize("refusal", EVERY_KIND, ids=lambda one: one.kind)
def test_a_refusal_comes_back_as_itself(refusal: Refusal) -> None:
    again = refusal_from(refusal.kind, str(refusal), refusal.details())
    assert type(again) is type(refusal)
    assert str(again) == str(refusal)
    assert again.details() == refusal.details()


def test_every_kind_is_known_by_its_name() -> None:
    assert {type(refusal) for refusal in EVERY_KIND} == set(REFUSALS.values())
    public = {k for k in Refusal.__subclasses__() if k.__module__ == Refusal.__module__}
    assert set(REFUSALS.values()) == public
    for name, kind in REFUSALS.items():
        assert (kind.kind, 400 <= kind.status < 600) == (name, True)


def test_an_invalid_request_names_its_bad_fields_in_order() -> None:
    refusal = Invalid({"b": ["Too long."], "a": ["Missing.", "Again."]})
    assert str(refusal) == "a: Missing. Again.; b: Too long."


def test_a_conflict_says_what_changed_and_at_which_version_it_is() -> None:
    details = Conflict("It has changed.", 4, CHANGES).details()
    assert details == {"version": 4, "changes": CHANGES}


def test_a_kind_of_refusal_that_is_newer_than_we_are_means_try_again() -> None:
    assert type(refusal_from("overloaded", "Too much.", {})) is Unavailable
