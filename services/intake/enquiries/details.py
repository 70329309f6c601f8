"""What must an enquirer say of themselves, so that they can be answered?"""

from __future__ import annotations

from contracts.enquiries import ReceiveEnquiry
from contracts.refusals import Invalid
from contracts.telephone import worldwide_number
from services.intake.addresses import is_mailbox, normalise


def checked(command: ReceiveEnquiry) -> dict[str, str]:
    """What they said, tidied; Invalid names each field that is wrong."""
    details = {
        "name": command.name.strip(),
        "email": normalise(command.email),
        "phone": worldwide_number(command.phone),
        "organisation": command.organisation.strip(),
        "message": command.message.strip(),
        "call_when": command.call_when.strip() if command.call_back else "",
        "heard_from": command.heard_from.strip(),
    }
    errors = {
        name: ["Must not be blank."]
        for name in ("name", "message")
        if not details[name]
    }
    if details["email"] and not is_mailbox(details["email"]):
        errors["email"] = ["Not an e-mail address such as priya@ashgrove.example."]
    if command.phone.strip() and not details["phone"]:
        errors["phone"] = ["Not a whole telephone number such as 020 7946 0000."]
    elif command.call_back and not details["phone"]:
        errors["phone"] = ["Say by which number we call you back."]
    elif not details["email"] and not details["phone"]:
        errors["email"] = ["Say by which address or number you are answered."]
    if errors:
        raise Invalid(errors)
    return details
