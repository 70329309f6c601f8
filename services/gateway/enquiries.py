"""What may be said and asked of enquiries, and how does one become a school's start?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from marshmallow import Schema, fields, validate

from contracts.enquiries import (
    LONGEST_CONTRACT,
    AnswerEnquiry,
    CloseEnquiry,
    EnquiriesView,
    EnquiryState,
    EnquiryView,
    EnterEnquiry,
    FindEnquiries,
    GetEnquiry,
    TakeOnEnquirer,
    WithdrawEnquiry,
)
from contracts.fields import Text
from contracts.privacy import GetPrivacyText, PrivacyTextView, SetPrivacyText
from contracts.refusals import Invalid, Refused, Reused
from contracts.values import PROVIDER
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import TAKEN_ON, Added, answer_of, body_of
from services.gateway.taking_on import take_on

_ALL, _ONE = "/enquiries", "/enquiries/<uuid:enquiry_id>"
_TEXT = "/enquiries/privacy-text"
_WHICH = ("school_id", "enquiry_id")
_OPEN = {EnquiryState.RECEIVED, EnquiryState.ANSWERED}

routes = Routes("enquiries", "Who asks the MSP and is no school that is looked after.")


class EnquiriesQuery(Schema):
    """Those in one state, or those with some words in who asks."""

    state = fields.Enum(EnquiryState, by_value=True)
    search = Text(load_default="", validate=validate.Length(max=200))


class TextQuery(Schema):
    """Which version; the one that counts if none is named."""

    version = fields.Integer(strict=True, validate=validate.Range(0, 2**31))


class AddedEnquiry(Schema):
    """An enquiry that was just written down."""

    enquiry_id = fields.UUID(required=True)


@routes.on(
    "GET",
    _ALL,
    needs=FindEnquiries,
    query=EnquiriesQuery(),
    answer=answer_of(EnquiriesView),
)
def find_enquiries(asker: Asker, query: Body) -> Any:
    """List enquiries, the newest first; none is a ticket, or of a school."""
    return asker.ask(FindEnquiries(**query))


@routes.on(
    "POST",
    _ALL,
    needs=EnterEnquiry,
    body=body_of(EnterEnquiry, *_WHICH),
    answer=AddedEnquiry(),
    status=201,
    keyed=True,
)
def enter_enquiry(asker: Asker, body: Body) -> Any:
    """Write down an enquiry that came by phone, by e-mail or in person."""
    command_id = asker.command_id("enquiries")
    enquiry_id = uuid5(command_id, "enquiry")
    enter = EnterEnquiry(school_id=PROVIDER, enquiry_id=enquiry_id, **body)
    receipt = asker.execute(enter, command_id)
    where = f"/api/v1/enquiries/{enquiry_id}"
    return {"enquiry_id": enquiry_id}, {"Location": where, **replayed(receipt)}


@routes.on("GET", _ONE, needs=GetEnquiry, answer=answer_of(EnquiryView))
def get_enquiry(asker: Asker, enquiry_id: UUID) -> Any:
    """Show what an enquirer said, and what became of it."""
    return asker.ask(GetEnquiry(enquiry_id=enquiry_id))


@routes.on(
    "POST",
    f"{_ONE}/answer",
    needs=AnswerEnquiry,
    body=body_of(AnswerEnquiry, *_WHICH),
    answer=answer_of(EnquiryView),
    keyed=True,
    problems=(409,),
)
def answer_enquiry(asker: Asker, enquiry_id: UUID, body: Body) -> Any:
    """Record what an enquirer was told, and how."""
    return _done(asker, AnswerEnquiry, enquiry_id, body)


@routes.on(
    "POST",
    f"{_ONE}/take-on",
    needs=TakeOnEnquirer,
    body=TAKEN_ON,
    answer=Added(),
    keyed=True,
)
def take_on_enquirer(asker: Asker, enquiry_id: UUID, body: Body) -> Any:
    """Take on the school that an enquirer is, by the contract that was made.

    The same contract again tells the same school. Nothing of the enquiry goes there.
    """
    school = {name: said for name, said in body.items() if name != "contract"}
    return {"school_id": make_school(asker, enquiry_id, body["contract"], school)}


@routes.on(
    "POST",
    f"{_ONE}/close",
    needs=CloseEnquiry,
    body=body_of(CloseEnquiry, *_WHICH),
    answer=answer_of(EnquiryView),
    keyed=True,
    problems=(409,),
)
def close_enquiry(asker: Asker, enquiry_id: UUID, body: Body) -> Any:
    """Say that nothing more comes of an enquiry, and why."""
    return _done(asker, CloseEnquiry, enquiry_id, body)


@routes.on(
    "POST",
    f"{_ONE}/withdraw",
    needs=WithdrawEnquiry,
    body=body_of(WithdrawEnquiry, *_WHICH),
    answer=answer_of(EnquiryView),
    keyed=True,
)
def withdraw_enquiry(asker: Asker, enquiry_id: UUID, body: Body) -> Any:
    """Have an enquirer forgotten, or only told no news, as they wish."""
    return _done(asker, WithdrawEnquiry, enquiry_id, body)


@routes.on(
    "GET",
    _TEXT,
    needs=GetPrivacyText,
    query=TextQuery(),
    answer=answer_of(PrivacyTextView),
    problems=(404,),
)
def get_privacy_text(asker: Asker, query: Body) -> Any:
    """Show what enquirers are told of their data, and how long it is kept."""
    return asker.ask(GetPrivacyText(text_version=query.get("version")))


@routes.on(
    "PUT",
    _TEXT,
    needs=SetPrivacyText,
    body=body_of(SetPrivacyText, "school_id"),
    answer=answer_of(PrivacyTextView),
    keyed=True,
    problems=(409,),
)
def set_privacy_text(asker: Asker, body: Body) -> Any:
    """Say what enquirers are told from now on; earlier enquiries keep their day."""
    command = SetPrivacyText(school_id=PROVIDER, **body)
    asker.execute(command, asker.command_id("privacy text"))
    return asker.ask(GetPrivacyText())


def make_school(
    asker: Asker, enquiry_id: UUID, contract: str, school: dict[str, Any]
) -> UUID:
    """Take on the school of an enquiry; its id. It is there before that is recorded.

    So the enquiry says which school it is, and asked again, by whoever and by whichever
    key, it is that one. Refused, and no school is made, where the enquiry is closed or
    forgotten, or was taken on by another contract; Invalid without one.
    """
    _check_contract(contract)
    known: EnquiryView = asker.ask(GetEnquiry(enquiry_id=enquiry_id))
    if known.of_school is not None and known.contract == contract.strip():
        return known.of_school
    if known.state not in _OPEN:
        raise Refused("This enquiry is closed, forgotten or taken on already.")
    school_id = _school_of(asker, enquiry_id, school)
    command = TakeOnEnquirer(
        school_id=PROVIDER,
        enquiry_id=enquiry_id,
        contract=contract,
        of_school=school_id,
    )
    asker.execute(command, asker.command_id(enquiry_id, "take on"))
    return school_id


def _check_contract(contract: str) -> None:
    if not contract.strip():
        raise Invalid({"contract": ["A school is taken on by a contract only."]})
    if len(contract) > LONGEST_CONTRACT:
        words = f"At most {LONGEST_CONTRACT} characters."
        raise Invalid({"contract": [words]})


def _school_of(asker: Asker, enquiry_id: UUID, school: dict[str, Any]) -> UUID:
    try:
        school_id, _ = take_on(asker, school, uuid5(enquiry_id, "take on a school"))
    except Reused as reused:
        raise Refused(
            "The school of this enquiry was made already, though it is not recorded"
            " here. Give it the name, URN and nation that it has under Schools."
        ) from reused
    return school_id


def _done(asker: Asker, kind: type, enquiry_id: UUID, body: Body) -> Any:
    command = kind(school_id=PROVIDER, enquiry_id=enquiry_id, **body)
    asker.execute(command, asker.command_id(enquiry_id, kind.__name__))
    return asker.ask(GetEnquiry(enquiry_id=enquiry_id))
