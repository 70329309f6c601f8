"""What of the demo is about personal data in texts, and about remote sessions?"""

from __future__ import annotations

from collections.abc import Callable

from infra.demo_people import ASHGROVE, PRIYA
from tests.support.platform import Platform
from tests.support.retention_looks import due_list_of
from tests.support.text_looks import CARD

_REMOTE = {
    "purpose": "The driver of the projector does not load.",
    "device": "Laptop of 4B",
    "tool": "Quick Assist",
    "agreed_by": PRIYA.name,
    "agreed": "phone",
}


def texts_of(demo: Platform, ticket_of: Callable[..., str]) -> dict[str, object]:
    """Two tickets with the number of a card in them, one of them restricted.

    For the other one, somebody was on a device.
    """
    found: dict[str, object] = {}
    for name, text in (("carded", "text"), ("restricted", "restricted_text")):
        ticket = ticket_of(demo, "Card refused", description=f"It is {CARD}.")
        shown = demo.api("GET", f"/tickets/{ticket}").json()
        found |= {name: ticket, text: shown["timeline"][0]["entry_id"]}
    demo.api("POST", f"/tickets/{found['carded']}/remote-sessions", json=_REMOTE)
    at = f"/schools/{ASHGROVE}/texts/{found['restricted_text']}"
    demo.api("POST", f"{at}/restrict", json={"reason": "A payment card."})
    found["due_list"] = due_list_of(demo, str(found["carded"]))
    return found
