"""What is sent to the routes of other programs: hooks of Ashgrove, and who calls?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from contracts.access import platform
from contracts.hooks import AddHook, NoticeState, Occasion, RecordTry, WriteNotices
from services.intake.webhooks.notices import notice_of
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import at
from tests.support.town import Town

ADDRESS = "https://receiver.example/told"
HOOK, ABOUT = uuid5(TICKET, "hook"), uuid5(TICKET, "event")
NOTICE = notice_of(ABOUT, HOOK)

_WHOSE = {"school_id": str(ASHGROVE)}
_ONE, _OF = f"/hooks/{HOOK}", "?school={school}"
WANTED = {"address": ADDRESS, "occasions": ["ticket.opened"]}

CALL = {
    "call": "one",
    "number": "020 7946 0000",
    "extension": "204",
    "started_at": "2026-06-08T08:00:00Z",
}

HOOKS: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "calls.record_call": (("POST", "/calls"), {"json": CALL}),
    "calls.find_callers": (("GET", "/callers?number=02079460000"), {}),
    "hooks.find_hooks": (("GET", f"/hooks{_OF}"), {}),
    "hooks.add_hook": (("POST", "/hooks"), {"json": WANTED | _WHOSE}),
    "hooks.find_notices": (("GET", f"{_ONE}/notices{_OF}"), {}),
    "hooks.replay_notice": (
        ("POST", f"/schools/{{school}}/notices/{ABOUT}/{NOTICE}/replay"),
        {},
    ),
    "hooks.remove_hook": (("DELETE", f"{_ONE}{_OF}"), {}),
}
"""Method and address of the routes; what is sent."""


def told(town: Town, ticket_id: UUID = TICKET) -> None:
    """Have a hook of Ashgrove told of a ticket, in vain."""
    whose: dict[str, Any] = {"school_id": ASHGROVE}
    about: dict[str, Any] = whose | {"about": ABOUT}
    occasion = Occasion.OPENED
    moment = at("mon 09:00")
    for command in (
        AddHook(**whose, hook_id=HOOK, address=ADDRESS, occasions=(occasion,)),
        WriteNotices(**about, ticket_id=ticket_id, occasion=occasion, at=moment),
        RecordTry(
            **about,
            notice_id=NOTICE,
            attempt=1,
            state=NoticeState.FAILED,
            status=410,
            said="",
        ),
    ):
        town.execute(command, by=platform("test"))
