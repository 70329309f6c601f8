"""Which addresses does mail for a school come to?"""

from __future__ import annotations

import re
from html import unescape
from uuid import uuid4

from contracts.intake import GetMailboxes, SetMailboxes
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, BECKFIELD, BECKFIELD_MAILBOX

AT = f"/console/schools/{ASHGROVE}/mailboxes"


def addresses(api: Api) -> tuple[str, ...]:
    found: tuple[str, ...] = api.town.ask(GetMailboxes(school_id=ASHGROVE)).addresses
    return found


def test_an_address_is_added_and_shown_as_it_is_kept(api: Api, olu: Reader) -> None:
    assert "No mail comes in for this school yet." in olu.reads(AT)
    answer = olu.sends(AT, address=" Help@Ashgrove.Example ")
    assert answer.status_code == 303, answer.text
    page = olu.reads(AT)
    assert "Mail to help@ashgrove.example is this school’s now." in page
    assert "<span>help@ashgrove.example</span>" in page
    olu.sends(AT, address="HELP@ashgrove.example")
    assert "It is there already." in olu.reads(AT)
    assert addresses(api) == ("help@ashgrove.example",)


def test_an_address_is_taken_away(api: Api, olu: Reader) -> None:
    for address in ("help@ashgrove.example", "it@ashgrove.example"):
        olu.sends(AT, address=address)
    olu.sends(f"{AT}/remove", address="it@ashgrove.example")
    assert "Mail to it@ashgrove.example is not taken in any more." in olu.reads(AT)
    assert addresses(api) == ("help@ashgrove.example",)


def test_an_address_of_another_school_is_refused_in_plain_words(
    api: Api, olu: Reader
) -> None:
    theirs = SetMailboxes(school_id=BECKFIELD, addresses=(BECKFIELD_MAILBOX,))
    api.town.execute(theirs)
    answer = olu.sends(AT, address=BECKFIELD_MAILBOX)
    assert answer.status_code == 422
    said = f"{BECKFIELD_MAILBOX} is an address of another school."
    assert f"Address: {said}" in answer.text
    assert f'value="{BECKFIELD_MAILBOX}"' in answer.text
    assert addresses(api) == ()


def test_what_is_no_address_is_told_beside_the_field(olu: Reader) -> None:
    olu.sends(AT, address="it@ashgrove.example")
    answer = olu.sends(AT, address="help")
    assert answer.status_code == 422
    assert 'aria-describedby="address-hint address-wrong"' in answer.text
    assert "Not an e-mail address" in answer.text
    assert "Address: Fill this in." in olu.sends(AT, address=" ").text


def test_who_adds_to_a_list_that_somebody_else_changed_is_told(
    api: Api, olu: Reader
) -> None:
    answer = olu.sends(AT, address="it@ashgrove.example", version="0")
    assert answer.status_code == 303
    late = olu.sends(AT, address="help@ashgrove.example", version="0")
    assert late.status_code == 409
    page = unescape(late.text)
    assert "Somebody changed these addresses since you looked" in page
    assert "<li>it@ashgrove.example</li>" in page
    assert 'value="help@ashgrove.example"' in page
    assert addresses(api) == ("it@ashgrove.example",)
    [seen] = {*re.findall(r'name="version" value="(\d+)"', page)}
    again = olu.sends(AT, address="help@ashgrove.example", version=seen)
    assert again.status_code == 303
    assert addresses(api) == ("help@ashgrove.example", "it@ashgrove.example")


def test_who_takes_away_from_a_list_that_somebody_else_changed_is_told(
    api: Api, olu: Reader
) -> None:
    for address in ("help@ashgrove.example", "it@ashgrove.example"):
        olu.sends(AT, address=address)
    late = olu.sends(f"{AT}/remove", address="it@ashgrove.example", version="1")
    assert late.status_code == 409
    assert "Somebody changed these addresses since you looked" in late.text
    assert addresses(api) == ("help@ashgrove.example", "it@ashgrove.example")


def test_nobody_sets_the_addresses_of_a_school_that_is_not_there(olu: Reader) -> None:
    nowhere = f"/console/schools/{uuid4()}/mailboxes"
    olu.reads(nowhere, 404)
    assert olu.sends(nowhere, address="help@ashgrove.example").status_code == 404
    assert olu.sends(f"{nowhere}/remove", address="x").status_code == 404
