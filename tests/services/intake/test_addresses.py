"""Are addresses told apart, and from what is none, as mail systems do it?"""

from __future__ import annotations

import pytest

from services.intake.addresses import addresses_in, is_address, is_mailbox, normalise


def test_capitals_and_blanks_make_no_other_address() -> None:
    assert normalise(" Help@Ashgrove.Example\n") == "help@ashgrove.example"


@pytest.mark.parametrize(
    "address",
    ["help@ashgrove.example", "it.help+desk@mail.ashgrove.example", "o'neil@a-b.c1"],
)
def test_an_address_that_anybody_can_write_to(address: str) -> None:
    assert is_mailbox(address)
    assert is_address(address)


@pytest.mark.parametrize("address", ["root@localhost", "priya@bücher.example"])
def test_somebody_may_write_from_where_nobody_else_can_write_to(address: str) -> None:
    assert not is_mailbox(address)
    assert is_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "help",
        "@ashgrove.example",
        "help@",
        "help@ash@grove.example",
        "help desk@ashgrove.example",
        "help@ashgrove.example\n",
        "<help@ashgrove.example>",
        "help@ashgrove.example,ben@beckfield.example",
        f"{'a' * 240}@ashgrove.example",
    ],
)
def test_what_is_no_address(address: str) -> None:
    assert not is_mailbox(address)
    assert not is_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "help@ashgrove..example",
        "help@.ashgrove.example",
        "help@ashgrove.example.",
        "help@-ashgrove.example",
        ".help@ashgrove.example",
        "he..lp@ashgrove.example",
    ],
)
def test_a_stray_dot_or_hyphen_makes_no_mailbox(address: str) -> None:
    assert not is_mailbox(address)


def test_addresses_are_found_in_a_text() -> None:
    text = 'Ben<ben@beckfield.example>, or (help@localhost); "not @ this" a@b@c'
    assert addresses_in(text) == ["ben@beckfield.example", "help@localhost"]
