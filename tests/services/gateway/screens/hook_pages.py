"""Which pages are there of hooks of Ashgrove and of macros, and what is on them?"""

from __future__ import annotations

from typing import Any

from tests.services.gateway.hook_routes import ADDRESS, HOOK, NOTICE, told
from tests.services.gateway.screens.macro_pages import MACRO_PAGES, SAVED
from tests.services.gateway.screens.team_pages import TEAM_PAGES, crew
from tests.support.cast import ASHGROVE
from tests.support.town import Town

_AT = f"/console/schools/{ASHGROVE}/hooks"
_ADDED = {"address": ADDRESS, "occasions": "ticket.held"}

HOOK_PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "hooks_screens.add_hook": ("POST", _AT, _ADDED),
    "hooks_screens.hook": ("GET", f"{_AT}/{HOOK}", {}),
    "hooks_screens.hooks": ("GET", _AT, {}),
    "hooks_screens.remove_hook": ("POST", f"{_AT}/{HOOK}/remove", {}),
    "hooks_screens.replay_notice": (
        "POST",
        f"{_AT}/{HOOK}/replay",
        {"notice": str(NOTICE)},
    ),
}
"""The method, the address and what is typed."""

OF_TOOLS = MACRO_PAGES | HOOK_PAGES | TEAM_PAGES


def keep_tools(town: Town) -> None:
    """A macro of the desk, a hook of Ashgrove that was told in vain, and its team."""
    town.execute(SAVED)
    told(town)
    crew(town)
