"""What does a list of what is due show, and what of it is erased once approved?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple, TypeAlias, assert_never
from uuid import UUID

from contracts.access import Caller
from contracts.codec import dump
from contracts.refusals import Forbidden, NotFound, Refused
from contracts.retention import (
    ApproveErasure,
    DueListed,
    DueRecord,
    ErasureApproved,
    FinishErasure,
    LeftOut,
    LeftOutBecause,
    ListDue,
    ListState,
    RecordClass,
    RecordsErased,
    approvers_of,
    may_approve,
)
from shared.canonical import canonical
from shared.decider import Decider


@dataclass(frozen=True)
class DueList:
    """A list as it was drawn up, and what was made of it."""

    drawn: DueListed | None = None
    approved: ErasureApproved | None = None
    state: ListState = ListState.DRAWN_UP


class Standing(NamedTuple):
    """What is true now: what is due of a class, or how what was listed stands.

    `gone` says why something of the list may not be erased any more.
    """

    months: int = 0
    due: int = 0
    records: tuple[DueRecord, ...] = ()
    gone: Mapping[tuple[str, UUID], LeftOutBecause] = {}


Command: TypeAlias = ListDue | ApproveErasure | FinishErasure
OfErasure: TypeAlias = DueListed | ErasureApproved | RecordsErased


def check_may_approve(caller: Caller, of: RecordClass) -> None:
    """Forbidden but for who answers for it at the school; nobody of the MSP does.

    The platform draws up nothing and approves nothing by itself.
    """
    if not may_approve(caller, of):
        who = " or ".join(sorted(one.value.upper() for one in approvers_of(of)))
        raise Forbidden(f"this is approved by who answers for it: {who.lower()}")


def decide(
    listed: DueList, command: Command, _now: datetime, standing: Standing
) -> Sequence[OfErasure]:
    """The events that follow; Refused where it is not what was shown."""
    if isinstance(command, ListDue):
        return [] if listed.drawn else [_draw_up(command, standing)]
    if listed.drawn is None:
        raise NotFound("There is no such list.")
    match command:
        case ApproveErasure():
            if listed.approved is not None:
                return []
            return [_approve(listed.drawn, command, standing)]
        case FinishErasure():
            approved = listed.approved
            if approved is None or listed.state is ListState.ERASED:
                return []
            return [_finish(approved)]
        case _:
            assert_never(command)


def evolve(listed: DueList, event: OfErasure) -> DueList:
    """What is true of the list after the event."""
    match event:
        case DueListed():
            return DueList(drawn=event)
        case ErasureApproved():
            return replace(listed, approved=event, state=ListState.APPROVED)
        case RecordsErased():
            return replace(listed, state=ListState.ERASED)
        case _:
            assert_never(event)


def is_what_was_shown(drawn: DueListed, command: ApproveErasure) -> bool:
    """Whether who approves has seen this list, and no other."""
    return command.digest == drawn.digest


def digest_of(
    list_id: UUID, record_class: RecordClass, records: Sequence[DueRecord]
) -> str:
    """SHA-256 over the canonical JSON of a list: anybody can count it again."""
    shown = {
        "list_id": str(list_id),
        "record_class": record_class.value,
        "records": [dump(one) for one in records],
    }
    return sha256(canonical(shown)).hexdigest()


def _draw_up(command: ListDue, standing: Standing) -> DueListed:
    if not standing.records:
        raise Refused("Nothing of this is due, or all of it is held.")
    return DueListed(
        list_id=command.list_id,
        record_class=command.record_class,
        months=standing.months,
        due=standing.due,
        records=standing.records,
        digest=digest_of(command.list_id, command.record_class, standing.records),
    )


def _approve(
    drawn: DueListed, command: ApproveErasure, standing: Standing
) -> ErasureApproved:
    if not is_what_was_shown(drawn, command):
        raise Refused("This is not the list that was shown. Read it again.")
    gone = standing.gone
    stays = [one for one in drawn.records if (one.kind.value, one.record_id) in gone]
    erased = [one for one in drawn.records if one not in stays]
    if not erased:
        raise Refused(
            "Nothing of this list may be erased any more: all of it is held, or has"
            " changed. Draw up another."
        )
    return ErasureApproved(
        list_id=command.list_id,
        record_class=drawn.record_class,
        digest=drawn.digest,
        records=tuple(erased),
        left_out=tuple(
            LeftOut(
                kind=one.kind,
                record_id=one.record_id,
                because=gone[one.kind.value, one.record_id],
            )
            for one in stays
        ),
    )


def _finish(approved: ErasureApproved) -> RecordsErased:
    return RecordsErased(
        list_id=approved.list_id,
        record_class=approved.record_class,
        digest=approved.digest,
        erased=len(approved.records),
        left_out=len(approved.left_out),
    )


LISTING: Decider[DueList] = Decider(
    category="erasure",
    identity="list_id",
    commands=(ListDue, ApproveErasure, FinishErasure),
    initial=DueList(),
    decide=decide,
    evolve=evolve,
)
