"""How does each event change what directory shows?"""

from __future__ import annotations

from typing import TypeAlias, assert_never

from sqlalchemy import Connection, insert, update

from contracts.account_reviews import AccountReviewed, AccountReviewSigned
from contracts.calendar import (
    ClosuresSet,
    ExamsSet,
    InspectionsSet,
    NationSet,
    TermsSet,
)
from contracts.directory import (
    HoursSet,
    SchoolAdded,
    SchoolsLinked,
    TokenCreated,
    TokenRevoked,
    UrnAssigned,
)
from contracts.gias import ReferenceLoaded
from contracts.look import LookSet
from contracts.people import PersonAdded, RoleAssigned, RoleEnded
from contracts.phones import PhoneSet
from contracts.sign_in import (
    PasswordSet,
    SessionEnded,
    SessionStarted,
    SignInRefused,
)
from services.directory import (
    look_rows,
    people,
    people_projections,
    school_projections,
    session_projections,
    sessions,
)
from services.directory.account_review.rows import keep_review
from services.directory.account_review.rules import OfReviews
from services.directory.domain import SchoolEvent, TokenEvent
from services.directory.reference_rows import switch
from services.directory.tables import tokens
from shared.work import Fresh

Event: TypeAlias = (
    SchoolEvent
    | TokenEvent
    | people.Event
    | sessions.Event
    | SignInRefused
    | ReferenceLoaded
    | LookSet
    | OfReviews
)


def project(connection: Connection, fresh: Fresh) -> None:
    """Keep schools, people and what lets them in as the events say they are.

    Conflict where another school's references begin as this one's would.
    """
    event: Event = fresh.event
    match event:
        case ReferenceLoaded() | LookSet() | AccountReviewed() | AccountReviewSigned():
            _keep_apart(connection, fresh, event)
        case PersonAdded() | RoleAssigned() | RoleEnded() | PhoneSet() | PasswordSet():
            people_projections.project(connection, fresh, event)
        case SessionStarted() | SessionEnded():
            session_projections.project(connection, fresh, event)
        case SignInRefused():
            pass  # It is read where it stands, in the log.
        case (
            SchoolAdded()
            | HoursSet()
            | TermsSet()
            | ClosuresSet()
            | ExamsSet()
            | InspectionsSet()
            | NationSet()
            | UrnAssigned()
            | SchoolsLinked()
        ):
            school_projections.project(connection, fresh, event)
        case TokenCreated() | TokenRevoked():
            _keep_token(connection, fresh, event)
        case _:
            assert_never(event)


def _keep_apart(
    connection: Connection, fresh: Fresh, event: ReferenceLoaded | LookSet | OfReviews
) -> None:
    if isinstance(event, ReferenceLoaded):
        switch(connection, fresh, event)
    elif isinstance(event, LookSet):
        look_rows.project(connection, fresh, event)
    else:
        keep_review(connection, fresh, event)


def _keep_token(connection: Connection, fresh: Fresh, event: TokenEvent) -> None:
    if isinstance(event, TokenRevoked):
        connection.execute(
            update(tokens)
            .where(tokens.c.school == fresh.school)
            .where(tokens.c.token_id == event.token_id)
            .values(revoked=1)
        )
        return
    connection.execute(
        insert(tokens).values(
            school=fresh.school,
            token_id=event.token_id,
            role=event.role.value,
            digest=event.digest,
            expires_at=event.expires_at,
            revoked=0,
        )
    )
