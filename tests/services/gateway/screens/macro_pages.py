"""Which pages are there of macros, and of who joins Ashgrove, moves or leaves?"""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from contracts.macros import SaveMacro
from contracts.values import PROVIDER
from tests.services.gateway.screens.typed import STAFF
from tests.support.cast import ASHGROVE, TICKET

MACRO = uuid5(TICKET, "macro")
SAVED = SaveMacro(
    school_id=PROVIDER, macro_id=MACRO, name="Restart", text="Restart {subject}"
)

_AT = "/console/macros"
_STAFF = f"/portal/{ASHGROVE}/staff"
_OF_TICKET = f"/console/tickets/{TICKET}/macros/{MACRO}"
_TYPED = {"version": 1, "macro_version": 1, "text": "Restart."}

MACRO_PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "macros_screens.answer": ("POST", _OF_TICKET, _TYPED),
    "macros_screens.macros": ("GET", _AT, {}),
    "macros_screens.preview": ("GET", _OF_TICKET, {}),
    "macros_screens.remove_macro": ("POST", f"{_AT}/{MACRO}/remove", {}),
    "macros_screens.save_macro": ("POST", _AT, {"name": "One", "text": "Hello"}),
    "staff_changes_screens.staff_change": ("GET", _STAFF, {}),
    "staff_changes_screens.tell": ("POST", _STAFF, {**STAFF}),
}
"""The method, the address and what is typed."""
