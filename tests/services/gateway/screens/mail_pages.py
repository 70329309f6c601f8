"""Which pages show what came to Ashgrove by mail?"""

from __future__ import annotations

from uuid import uuid4

from contracts.reference import reference
from tests.support.cast import ASHGROVE, TICKET
from tests.support.incoming import delivery_of, written

HELD = written(
    f"Subject: The kiln will not light: {reference(ASHGROVE, 1)}", "", "Still."
)
"""A message that waits: it names a ticket, and nobody vouches for its sender."""

HELD_AT = f"/console/mail/{ASHGROVE}/{delivery_of(HELD).mail_id}"
_FILE = f"tickets/{TICKET}/files/{uuid4()}/0"

MAIL_PAGES = {
    "mail_files_screens.of_the_desk": f"/console/{_FILE}",
    "mail_files_screens.of_the_school": f"/portal/{ASHGROVE}/{_FILE}",
    "mails_screens.mail": HELD_AT,
    "mails_screens.mails": "/console/mail?fate=ticket",
    "mails_screens.raw_mail": f"{HELD_AT}/raw",
}
"""Their addresses, by their endpoints."""
