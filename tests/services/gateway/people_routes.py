"""What is asked about people of Ashgrove and colleagues of the MSP, to try who may?"""

from __future__ import annotations

from typing import Any

from tests.services.gateway.bodies import PASSWORD

_PEOPLE, _PERSON = "/schools/{school}/people", "/schools/{school}/people/{person}"
_COLLEAGUE = "/people/{colleague}"
_BEGINS = {"role": "governor", "from_on": "2026-09-01"}
_ENDS = {"role": "governor", "until_on": "2026-12-18"}
_MENDS = {"role": "engineer", "from_on": "2026-09-01"}
_MENDS_NO_MORE = {"role": "engineer", "until_on": "2026-12-18"}


def _person(name: str) -> dict[str, str]:
    return {"name": name, "email": f"{name.lower()}@ashgrove.example"}


PEOPLE: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "people.add_person": (("POST", _PEOPLE), {"json": _person("Newcomer")}),
    "people.find_people": (("GET", _PEOPLE), {}),
    "people.assign_role": (("POST", f"{_PERSON}/roles"), {"json": _BEGINS}),
    "people.end_role": (("POST", f"{_PERSON}/roles/end"), {"json": _ENDS}),
    "people.set_phone": (
        ("PUT", f"{_PERSON}/phone"),
        {"json": {"phone": "02079460000"}},
    ),
    "people.set_password": (("POST", f"{_PERSON}/password"), {"json": PASSWORD}),
    "colleagues.add_colleague": (("POST", "/people"), {"json": _person("Colleague")}),
    "colleagues.find_colleagues": (("GET", "/people"), {}),
    "colleagues.assign_colleague_role": (
        ("POST", f"{_COLLEAGUE}/roles"),
        {"json": _MENDS},
    ),
    "colleagues.end_colleague_role": (
        ("POST", f"{_COLLEAGUE}/roles/end"),
        {"json": _MENDS_NO_MORE},
    ),
    "colleagues.set_colleague_password": (
        ("POST", f"{_COLLEAGUE}/password"),
        {"json": PASSWORD},
    ),
}
"""Method and address of each route, and what is sent to it."""
