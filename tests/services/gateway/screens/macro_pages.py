"""Which pages are there of a macro, and of what it does with the ticket of Ashgrove?"""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from contracts.macros import SaveMacro
from contracts.values import PROVIDER
from tests.support.cast import TICKET

MACRO = uuid5(TICKET, "macro")
SAVED = SaveMacro(
    school_id=PROVIDER, macro_id=MACRO, name="Restart", text="Restart {subject}"
)

_AT = "/console/macros"
_OF_TICKET = f"/console/tickets/{TICKET}/macros/{MACRO}"
_TYPED = {"version": 1, "macro_version": 1, "text": "Restart."}

MACRO_PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "macros_screens.answer": ("POST", _OF_TICKET, _TYPED),
    "macros_screens.macros": ("GET", _AT, {}),
    "macros_screens.preview": ("GET", _OF_TICKET, {}),
    "macros_screens.remove_macro": ("POST", f"{_AT}/{MACRO}/remove", {}),
    "macros_screens.save_macro": ("POST", _AT, {"name": "One", "text": "Hello"}),
}
"""The method, the address and what is typed."""
