"""What becomes of an enquiry, on which basis is it kept, and when is it erased?

It is the MSP's own, and never a school's. It leads to a school being looked after only
by a contract, and even then nothing of it goes there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeAlias, assert_never
from uuid import UUID

from contracts.enquiries import (
    AnswerEnquiry,
    CloseEnquiry,
    ConsentPurpose,
    ConsentRecorded,
    ConsentWithdrawn,
    EnquirerTakenOn,
    EnquiryAnswered,
    EnquiryClosed,
    EnquiryErased,
    EnquiryPurpose,
    EnquiryReceived,
    EnquiryState,
    EnquiryWithdrawn,
    ErasedBecause,
    LawfulBasis,
    ReceiveEnquiry,
    RecordEnquiryErased,
    TakeOnEnquirer,
    WithdrawEnquiry,
)
from contracts.refusals import Invalid, NotFound, Refused
from contracts.values import PROVIDER
from services.intake.enquiries.details import checked
from services.intake.months import LONDON
from shared.decider import Decider

BASES = {
    EnquiryPurpose.QUESTION: LawfulBasis.LEGITIMATE_INTERESTS,
    EnquiryPurpose.OFFER: LawfulBasis.CONTRACT,
}
"""Nobody consents to being answered: they asked. Consent is for what they did not."""

_NEWS = ConsentPurpose.NEWS
_FORGOTTEN = {EnquiryState.WITHDRAWN, EnquiryState.ERASED}


@dataclass(frozen=True)
class NotReceived:
    """There is no such enquiry."""


@dataclass(frozen=True, kw_only=True)
class Enquiry:
    """How an enquiry stands; `news` while its enquirer agrees to hear of news."""

    keep_until: date
    state: EnquiryState = EnquiryState.RECEIVED
    news: bool = False
    of_school: UUID | None = None


State: TypeAlias = NotReceived | Enquiry
Act: TypeAlias = AnswerEnquiry | TakeOnEnquirer | CloseEnquiry
Command: TypeAlias = ReceiveEnquiry | Act | WithdrawEnquiry | RecordEnquiryErased
OfEnquiries: TypeAlias = (
    EnquiryReceived
    | ConsentRecorded
    | ConsentWithdrawn
    | EnquiryAnswered
    | EnquirerTakenOn
    | EnquiryClosed
    | EnquiryWithdrawn
    | EnquiryErased
)


def decide(
    enquiry: State, command: Command, now: datetime, keep_days: int
) -> list[OfEnquiries]:
    """The events that follow; `keep_days` is how long a new one is kept."""
    if command.school_id != PROVIDER:
        raise Refused("Enquiries are the provider's, not one of a school.")
    if isinstance(command, ReceiveEnquiry):
        known = isinstance(enquiry, Enquiry)
        return [] if known else _receive(command, now, keep_days)
    if isinstance(enquiry, NotReceived):
        raise NotFound("There is no such enquiry.")
    match command:
        case WithdrawEnquiry():
            return _withdraw(enquiry, command)
        case RecordEnquiryErased():
            return _erase(enquiry, command, now)
        case _:
            return _act(enquiry, command)


def evolve(enquiry: State, event: OfEnquiries) -> State:
    """What is true of the enquiry after the event."""
    if isinstance(event, EnquiryReceived):
        return Enquiry(keep_until=event.keep_until)
    assert isinstance(enquiry, Enquiry), "its first event is that it came"
    match event:
        case ConsentRecorded() | ConsentWithdrawn():
            return replace(enquiry, news=isinstance(event, ConsentRecorded))
        case EnquiryAnswered():
            if enquiry.state is not EnquiryState.RECEIVED:
                return enquiry
            return replace(enquiry, state=EnquiryState.ANSWERED)
        case EnquirerTakenOn():
            taken_on = EnquiryState.TAKEN_ON
            return replace(enquiry, state=taken_on, of_school=event.of_school)
        case EnquiryClosed():
            return replace(enquiry, state=EnquiryState.CLOSED)
        case EnquiryWithdrawn() | EnquiryErased():
            erased = isinstance(event, EnquiryErased)
            state = EnquiryState.ERASED if erased else EnquiryState.WITHDRAWN
            return replace(enquiry, state=state, news=False)
        case _:
            assert_never(event)


def is_over(keep_until: date, today: date) -> bool:
    """Whether an enquiry is kept no longer; on its last day it still is."""
    return today > keep_until


def _receive(
    command: ReceiveEnquiry, now: datetime, keep_days: int
) -> list[OfEnquiries]:
    details = checked(command)
    received = EnquiryReceived(
        enquiry_id=command.enquiry_id,
        channel=command.channel,
        purpose=command.purpose,
        basis=BASES[command.purpose],
        text_version=command.text_version,
        keep_until=now.astimezone(LONDON).date() + timedelta(days=keep_days),
        call_back=command.call_back,
        **details,
    )
    if not command.news or command.text_version is None:
        return [received]
    if not details["email"]:
        raise Invalid({"email": ["News comes by e-mail: say where to."]})
    agreed = ConsentRecorded(
        enquiry_id=command.enquiry_id,
        purpose=_NEWS,
        text_version=command.text_version,
    )
    return [received, agreed]


def _act(enquiry: Enquiry, command: Act) -> list[OfEnquiries]:
    if enquiry.state in _FORGOTTEN:
        raise Refused("This enquirer is forgotten. Nothing more is recorded of them.")
    which = command.enquiry_id
    match command:
        case AnswerEnquiry():
            _refuse_closed(enquiry)
            words = _said(words=command.words)
            return [EnquiryAnswered(enquiry_id=which, by=command.by, words=words)]
        case TakeOnEnquirer():
            return _take_on(enquiry, command)
        case CloseEnquiry():
            reason = _said(reason=command.reason)
            if enquiry.state is EnquiryState.CLOSED:
                return []
            if enquiry.of_school is not None:
                raise Refused("This enquirer is taken on: there is nothing to close.")
            return [EnquiryClosed(enquiry_id=which, reason=reason)]
        case _:
            assert_never(command)


def _take_on(enquiry: Enquiry, command: TakeOnEnquirer) -> list[OfEnquiries]:
    contract = _said(contract=command.contract)
    _refuse_closed(enquiry)
    if enquiry.of_school == command.of_school:
        return []
    if enquiry.of_school is not None:
        raise Refused("This enquirer is taken on already.")
    taken_on = EnquirerTakenOn(
        enquiry_id=command.enquiry_id, contract=contract, of_school=command.of_school
    )
    return [taken_on]


def _withdraw(enquiry: Enquiry, command: WithdrawEnquiry) -> list[OfEnquiries]:
    which = command.enquiry_id
    if command.only_news:
        told = ConsentWithdrawn(enquiry_id=which, purpose=_NEWS)
        return [told] if enquiry.news else []
    if enquiry.state in _FORGOTTEN:
        return []
    return [EnquiryWithdrawn(enquiry_id=which)]


def _erase(
    enquiry: Enquiry, command: RecordEnquiryErased, now: datetime
) -> list[OfEnquiries]:
    which, because = command.enquiry_id, ErasedBecause.DUE
    if enquiry.state is EnquiryState.ERASED:
        return []
    if enquiry.state is EnquiryState.WITHDRAWN:
        because = ErasedBecause.WITHDRAWN
    elif not is_over(enquiry.keep_until, now.astimezone(LONDON).date()):
        raise Refused("It is neither withdrawn nor kept for long enough.")
    return [EnquiryErased(enquiry_id=which, because=because)]


def _refuse_closed(enquiry: Enquiry) -> None:
    if enquiry.state is EnquiryState.CLOSED:
        raise Refused("This enquiry is closed. Enter another one.")


def _said(**said: str) -> str:
    """What was said, without blanks around it; Invalid where there is nothing else."""
    [(name, words)] = said.items()
    if not words.strip():
        raise Invalid({name: ["Must not be blank."]})
    return words.strip()


ENQUIRY: Decider[State] = Decider(
    category="enquiry",
    identity="enquiry_id",
    commands=(
        ReceiveEnquiry,
        AnswerEnquiry,
        TakeOnEnquirer,
        CloseEnquiry,
        WithdrawEnquiry,
        RecordEnquiryErased,
    ),
    initial=NotReceived(),
    decide=decide,
    evolve=evolve,
)
