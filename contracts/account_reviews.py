"""The language of directory for account reviews: who has access, and should they?"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right, Role
from contracts.declare import command, event, personal, query, text, value, view
from contracts.people import HeldRole
from contracts.values import SchoolId

LONGEST_NOTE = 200


class AccountKind(Enum):
    """What has access to a school: a person by a role, or a program by a token."""

    PERSON = "person"
    TOKEN = "token"  # noqa: S105  # the word for it


class Conclusion(Enum):
    """What the school says of somebody's access: it stays, changes, or ends."""

    KEEP = "keep"
    CHANGE = "change"
    END = "end"


class ReviewState(Enum):
    """How the review of a term stands; NO_TERM while no term has begun."""

    NO_TERM = "no_term"
    OPEN = "open"
    OVERDUE = "overdue"
    SIGNED = "signed"


@command("directory.review_account", needs=Right.SIGN_AGREEMENTS)
class ReviewAccount:
    """Say of one account whether its access stays, changes or ends.

    `note` says what changes. No role of the MSP may say it.
    """

    school_id: SchoolId
    review_id: UUID
    account_id: UUID
    conclusion: Conclusion
    note: str = text(most=LONGEST_NOTE, default="")


@event("directory.account_reviewed")
class AccountReviewed:
    """The school said whether the access of a person or a token stays."""

    review_id: UUID
    account_id: UUID
    kind: AccountKind
    conclusion: Conclusion
    note: str = personal("account_id", most=LONGEST_NOTE)


@command("directory.sign_account_review", needs=Right.SIGN_AGREEMENTS)
class SignAccountReview:
    """Sign that every account of the school was looked at in this term."""

    school_id: SchoolId
    review_id: UUID


@event("directory.account_review_signed")
class AccountReviewSigned:
    """The school signed the review of a term, with how many stay, change and end."""

    review_id: UUID
    term_from_on: date
    due_on: date
    kept: int
    changed: int
    ended: int


@query("directory.get_account_review", needs=Right.READ_PEOPLE)
class GetAccountReview:
    """Who has access to a school just now, and what is said of each this term?"""

    school_id: SchoolId


@value
class ReviewedAccount:
    """Somebody, or a program, with access; `conclusion` is None until it is said.

    A token has no name, and a role without days: it ends with `expires_at`.
    """

    account_id: UUID
    kind: AccountKind
    name: str = ""
    email: str = ""
    roles: tuple[HeldRole, ...] = ()
    token_role: Role | None = None
    expires_at: datetime | None = None
    has_password: bool = False
    signed_in_at: datetime | None = None
    conclusion: Conclusion | None = None
    note: str = ""
    reviewed_by: str = ""
    reviewed_at: datetime | None = None


@view("directory.account_review")
class AccountReviewView:
    """The review of the term that is on, or was last; by `due_on` it is signed.

    `missed` is the term before it, where nobody signed that: until this one is signed,
    it is late.
    """

    school_id: SchoolId
    review_id: UUID | None
    state: ReviewState
    term: str
    due_on: date | None
    signed_at: datetime | None
    signed_by: str
    accounts: tuple[ReviewedAccount, ...]
    missed: str = ""


@query("directory.find_account_reviews", needs=Right.WORK_TICKETS)
class FindAccountReviews:
    """How does the review of the term stand at every school, what is late first?"""


@value
class AccountReviewRow:
    """How the review of one school stands; `missed` as in its view."""

    school_id: SchoolId
    name: str
    state: ReviewState
    term: str
    due_on: date | None
    signed_at: datetime | None
    missed: str = ""


@view("directory.account_reviews")
class AccountReviewsView:
    """The reviews of all schools."""

    reviews: tuple[AccountReviewRow, ...]
