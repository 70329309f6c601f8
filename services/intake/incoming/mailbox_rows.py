"""How are the addresses of a school kept and read?"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from contracts.intake import GetMailboxes, MailboxesSet, MailboxesView
from contracts.refusals import Refused
from services.intake.incoming.mailboxes import MAILBOXES
from services.intake.tables import mailboxes
from shared.application import Answer, Asked
from shared.stream_version import version_of


def set_mailboxes(connection: Connection, school: UUID, event: MailboxesSet) -> None:
    """Keep the addresses of a school; Refused where one is another school's."""
    connection.execute(delete(mailboxes).where(mailboxes.c.school == school))
    for address in event.addresses:
        # With its values in it, it is written at once and does not wait for others.
        row = insert(mailboxes).values(address=address, school=school)
        try:
            connection.execute(row)
        except IntegrityError as error:
            raise Refused(f"{address} is an address of another school.") from error


def get_mailboxes(
    connection: Connection, query: GetMailboxes, _: Asked
) -> MailboxesView:
    """The addresses in order; none for a school that nobody set any for."""
    found = (
        select(mailboxes.c.address)
        .where(mailboxes.c.school == query.school_id)
        .order_by(mailboxes.c.address)
    )
    addresses = tuple(connection.execute(found).scalars())
    return MailboxesView(
        school_id=query.school_id,
        addresses=addresses,
        version=version_of(connection, MAILBOXES, query.school_id, query),
    )


ANSWERS: Mapping[type, Answer] = {GetMailboxes: get_mailboxes}
