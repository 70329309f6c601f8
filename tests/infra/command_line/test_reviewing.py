"""Does somebody at a terminal decide on mail that was held?"""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.infra.command_line.desks import Desk
from tests.support.cast import ASHGROVE, ASHGROVE_MAILBOX, ASHGROVE_NAME

DELIVER = ("mail", "deliver", "--to", ASHGROVE_MAILBOX)
AT_ASHGROVE = ("--school", ASHGROVE_NAME)
DARK = b"From: priya@ashgrove.example\nSubject: Dark\n\nIt is dark.\n"


@pytest.fixture(autouse=True)
def mailbox(desk: Desk) -> None:
    """Mail to Ashgrove's mailbox is Ashgrove's."""
    body = {"addresses": [ASHGROVE_MAILBOX]}
    desk.api.olu.call("PUT", f"/schools/{ASHGROVE}/mailboxes", json=body)


@pytest.fixture
def held(desk: Desk) -> str:
    """The id of a message that names a ticket its sender is not on."""
    reference = desk.gets(*DELIVER, stdin=DARK).strip()
    head = f"From: eve@elsewhere.example\nSubject: {reference}\nX-Test: {uuid4()}\n\n"
    desk.gets(*DELIVER, stdin=f"{head}Me too.\n> It is dark.".encode())
    listed = desk.gets("mail", "list")
    assert "eve@elsewhere.example  stranger" in listed
    return listed.split()[0]


def test_a_message_is_shown_with_what_stood_below_it(desk: Desk, held: str) -> None:
    shown = desk.gets("mail", "show", held, *AT_ASHGROVE)
    assert "From: eve@elsewhere.example" in shown
    assert "Me too.\n  | > It is dark." in shown


def test_a_held_message_opens_a_ticket(desk: Desk, held: str) -> None:
    reference = desk.gets("mail", "rule", held, *AT_ASHGROVE).strip()
    assert "Me too." in desk.gets("tickets", "show", reference)
    assert held not in desk.gets("mail", "list")


def test_a_held_message_is_put_on_a_ticket(desk: Desk, held: str) -> None:
    reference = desk.gets(*DELIVER, stdin=DARK).strip()
    words = ("mail", "rule", held, *AT_ASHGROVE, "--ticket", reference)
    assert desk.gets(*words).strip() == reference
    assert "Me too." in desk.gets("tickets", "show", reference)


def test_a_held_message_is_refused_with_a_reason_once(desk: Desk, held: str) -> None:
    words = ("mail", "rule", held, *AT_ASHGROVE, "--refuse", "Advertising")
    assert desk.gets(*words) == "refused: stranger\n"
    assert "Advertising" in desk.gets("mail", "list", "--fate", "refused")
    assert "already" in desk.is_told(*words)


def test_a_message_is_not_both_put_on_a_ticket_and_refused(
    desk: Desk, held: str
) -> None:
    words = ("mail", "rule", held, *AT_ASHGROVE, "--ticket", "A", "--refuse", "B")
    assert "not both" in desk.is_told(*words)
