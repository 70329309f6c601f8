"""Which tickets may belong together, and how?

A ticket that is merged goes on as another, so nothing else is done with it. None is
merged into one that is merged: so there is no circle. A parent has no parent: so there
is none there, either, and each ticket knows by itself whether it may be one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeAlias, assert_never
from uuid import UUID

from contracts.intake import PassOn, TicketClassified
from contracts.refusals import Refused
from contracts.ties import (
    JoinTicket,
    Link,
    LinkBack,
    LinkTickets,
    MergeTicket,
    PartTicket,
    SplitOffTicket,
    SplitTicket,
    TicketJoined,
    TicketLinked,
    TicketMerged,
    TicketParted,
    TicketSplit,
    TicketSplitOff,
    TicketUnlinked,
    TicketUnmerged,
    UnlinkBack,
    UnlinkTickets,
    UnmergeTicket,
)
from services.intake.ticket import Known, Survivor

Join: TypeAlias = MergeTicket | JoinTicket | UnmergeTicket | PartTicket
Joined: TypeAlias = TicketMerged | TicketJoined | TicketUnmerged | TicketParted
LinkOf: TypeAlias = LinkTickets | LinkBack | UnlinkTickets | UnlinkBack
Bind: TypeAlias = Join | SplitTicket | SplitOffTicket | LinkOf
Bound: TypeAlias = Joined | TicketSplit | TicketSplitOff | TicketLinked | TicketUnlinked

BACK: dict[Link, Link] = {
    Link.RELATED: Link.RELATED,
    Link.PARENT: Link.CHILD,
    Link.CHILD: Link.PARENT,
    Link.CAUSE: Link.EFFECT,
    Link.EFFECT: Link.CAUSE,
}
"""What a ticket is to another that is this to it."""


def other_of(command: Bind | PassOn) -> UUID | None:
    """The other ticket that a command names; None where only the ticket knows it."""
    match command:
        case MergeTicket():
            return command.into_id
        case JoinTicket() | PartTicket() | SplitOffTicket():
            return command.from_id
        case SplitTicket():
            return command.new_id
        case UnmergeTicket():
            return None
        case PassOn():
            return command.sent_to
        case _:
            return command.other_id


def bind(known: Known, command: Bind, reference: str) -> list[Bound | TicketClassified]:
    """What follows at one of two tickets; `reference` is the other's. Refused: no."""
    match command:
        case MergeTicket() | JoinTicket() | UnmergeTicket() | PartTicket():
            return list(_join(known, command, reference))
        case SplitTicket():
            split = TicketSplit(
                ticket_id=command.ticket_id,
                new_id=command.new_id,
                new_reference=reference,
                entry_id=command.entry_id,
            )
            return [split]
        case SplitOffTicket():
            split_off = TicketSplitOff(
                ticket_id=command.ticket_id,
                from_id=command.from_id,
                from_reference=reference,
            )
            return [split_off]
        case _:
            return list(_link(known, command, reference))


def bound(known: Known, event: Bound) -> Known:
    """What is known of a ticket after the event."""
    match event:
        case TicketMerged(into_id=into, into_reference=reference):
            survivor = Survivor(ticket_id=into, reference=reference)
            return replace(known, survivor=survivor)
        case TicketUnmerged():
            return replace(known, survivor=None)
        case TicketJoined(from_id=one):
            guarding = known.guarding | ({one} if event.safeguarding else set())
            return replace(known, joined=known.joined | {one}, guarding=guarding)
        case TicketParted(from_id=one):
            joined, guarding = known.joined - {one}, known.guarding - {one}
            return replace(known, joined=joined, guarding=guarding)
        case TicketLinked():
            return replace(known, links=known.links | {(event.other_id, event.link)})
        case TicketUnlinked():
            return replace(known, links=known.links - {(event.other_id, event.link)})
        case TicketSplit() | TicketSplitOff():
            return known
        case _:
            assert_never(event)


def _join(
    known: Known, command: Join, reference: str
) -> list[Joined | TicketClassified]:
    match command:
        case MergeTicket():
            return [_merge(command, reference)]
        case UnmergeTicket():
            return [_unmerge(known, command)]
        case JoinTicket():
            return list(_joined(known, command, reference))
        case PartTicket():
            parted = TicketParted(
                ticket_id=command.ticket_id,
                from_id=command.from_id,
                from_reference=reference,
            )
            return [parted] if command.from_id in known.joined else []
        case _:
            assert_never(command)


def _joined(
    known: Known, command: JoinTicket, reference: str
) -> Iterator[TicketJoined | TicketClassified]:
    """What is about safeguarding is read by few wherever it goes on."""
    _refuse_itself(command)
    _refuse_merged(known)
    if command.from_id in known.joined:
        return
    yield TicketJoined(
        ticket_id=command.ticket_id,
        from_id=command.from_id,
        from_reference=reference,
        safeguarding=command.safeguarding,
    )
    if command.safeguarding and not known.safeguarding:
        yield TicketClassified(
            ticket_id=command.ticket_id,
            was=known.type,
            type=known.type,
            safeguarding=True,
        )


def _merge(command: MergeTicket, reference: str) -> TicketMerged:
    _refuse_itself(command)
    return TicketMerged(
        ticket_id=command.ticket_id,
        into_id=command.into_id,
        into_reference=reference,
        suggested=command.suggested,
    )


def _unmerge(known: Known, command: UnmergeTicket) -> TicketUnmerged:
    survivor = known.survivor
    if survivor is None:
        raise Refused("This ticket is not merged, so there is nothing to undo.")
    return TicketUnmerged(
        ticket_id=command.ticket_id,
        into_id=survivor.ticket_id,
        into_reference=survivor.reference,
    )


def _refuse_itself(command: MergeTicket | JoinTicket) -> None:
    if other_of(command) == command.ticket_id:
        raise Refused("A ticket cannot be merged into itself.")


def _refuse_merged(known: Known) -> None:
    if known.survivor is not None:
        instead = known.survivor.reference
        raise Refused(
            f"That ticket is merged itself, into {instead}. Choose {instead}."
        )


def _link(
    known: Known, command: LinkOf, reference: str
) -> list[TicketLinked | TicketUnlinked]:
    linking = isinstance(command, LinkTickets | LinkBack)
    if ((command.other_id, command.link) in known.links) is linking:
        return []
    which: dict[str, Any] = {
        "ticket_id": command.ticket_id,
        "other_id": command.other_id,
        "other_reference": reference,
        "link": command.link,
    }
    if not linking:
        return [TicketUnlinked(**which)]
    _check_link(known, command)
    suggested = isinstance(command, LinkTickets) and command.suggested
    return [TicketLinked(**which, suggested=suggested)]


def _check_link(known: Known, command: LinkOf) -> None:
    _refuse_merged(known)
    if command.other_id == command.ticket_id:
        raise Refused("A ticket cannot be linked to itself.")
    has = {link for _, link in known.links}
    if command.link is Link.PARENT and Link.PARENT in has:
        raise Refused("A ticket has one parent. Undo that link first.")
    if {command.link} | has >= {Link.PARENT, Link.CHILD}:
        raise Refused("A parent has no parent itself: it goes two levels deep.")
