"""Which pages are about what a school keeps, and what is there to be seen?"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

from playwright.sync_api import Page
from sqlalchemy import create_engine, insert

from contracts.codec import dump
from contracts.retention import DueRecord, RecordClass, RecordKind
from infra.demo_people import ASHGROVE, PRIYA
from services.intake.retention.listing import digest_of
from services.intake.retention.tables import due_lists
from shared.clock import now
from tests.support.platform import Platform


def keep_it_badly(page: Page) -> None:
    page.get_by_label("Months", exact=True).first.fill("soon")
    page.get_by_role("button", name="Keep them so long").click()
    page.locator(".summary").wait_for()


_AT = "/retention/{ashgrove}"

RETENTION: tuple[tuple[str, str, str, Callable[[Page], object] | None], ...] = (
    ("retention", _AT, "olu", None),
    ("retention-of-the-school", _AT, "head", None),
    ("retention-refused", _AT, "head", keep_it_badly),
    ("due-list", f"{_AT}/lists/{{due_list}}", "head", None),
)


def due_list_of(demo: Platform, *tickets: str) -> UUID:
    """A list of what is due, and a hold.

    Nothing in the demo is old enough to be due, so the row is put there by hand.
    """
    hold = {"on": "person", "email": PRIYA.email, "reason": "A claim of a parent."}
    demo.api("POST", f"/schools/{ASHGROVE}/holds", json=hold)
    list_id, closed_at = uuid4(), now() - timedelta(days=1_000)
    records = [
        DueRecord(kind=RecordKind.TICKET, record_id=UUID(one), closed_at=closed_at)
        for one in tickets
    ]
    row = dict.fromkeys(("approved_at", "approved_by", "erased_at")) | {
        "school": ASHGROVE,
        "list_id": list_id,
        "record_class": RecordClass.TICKETS.value,
        "state": "drawn_up",
        "digest": digest_of(list_id, RecordClass.TICKETS, records),
        "records": json.dumps([dump(one) for one in records]),
        "drawn_up_at": now(),
        "drawn_up_by": "person:head",
        **dict.fromkeys(("left_out", "subjects", "mails"), "[]"),
    }
    engine = create_engine(f"sqlite:///{demo.data / 'intake.db'}")
    with engine.begin() as connection:
        connection.execute(insert(due_lists), row)
    engine.dispose()
    return list_id
