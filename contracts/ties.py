"""The language of intake for ties: how tickets of one school belong together."""

from __future__ import annotations

from enum import Enum
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, query, text, value, view, whole
from contracts.values import SchoolId, TicketId, TicketState


class Link(Enum):
    """What another ticket is to this one, as somebody of the desk says.

    A parent holds together what belongs to one piece of work, such as a project; it has
    no parent itself. A cause is what several tickets come from.
    """

    RELATED = "related"
    PARENT = "parent"
    CHILD = "child"
    CAUSE = "cause"
    EFFECT = "effect"


class Tie(Enum):
    """What another ticket is to this one, however that came about."""

    RELATED = "related"
    PARENT = "parent"
    CHILD = "child"
    CAUSE = "cause"
    EFFECT = "effect"
    MERGED_INTO = "merged_into"
    MERGED = "merged"
    SPLIT_FROM = "split_from"
    SPLIT_OFF = "split_off"


@command("intake.merge_ticket", needs=Right.WORK_TICKETS)
class MergeTicket:
    """Have a ticket go on as part of another, of the same school: the survivor.

    Its number stays its own, its promises stand no longer, and what is written to it
    reaches the survivor, which is about safeguarding from then on where this one is.
    Refused where either is merged already. `suggested` has the
    survivor taken from the likely duplicates, and is refused for any other.
    """

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    into_id: TicketId
    suggested: bool = False


@event("intake.ticket_merged")
class TicketMerged:
    """It goes on as part of another ticket; what was promised for it is withdrawn."""

    ticket_id: TicketId
    into_id: TicketId
    into_reference: str
    # Whether somebody took the survivor from the likely duplicates.
    suggested: bool = False


@command("intake.join_ticket")
class JoinTicket:
    """Record at the survivor that another ticket goes on as part of it.

    `safeguarding` is whether that one is about it.
    """

    school_id: SchoolId
    ticket_id: TicketId
    from_id: TicketId
    safeguarding: bool = False


@event("intake.ticket_joined")
class TicketJoined:
    """Another ticket goes on as part of this one."""

    ticket_id: TicketId
    from_id: TicketId
    from_reference: str
    # Whether that one is about safeguarding: then so is this one, as long as it has it.
    safeguarding: bool = False


@command("intake.unmerge_ticket", needs=Right.WORK_TICKETS)
class UnmergeTicket:
    """Undo a merge: the ticket is by itself again, as it was before."""

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)


@event("intake.ticket_unmerged")
class TicketUnmerged:
    """It is by itself again, as it was."""

    ticket_id: TicketId
    into_id: TicketId
    into_reference: str


@command("intake.part_ticket")
class PartTicket:
    """Record at the survivor that a ticket is no part of it any more."""

    school_id: SchoolId
    ticket_id: TicketId
    from_id: TicketId


@event("intake.ticket_parted")
class TicketParted:
    """A ticket that was part of this one is by itself again."""

    ticket_id: TicketId
    from_id: TicketId
    from_reference: str


@command("intake.split_ticket", needs=Right.WORK_TICKETS)
class SplitTicket:
    """Make something that the school wrote a ticket of its own, for its requester.

    `entry_id` is the entry of the timeline that has it. Merging the new ticket into
    this one puts it back. Refused for an entry that the school did not write.
    """

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    new_id: TicketId
    entry_id: UUID
    subject: str = text(least=1)


@event("intake.ticket_split")
class TicketSplit:
    """Something that the school wrote about it became a ticket of its own."""

    ticket_id: TicketId
    new_id: TicketId
    new_reference: str
    entry_id: UUID


@command("intake.split_off_ticket")
class SplitOffTicket:
    """Record at a new ticket which one it comes from."""

    school_id: SchoolId
    ticket_id: TicketId
    from_id: TicketId


@event("intake.ticket_split_off")
class TicketSplitOff:
    """It comes from what was written about another ticket."""

    ticket_id: TicketId
    from_id: TicketId
    from_reference: str


@command("intake.link_tickets", needs=Right.WORK_TICKETS)
class LinkTickets:
    """Say what another ticket of the same school is to this one.

    Refused for a second parent, and for a parent that has one. `suggested` has the
    other one taken from the likely duplicates, and is refused for any other.
    """

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    other_id: TicketId
    link: Link
    suggested: bool = False


@command("intake.link_back")
class LinkBack:
    """Record at the other ticket what this one is to it."""

    school_id: SchoolId
    ticket_id: TicketId
    other_id: TicketId
    link: Link


@event("intake.ticket_linked")
class TicketLinked:
    """Another ticket is something to this one; the other has the same the other way."""

    ticket_id: TicketId
    other_id: TicketId
    other_reference: str
    link: Link
    # Whether somebody took the other one from the likely duplicates.
    suggested: bool = False


@command("intake.unlink_tickets", needs=Right.WORK_TICKETS)
class UnlinkTickets:
    """Undo a link; at the other ticket, too."""

    school_id: SchoolId
    ticket_id: TicketId
    version: int = whole(least=1, most=2**31)
    other_id: TicketId
    link: Link


@command("intake.unlink_back")
class UnlinkBack:
    """Undo at the other ticket what this one was to it."""

    school_id: SchoolId
    ticket_id: TicketId
    other_id: TicketId
    link: Link


@event("intake.ticket_unlinked")
class TicketUnlinked:
    """Another ticket is nothing of that kind to this one any more."""

    ticket_id: TicketId
    other_id: TicketId
    other_reference: str
    link: Link


@query("intake.get_ties", needs=Right.READ_TICKETS)
class GetTies:
    """Which tickets belong to this one, and how?"""

    ticket_id: TicketId
    school_id: SchoolId | None = None


@value
class TiedTicket:
    """A ticket that belongs to another, and what it is to it."""

    tie: Tie
    ticket_id: TicketId
    reference: str
    subject: str
    state: TicketState


@view("intake.ties")
class TiesView:
    """The tickets that belong to one, in the order of their numbers."""

    ticket_id: TicketId
    ties: tuple[TiedTicket, ...]
