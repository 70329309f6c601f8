"""Who plays in the tests? Two schools, their people, and the operator of the MSP."""

from dataclasses import dataclass
from uuid import UUID

from contracts.access import Caller, Role

ASHGROVE = UUID("a5a5a5a5-0000-4000-8000-000000000001")
ASHGROVE_NAME = "Ashgrove Primary"
ASHGROVE_URN = 900_001
ASHGROVE_MAILBOX = "help@ashgrove.example"

BECKFIELD = UUID("bebebebe-0000-4000-8000-000000000002")
BECKFIELD_NAME = "Beckfield Academy"
BECKFIELD_URN = 900_002
BECKFIELD_MAILBOX = "help@beckfield.example"

TICKET = UUID("71c7e700-0000-4000-8000-000000000001")
OTHER_TICKET = UUID("71c7e700-0000-4000-8000-000000000002")


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with a name, an address, and what they may do."""

    person_id: UUID
    name: str
    email: str
    caller: Caller


def _person(number: int, name: str, domain: str, role: Role, at: UUID | None) -> Person:
    person_id = UUID(f"9e950000-0000-4000-8000-{number:012}")
    caller = Caller(actor=f"{role.value}:{person_id}", role=role, school=at)
    email = f"{name.lower()}@{domain}"
    return Person(person_id=person_id, name=name, email=email, caller=caller)


OLU = _person(1, "Olu", "msp.example", Role.OPERATOR, None)
"""Works at the service desk of the MSP, for all its schools."""

PRIYA = _person(2, "Priya", "ashgrove.example", Role.STAFF, ASHGROVE)
"""Teaches at Ashgrove."""

BEN = _person(3, "Ben", "beckfield.example", Role.STAFF, BECKFIELD)
"""Teaches at Beckfield, and must never see what is Ashgrove's."""

ZOE = _person(9, "Zoe", "msp.example", Role.OPERATOR, None)
"""Another one of the MSP."""
