"""How are the addresses of a school kept and read?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.intake import GetMailboxes, MailboxesView, SetMailboxes
from contracts.refusals import Conflict, Forbidden, Refused
from tests.support.cast import ASHGROVE, BECKFIELD, PRIYA
from tests.support.town import Town

HELP, OFFICE = "help@ashgrove.example", "office@ashgrove.example"


def set_to(*addresses: str) -> SetMailboxes:
    return SetMailboxes(school_id=ASHGROVE, addresses=addresses)


def test_what_is_read_is_what_is_kept_and_not_what_was_sent(town: Town) -> None:
    town.execute(set_to(" Office@ashgrove.example", "HELP@ashgrove.example", HELP))
    kept = MailboxesView(school_id=ASHGROVE, addresses=(HELP, OFFICE), version=1)
    assert town.ask(GetMailboxes(school_id=ASHGROVE)) == kept
    none = MailboxesView(school_id=BECKFIELD, addresses=(), version=0)
    assert town.ask(GetMailboxes(school_id=BECKFIELD)) == none
    town.execute(set_to(OFFICE))
    kept = MailboxesView(school_id=ASHGROVE, addresses=(OFFICE,), version=2)
    assert town.ask(GetMailboxes(school_id=ASHGROVE)) == kept


def test_who_looked_before_somebody_else_changed_them_overwrites_nothing(
    town: Town,
) -> None:
    seen = town.ask(GetMailboxes(school_id=ASHGROVE)).version
    town.execute(replace(set_to(HELP), version=seen))
    with pytest.raises(Conflict) as refusal:
        town.execute(replace(set_to(OFFICE), version=seen))
    assert refusal.value.version == 1
    assert [one["type"] for one in refusal.value.changes] == ["intake.mailboxes_set"]
    assert town.ask(GetMailboxes(school_id=ASHGROVE)).addresses == (HELP,)
    # The twin: who names no version is believed to have seen whatever there is.
    town.execute(set_to(OFFICE))
    assert town.ask(GetMailboxes(school_id=ASHGROVE)).addresses == (OFFICE,)


def test_an_address_of_another_school_is_named_and_nothing_changes(town: Town) -> None:
    town.execute(set_to(HELP))
    theirs = SetMailboxes(school_id=BECKFIELD, addresses=("b@beckfield.example", HELP))
    with pytest.raises(Refused, match=f"{HELP} is an address of another school"):
        town.execute(theirs)
    assert town.ask(GetMailboxes(school_id=BECKFIELD)).addresses == ()


def test_nobody_of_a_school_reads_its_addresses_here(town: Town) -> None:
    with pytest.raises(Forbidden):
        town.ask(GetMailboxes(school_id=ASHGROVE), by=PRIYA.caller)
