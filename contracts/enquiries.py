"""The language of intake for enquiries: who asks and is no school that is looked after.

All of it is the MSP's own and stands in its log. What an enquirer says of themselves is
sealed under a key of that one enquiry, which is destroyed when the enquiry is erased.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, personal, query, text, value, view, whole
from contracts.values import PROVIDER, ReplyBy, SchoolId

LONGEST_MESSAGE = 5_000
LONGEST_PHONE = 40
LONGEST_PROOF = 40
LONGEST_CONTRACT = 100
MOST_ENQUIRIES = 200


class EnquiryChannel(Enum):
    """The way an enquiry came: by the open form, or written down by the desk."""

    FORM = "form"
    PHONE = "phone"
    EMAIL = "email"
    IN_PERSON = "in_person"


class EnquiryPurpose(Enum):
    """What the details of an enquirer are used for, and nothing else is."""

    QUESTION = "question"
    OFFER = "offer"


class LawfulBasis(Enum):
    """On which ground of UK GDPR article 6(1) that is done."""

    CONTRACT = "contract"
    LEGITIMATE_INTERESTS = "legitimate_interests"


class ConsentPurpose(Enum):
    """What nobody does without consent, which is given and taken back by itself."""

    NEWS = "news"


class EnquiryState(Enum):
    """Where an enquiry is in its life."""

    RECEIVED = "received"
    ANSWERED = "answered"
    TAKEN_ON = "taken_on"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


class ErasedBecause(Enum):
    """Why an enquiry was erased: its time was over, or its enquirer wished so."""

    DUE = "due"
    WITHDRAWN = "withdrawn"


@command("intake.send_enquiry")
class SendEnquiry:
    """Send an enquiry by the open form, as it was shown.

    Asked by the gateway, for whoever sends it. The form tells when it was shown, with
    our proof; sent twice it is one enquiry.
    """

    school_id: SchoolId
    form_id: UUID
    shown_at: datetime
    text_version: int
    proof: str = text(most=LONGEST_PROOF)
    purpose: EnquiryPurpose
    name: str = text(least=1)
    email: str = text(default="")
    phone: str = text(most=LONGEST_PHONE, default="")
    organisation: str = text(default="")
    message: str = text(least=1, most=LONGEST_MESSAGE)
    call_back: bool = False
    call_when: str = text(default="")
    heard_from: str = text(default="")
    news: bool = False


@command("intake.enter_enquiry", needs=Right.WORK_TICKETS)
class EnterEnquiry:
    """Write down an enquiry that came by phone, by e-mail or in person."""

    school_id: SchoolId
    enquiry_id: UUID
    channel: EnquiryChannel
    purpose: EnquiryPurpose
    name: str = text(least=1)
    email: str = text(default="")
    phone: str = text(most=LONGEST_PHONE, default="")
    organisation: str = text(default="")
    message: str = text(least=1, most=LONGEST_MESSAGE)
    call_back: bool = False
    call_when: str = text(default="")
    heard_from: str = text(default="")


@command("intake.receive_enquiry")
class ReceiveEnquiry:
    """Keep an enquiry, however it came; `text_version` is what its enquirer read."""

    school_id: SchoolId
    enquiry_id: UUID
    channel: EnquiryChannel
    purpose: EnquiryPurpose
    text_version: int | None
    name: str
    email: str
    phone: str
    organisation: str
    message: str
    call_back: bool
    call_when: str
    heard_from: str
    news: bool


@event("intake.enquiry_received")
class EnquiryReceived:
    """Somebody asked who is no school that is looked after.

    Their details are used for `purpose` on this basis, and are erased after
    `keep_until`. `text_version` is the privacy text that they read, if they read one.
    """

    enquiry_id: UUID
    channel: EnquiryChannel
    purpose: EnquiryPurpose
    basis: LawfulBasis
    text_version: int | None
    keep_until: date
    name: str = personal("enquiry_id")
    email: str = personal("enquiry_id")
    phone: str = personal("enquiry_id")
    organisation: str = personal("enquiry_id")
    message: str = personal("enquiry_id", most=LONGEST_MESSAGE)
    call_back: bool
    call_when: str = personal("enquiry_id")
    heard_from: str = personal("enquiry_id")


@event("intake.consent_recorded")
class ConsentRecorded:
    """An enquirer agreed to something else, in the words of this privacy text."""

    enquiry_id: UUID
    purpose: ConsentPurpose
    text_version: int


@event("intake.consent_withdrawn")
class ConsentWithdrawn:
    """An enquirer agrees to it no longer."""

    enquiry_id: UUID
    purpose: ConsentPurpose


@command("intake.answer_enquiry", needs=Right.WORK_TICKETS)
class AnswerEnquiry:
    """Record what an enquirer was told, and how."""

    school_id: SchoolId
    enquiry_id: UUID
    by: ReplyBy
    words: str = text(least=1, most=LONGEST_MESSAGE)
    version: int | None = None


@event("intake.enquiry_answered")
class EnquiryAnswered:
    """The desk told an enquirer something."""

    enquiry_id: UUID
    by: ReplyBy
    words: str = personal("enquiry_id", most=LONGEST_MESSAGE)


@command("intake.take_on_enquirer", needs=Right.MANAGE_SCHOOLS)
class TakeOnEnquirer:
    """Say that a contract was made, and which school is looked after by it."""

    school_id: SchoolId
    enquiry_id: UUID
    contract: str = text(least=1, most=LONGEST_CONTRACT)
    of_school: SchoolId
    version: int | None = None


@event("intake.enquirer_taken_on")
class EnquirerTakenOn:
    """A contract was made, and a school is looked after that was an enquirer.

    Nothing of the enquiry goes to the school: it is erased on its day.
    """

    enquiry_id: UUID
    contract: str
    of_school: SchoolId


@command("intake.close_enquiry", needs=Right.WORK_TICKETS)
class CloseEnquiry:
    """Say that nothing more comes of an enquiry, and why."""

    school_id: SchoolId
    enquiry_id: UUID
    reason: str = text(least=1)
    version: int | None = None


@event("intake.enquiry_closed")
class EnquiryClosed:
    """Nothing more comes of an enquiry."""

    enquiry_id: UUID
    reason: str = personal("enquiry_id")


@command("intake.withdraw_enquiry", needs=Right.WORK_TICKETS)
class WithdrawEnquiry:
    """Have an enquiry erased at once, or only its news stopped, as its enquirer wishes.

    By the desk, for an enquirer who wrote or called.
    """

    school_id: SchoolId
    enquiry_id: UUID
    only_news: bool = False


@command("intake.withdraw_by_link")
class WithdrawByLink:
    """The same by the link that its enquirer was given.

    Asked by the gateway, for whoever holds the link.
    """

    school_id: SchoolId
    enquiry_id: UUID
    proof: str = text(most=LONGEST_PROOF)
    only_news: bool = False


@event("intake.enquiry_withdrawn")
class EnquiryWithdrawn:
    """An enquirer wishes to be forgotten: their details are used no longer."""

    enquiry_id: UUID


@command("intake.record_enquiry_erased")
class RecordEnquiryErased:
    """Record that the key of an enquiry is destroyed."""

    school_id: SchoolId
    enquiry_id: UUID


@event("intake.enquiry_erased")
class EnquiryErased:
    """The key of an enquiry is destroyed: nobody can read who asked, or what."""

    enquiry_id: UUID
    because: ErasedBecause


@query("intake.show_enquiry_form")
class ShowEnquiryForm:
    """What does a fresh form say, and what does it prove of itself when it is sent?

    Asked by the gateway, for whoever wants to ask.
    """

    school_id: SchoolId = PROVIDER


@view("intake.enquiry_form")
class EnquiryFormView:
    """A form that was just shown, with the privacy text that counts."""

    form_id: UUID
    shown_at: datetime
    text_version: int
    proof: str
    words: str
    news: str
    keep_days: int


@query("intake.get_own_enquiry")
class GetOwnEnquiry:
    """What is kept of the enquiry that this link is about? NotFound: no link of ours.

    Asked by the gateway, for its enquirer.
    """

    enquiry_id: UUID
    proof: str = text(most=LONGEST_PROOF)
    school_id: SchoolId = PROVIDER


@view("intake.own_enquiry")
class OwnEnquiryView:
    """What an enquirer is told by the link of an enquiry: nothing of who they are."""

    enquiry_id: UUID
    state: EnquiryState
    received_at: datetime
    keep_until: date
    purpose: EnquiryPurpose
    basis: LawfulBasis
    news: bool


@query("intake.find_enquiry_link")
class FindEnquiryLink:
    """By which link does its enquirer see and withdraw an enquiry?

    Asked by the gateway, for whoever sent it just now. NotFound: there is none.
    """

    enquiry_id: UUID
    school_id: SchoolId = PROVIDER


@view("intake.enquiry_link")
class EnquiryLinkView:
    """What a link names; only who is told it can use it."""

    enquiry_id: UUID
    proof: str


@query("intake.find_enquiries", needs=Right.WORK_TICKETS)
class FindEnquiries:
    """Which enquiries are there, the newest first; in one state, or with some words?"""

    state: EnquiryState | None = None
    search: str = text(default="")
    limit: int = whole(least=1, most=MOST_ENQUIRIES, default=MOST_ENQUIRIES)


@value
class EnquiryRow:
    """An enquiry in a list; without a name where it is withdrawn or erased."""

    enquiry_id: UUID
    name: str
    organisation: str
    purpose: EnquiryPurpose
    channel: EnquiryChannel
    state: EnquiryState
    call_back: bool
    received_at: datetime
    keep_until: date


@view("intake.enquiries")
class EnquiriesView:
    """Enquiries, the newest first; `total` is how many fit, shown or not."""

    enquiries: tuple[EnquiryRow, ...]
    total: int


@query("intake.get_enquiry", needs=Right.WORK_TICKETS)
class GetEnquiry:
    """What did an enquirer say, and what became of it?"""

    enquiry_id: UUID


@value
class EnquiryEntry:
    """Something that happened to an enquiry; `kind` is the event in short."""

    at: datetime
    actor: str
    kind: str
    detail: str
    words: str


@view("intake.enquiry")
class EnquiryView:
    """An enquiry with all that happened; `proof` makes the link of its enquirer."""

    enquiry_id: UUID
    version: int
    state: EnquiryState
    channel: EnquiryChannel
    purpose: EnquiryPurpose
    basis: LawfulBasis
    text_version: int | None
    received_at: datetime
    keep_until: date
    name: str
    email: str
    phone: str
    organisation: str
    message: str
    call_back: bool
    call_when: str
    heard_from: str
    news: bool
    contract: str
    of_school: SchoolId | None
    proof: str
    entries: tuple[EnquiryEntry, ...]
