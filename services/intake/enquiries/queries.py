"""Which enquiries are there, and what is the desk or the enquirer told of one?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    bindparam,
    func,
    select,
    text,
)

from contracts.enquiries import (
    EnquiriesView,
    EnquiryChannel,
    EnquiryEntry,
    EnquiryFormView,
    EnquiryLinkView,
    EnquiryPurpose,
    EnquiryRow,
    EnquiryState,
    EnquiryView,
    FindEnquiries,
    FindEnquiryLink,
    GetEnquiry,
    GetOwnEnquiry,
    LawfulBasis,
    OwnEnquiryView,
    ShowEnquiryForm,
)
from contracts.privacy import GetPrivacyText, PrivacyTextView
from contracts.refusals import NotFound
from contracts.values import PROVIDER
from services.intake.enquiries import proofs
from services.intake.enquiries.privacy import STANDARD
from services.intake.enquiries.tables import (
    NOT_ERASED,
    enquiries,
    enquiry_entries,
    privacy_texts,
)
from shared.application import Answer, Asked


def find_enquiries(
    connection: Connection, query: FindEnquiries, _: Asked
) -> EnquiriesView:
    """The newest first, and how many fit. Words are looked for in what is kept."""
    wanted = query.search.casefold().split()
    found = _NEWEST.where(*_standing(query.state))
    if wanted:
        kept = connection.execute(found.where(text(NOT_ERASED)))
        rows = [row for row in kept if _fits(row, wanted)]
        total = len(rows)
    else:
        rows = list(connection.execute(found.limit(query.limit)))
        counted = _COUNTED.where(*_standing(query.state))
        full = len(rows) == query.limit
        total = connection.execute(counted).scalar_one() if full else len(rows)
    listed = tuple(map(_listed, rows[: query.limit]))
    return EnquiriesView(enquiries=listed, total=total)


def get_enquiry(connection: Connection, query: GetEnquiry, asked: Asked) -> EnquiryView:
    """All of one; NotFound where there is none."""
    row = _one(connection, query.enquiry_id)
    sign = partial(asked.keyring.fingerprint, PROVIDER)
    entries = connection.execute(_ENTRIES, {"of_enquiry": query.enquiry_id})
    return EnquiryView(
        enquiry_id=row.enquiry_id,
        version=row.version,
        state=EnquiryState(row.state),
        channel=EnquiryChannel(row.channel),
        purpose=EnquiryPurpose(row.purpose),
        basis=LawfulBasis(row.basis),
        text_version=row.text_version,
        received_at=row.received_at,
        keep_until=row.keep_until,
        name=row.name,
        email=row.email,
        phone=row.phone,
        organisation=row.organisation,
        message=row.message,
        call_back=bool(row.call_back),
        call_when=row.call_when,
        heard_from=row.heard_from,
        news=bool(row.news),
        contract=row.contract,
        of_school=row.of_school,
        proof=proofs.of_link(sign, row.enquiry_id),
        entries=tuple(map(_entry, entries)),
    )


def get_own_enquiry(
    connection: Connection, query: GetOwnEnquiry, asked: Asked
) -> OwnEnquiryView:
    """What its enquirer is told by the link; NotFound for one that is not ours."""
    sign = partial(asked.keyring.fingerprint, PROVIDER)
    proofs.check_link(sign, query.enquiry_id, query.proof)
    row = _one(connection, query.enquiry_id)
    return OwnEnquiryView(
        enquiry_id=row.enquiry_id,
        state=EnquiryState(row.state),
        received_at=row.received_at,
        keep_until=row.keep_until,
        purpose=EnquiryPurpose(row.purpose),
        basis=LawfulBasis(row.basis),
        news=bool(row.news),
    )


def find_enquiry_link(
    connection: Connection, query: FindEnquiryLink, asked: Asked
) -> EnquiryLinkView:
    """The link of an enquiry; NotFound where there is none."""
    row = _one(connection, query.enquiry_id)
    sign = partial(asked.keyring.fingerprint, PROVIDER)
    proof = proofs.of_link(sign, row.enquiry_id)
    return EnquiryLinkView(enquiry_id=row.enquiry_id, proof=proof)


def show_enquiry_form(
    connection: Connection, _: ShowEnquiryForm, asked: Asked
) -> EnquiryFormView:
    """A fresh form, with the privacy text that counts now."""
    stands = privacy_text_of(connection)
    form_id = uuid4()
    sign = partial(asked.keyring.fingerprint, PROVIDER)
    return EnquiryFormView(
        form_id=form_id,
        shown_at=asked.now,
        text_version=stands.text_version,
        proof=proofs.of_form(sign, form_id, asked.now, stands.text_version),
        words=stands.words,
        news=stands.news,
        keep_days=stands.keep_days,
    )


def get_privacy_text(
    connection: Connection, query: GetPrivacyText, _: Asked
) -> PrivacyTextView:
    """A version of the privacy text; NotFound where it never was."""
    return privacy_text_of(connection, query.text_version)


def privacy_text_of(
    connection: Connection, text_version: int | None = None
) -> PrivacyTextView:
    """A version, or the one that counts; the standard one is version 0."""
    newest = connection.execute(_TEXTS).all()
    for row in newest:
        if text_version in {None, row.text_version}:
            return PrivacyTextView(
                text_version=row.text_version,
                words=row.words,
                news=row.news,
                keep_days=row.keep_days,
                version=newest[0].version,
            )
    if text_version not in {None, STANDARD.text_version}:
        raise NotFound("There is no such version of the text.")
    return PrivacyTextView(
        text_version=STANDARD.text_version,
        words=STANDARD.words,
        news=STANDARD.news,
        keep_days=STANDARD.keep_days,
        version=newest[0].version if newest else 0,
    )


ANSWERS: Mapping[type, Answer] = {
    FindEnquiries: find_enquiries,
    GetEnquiry: get_enquiry,
    GetOwnEnquiry: get_own_enquiry,
    FindEnquiryLink: find_enquiry_link,
    ShowEnquiryForm: show_enquiry_form,
    GetPrivacyText: get_privacy_text,
}


def _one(connection: Connection, enquiry_id: UUID) -> Row[Any]:
    row = connection.execute(_ENQUIRY, {"of_enquiry": enquiry_id}).one_or_none()
    if row is None:
        raise NotFound("There is no such enquiry.")
    return row


def _standing(state: EnquiryState | None) -> list[ColumnElement[bool]]:
    return [] if state is None else [enquiries.c.state == state.value]


def _fits(row: Row[Any], wanted: list[str]) -> bool:
    said = f"{row.name} {row.email} {row.organisation} {row.phone}".casefold()
    return all(word in said for word in wanted)


def _listed(row: Row[Any]) -> EnquiryRow:
    return EnquiryRow(
        enquiry_id=row.enquiry_id,
        name=row.name,
        organisation=row.organisation,
        purpose=EnquiryPurpose(row.purpose),
        channel=EnquiryChannel(row.channel),
        state=EnquiryState(row.state),
        call_back=bool(row.call_back),
        received_at=row.received_at,
        keep_until=row.keep_until,
    )


def _entry(row: Row[Any]) -> EnquiryEntry:
    return EnquiryEntry(
        at=row.at, actor=row.actor, kind=row.kind, detail=row.detail, words=row.words
    )


# Made once: to build a statement takes several times as long as to carry it out.
_NEWEST = (
    select(enquiries)
    .where(enquiries.c.school == PROVIDER)
    .order_by(enquiries.c.received_at.desc(), enquiries.c.enquiry_id)
)
_COUNTED = select(func.count()).where(enquiries.c.school == PROVIDER)
_ENQUIRY = select(enquiries).where(
    enquiries.c.school == PROVIDER, enquiries.c.enquiry_id == bindparam("of_enquiry")
)
_ENTRIES = (
    select(enquiry_entries)
    .where(
        enquiry_entries.c.school == PROVIDER,
        enquiry_entries.c.enquiry_id == bindparam("of_enquiry"),
    )
    .order_by(enquiry_entries.c.place)
)
_TEXTS = (
    select(privacy_texts)
    .where(privacy_texts.c.school == PROVIDER)
    .order_by(privacy_texts.c.text_version.desc())
)
