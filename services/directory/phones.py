"""Which number does somebody call from? One that is dialled from anywhere, or none."""

from __future__ import annotations

from contracts.phones import PhoneSet, SetPhone
from contracts.refusals import Invalid
from contracts.telephone import worldwide_number


def number_of(said: str) -> str:
    """The number as it is kept, empty for none; Invalid for what nobody can dial."""
    if not said.strip():
        return ""
    number = worldwide_number(said)
    if not number:
        raise Invalid(
            {"phone": ["Not a whole telephone number such as 020 7946 0000."]}
        )
    return number


def set_phone(command: SetPhone, stands: str) -> list[PhoneSet]:
    """Keep the number, unless it is the one that `stands`."""
    number = number_of(command.phone)
    if number == stands:
        return []
    return [PhoneSet(person_id=command.person_id, phone=number)]
