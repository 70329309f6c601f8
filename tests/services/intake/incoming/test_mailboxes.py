"""Are the addresses of a school kept one way, each once?"""

from __future__ import annotations

import pytest

from contracts.intake import MailboxesSet, SetMailboxes
from contracts.refusals import Invalid
from services.intake.incoming.mailboxes import MAILBOXES
from tests.support.cast import ASHGROVE
from tests.support.scenario import Scenario

mailboxes = Scenario(MAILBOXES)

help_and_office = MailboxesSet(
    addresses=("help@ashgrove.example", "office@ashgrove.example")
)


def set_to(*addresses: str) -> SetMailboxes:
    return SetMailboxes(school_id=ASHGROVE, addresses=addresses)


def test_addresses_are_kept_one_way_each_once_in_order() -> None:
    mailboxes.given().when(
        set_to(
            " office@ashgrove.example", "Help@Ashgrove.Example", "help@ashgrove.example"
        )
    ).then(help_and_office)


def test_the_same_addresses_again_change_nothing() -> None:
    mailboxes.given(help_and_office).when(
        set_to("office@ashgrove.example", "HELP@ashgrove.example")
    ).then_nothing()
    mailboxes.given().when(set_to()).then_nothing()


def test_an_address_that_is_left_out_is_the_schools_no_more() -> None:
    mailboxes.given(help_and_office).when(set_to("help@ashgrove.example")).then(
        MailboxesSet(addresses=("help@ashgrove.example",))
    )
    mailboxes.given(help_and_office).when(set_to()).then(MailboxesSet(addresses=()))


def test_each_address_that_is_none_is_named() -> None:
    with pytest.raises(Invalid) as refusal:
        mailboxes.given().when(
            set_to("help", "office@ashgrove.example", "help@localhost", "")
        )
    assert set(refusal.value.errors) == {"addresses.0", "addresses.2", "addresses.3"}
