"""Does somebody at a terminal decide on mail that was held?"""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from contracts.access import platform
from contracts.scanning import WHOLE, RecordScan, Scanned
from tests.infra.command_line.desks import Desk
from tests.support.cast import ASHGROVE, ASHGROVE_MAILBOX, ASHGROVE_NAME
from tests.support.incoming import WITH_FILE

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


def test_a_message_is_shown_with_what_the_scanner_said_of_it(desk: Desk) -> None:
    reference = desk.gets(*DELIVER, stdin=WITH_FILE).strip()
    listed = desk.gets("mail", "list", "--fate", "ticket").splitlines()
    [mail_id] = [line.split()[0] for line in listed if reference in line]
    show = ("mail", "show", mail_id, *AT_ASHGROVE)
    assert "readings.csv (9 bytes, not scanned yet)" in desk.gets(*show)
    for place, said in ((WHOLE, "Eicar"), (1, "Eicar")):
        record = RecordScan(
            school_id=ASHGROVE,
            mail_id=UUID(mail_id),
            place=place,
            attempt=1,
            outcome=Scanned.INFECTED,
            said=said,
            again_at=None,
        )
        desk.api.town.execute(record, by=platform("intake"))
    shown = desk.gets(*show)
    assert "repair.exe (2 bytes, infected and kept back: Eicar)" in shown
    assert "The scanner found Eicar: it is kept back." in shown


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
