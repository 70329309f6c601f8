"""Which pages are there about enquiries, for the map of routes?"""

from __future__ import annotations

from typing import Any

from tests.services.gateway.enquiry_routes import (
    ANSWERED,
    ENQUIRY,
    ENTERED,
    OTHER_ENQUIRY,
    PRIVACY,
    TAKEN_ON,
)

_AT = "/console/enquiries"
_ONE, _OTHER = f"{_AT}/{ENQUIRY}", f"{_AT}/{OTHER_ENQUIRY}"

ENQUIRY_PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "enquiries_screens.enquiries": ("GET", _AT, {}),
    "enquiries_screens.new_enquiry": ("GET", f"{_AT}/new", {}),
    "enquiries_screens.enter_enquiry": ("POST", f"{_AT}/new", ENTERED),
    "enquiries_screens.enquiry": ("GET", _ONE, {}),
    "enquiries_screens.act": ("POST", f"{_ONE}/answer", ANSWERED),
    "enquiries_screens.take_on": ("POST", f"{_OTHER}/take-on", TAKEN_ON),
    "privacy_screens.privacy_text": ("GET", f"{_AT}/privacy-text", {}),
    "privacy_screens.set_privacy_text": ("POST", f"{_AT}/privacy-text", PRIVACY),
}
