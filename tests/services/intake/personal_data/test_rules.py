"""What may be done with a text that holds personal data?"""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import uuid5

import pytest

from contracts.personal_data import (
    LeaveText,
    PersonalDataFound,
    ReadRestricted,
    RecordErased,
    RecordFound,
    RedactText,
    RestrictedRead,
    RestrictText,
    Sensitive,
    TextErased,
    TextLeft,
    TextRedacted,
    TextRestricted,
)
from contracts.refusals import Invalid
from services.intake.personal_data.rules import TEXT, Place
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import Scenario

ENTRY, OWN, MAIL = (uuid5(TICKET, one) for one in ("entry", "own", "mail"))
WHICH: dict[str, Any] = {"school_id": ASHGROVE, "entry_id": ENTRY}
MINE: dict[str, Any] = {"entry_id": ENTRY, "ticket_id": TICKET}
CARD = (Sensitive.PAYMENT_CARD,)

texts = Scenario(TEXT, terms=Place(TICKET, (OWN, MAIL), (MAIL,)))
older = Scenario(TEXT, terms=Place(TICKET))

find = RecordFound(**WHICH, ticket_id=TICKET, kinds=CARD, despite_warning=True)
found = PersonalDataFound(**MINE, kinds=CARD, despite_warning=True)
restrict = RestrictText(**WHICH, reason="A card.")
restricted = TextRestricted(**MINE, mails=(MAIL,), reason="A card.")
leave = LeaveText(**WHICH, reason="A serial number.")
left = TextLeft(**MINE, reason="A serial number.")
read = ReadRestricted(**WHICH)
was_read = RestrictedRead(**MINE)
redact = RedactText(**WHICH, reason="They asked us to.")
redacted = partial(TextRedacted, **MINE, mails=(MAIL,), reason="They asked us to.")
gone = redacted(subjects=(OWN, MAIL))
erase = RecordErased(**WHICH)
erased = TextErased(**MINE)


def test_what_a_text_holds_is_recorded_once() -> None:
    texts.given().when(find).then(found)
    texts.given(found).when(find).then_nothing()
    texts.given(gone).when(find).then_nothing()


def test_a_text_is_restricted_whether_something_was_found_in_it_or_not() -> None:
    texts.given(found).when(restrict).then(restricted)
    texts.given().when(restrict).then(restricted)
    texts.given(restricted).when(restrict).then_nothing()


def test_what_is_restricted_is_read_and_each_time_is_recorded() -> None:
    texts.given(restricted).when(read).then(was_read)
    texts.given(restricted, was_read).when(read).then(was_read)


def test_what_is_not_restricted_is_not_read_this_way() -> None:
    texts.given(found).when(read).then_refused("stands at its ticket")


def test_a_text_may_stand_as_it_is() -> None:
    texts.given(found).when(leave).then(left)
    texts.given(restricted).when(leave).then(left)
    texts.given(left).when(leave).then_nothing()
    texts.given().when(leave).then_nothing()


def test_a_text_is_redacted_with_the_messages_that_brought_it_and_once() -> None:
    texts.given(restricted).when(redact).then(gone)
    texts.given().when(redact).then(gone)
    texts.given(gone).when(redact).then_nothing()


def test_nobody_redacts_without_saying_why() -> None:
    with pytest.raises(Invalid):
        texts.given(found).when(RedactText(**WHICH, reason=" "))


def test_what_has_no_key_of_its_own_is_restricted_and_not_redacted() -> None:
    older.given(found).when(redact).then_refused("can be restricted")
    older.given(found).when(restrict).then(
        TextRestricted(**MINE, mails=(), reason="A card.")
    )


@pytest.mark.parametrize("command", [restrict, leave, read])
def test_what_is_redacted_stays_so(command: object) -> None:
    texts.given(gone).when(command).then_refused("redacted")


def test_keys_are_destroyed_once_and_of_what_is_redacted_only() -> None:
    texts.given(gone).when(erase).then(erased)
    texts.given(gone, erased).when(erase).then_nothing()
    texts.given(restricted).when(erase).then_nothing()
