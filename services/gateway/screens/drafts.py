"""What does an article begin with that is written from a ticket?"""

from __future__ import annotations

import re

from contracts.guidance import LONGEST_ARTICLE, LONGEST_TITLE
from contracts.intake import Requester, TicketView

_SHORTEST_NAME = 3


def drafted(ticket: TicketView, school: str) -> dict[str, str]:
    """The fields of the form: what was wrong, and what the desk said last that helped.

    Who asked is left out: an article is kept for ever, and read elsewhere. It is for
    their school alone to begin with.
    """
    seen = ticket.description.strip() or ticket.subject
    parts = [f"**What you see**\n\n{seen}", f"**What helps**\n\n{_helped(ticket)}"]
    text = _without("\n\n".join(parts), ticket.requester)
    return {
        "title": _without(ticket.subject, ticket.requester)[:LONGEST_TITLE].strip(),
        "text": text[:LONGEST_ARTICLE].strip(),
        "school": school,
        "from_ticket": str(ticket.ticket_id),
    }


def _helped(ticket: TicketView) -> str:
    """How it was resolved, or what was replied last; a first step, if neither."""
    told = {one.kind: one.text for one in ticket.timeline if one.text}
    return (told.get("resolved") or told.get("reply") or "1. ").strip()


def _without(text: str, requester: Requester) -> str:
    """The text without the address and the names of who asked."""
    names = [part for part in requester.name.split() if len(part) >= _SHORTEST_NAME]
    for told in (requester.email, requester.name, *names):
        if told:
            text = re.sub(
                rf"(?<!\w){re.escape(told)}(?!\w)", "…", text, flags=re.IGNORECASE
            )
    return re.sub(r"…(?:\s+…)+", "…", text)
