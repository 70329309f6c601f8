"""Which pages are there about people and colleagues, for the map of routes?"""

from __future__ import annotations

from typing import Any

from tests.support.cast import ASHGROVE, PRIYA, ZOE

_PEOPLE = f"/console/schools/{ASHGROVE}/people"
_PRIYA = f"{_PEOPLE}/{PRIYA.person_id}"
_COLLEAGUES = "/console/colleagues"
_ZOE = f"{_COLLEAGUES}/{ZOE.person_id}"
_BEN = {"name": "Ben", "email": "ben@msp.example"}
_BEN_THERE = {"name": "Ben", "email": "b@ashgrove.example"}
_LEADS = {"role": "team_lead", "from_on": "2026-06-08"}
_MENDS_NO_MORE = {"role": "engineer", "until_on": "2026-06-08"}
_PROTECTS = {"role": "dsl", "from_on": "2026-06-08"}
_LEAVES = {"role": "staff", "until_on": "2026-06-08"}

PEOPLE_PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "colleagues_screens.add_colleague": ("POST", _COLLEAGUES, _BEN),
    "colleagues_screens.assign_role": ("POST", f"{_ZOE}/roles", _LEADS),
    "colleagues_screens.colleague": ("GET", _ZOE, {}),
    "colleagues_screens.colleagues": ("GET", _COLLEAGUES, {}),
    "colleagues_screens.end_role": ("POST", f"{_ZOE}/roles/end", _MENDS_NO_MORE),
    "colleagues_screens.give_password": ("POST", f"{_ZOE}/password", {}),
    "colleagues_screens.sign_out": ("POST", f"{_ZOE}/sign-out", {}),
    "people_screens.add_person": ("POST", _PEOPLE, _BEN_THERE),
    "people_screens.people": ("GET", _PEOPLE, {}),
    "person_screens.assign_role": ("POST", f"{_PRIYA}/roles", _PROTECTS),
    "person_screens.end_role": ("POST", f"{_PRIYA}/roles/end", _LEAVES),
    "person_screens.give_password": ("POST", f"{_PRIYA}/password", {}),
    "person_screens.person": ("GET", _PRIYA, {}),
    "person_screens.set_phone": ("POST", f"{_PRIYA}/phone", {"phone": "02079460000"}),
    "person_screens.sign_out": ("POST", f"{_PRIYA}/sign-out", {}),
}
