"""Does what somebody typed seem to hold personal data, and is it sent all the same?

They are told before it is sent, and what they typed stays in the form. Nothing of it is
kept but that they were told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from contracts.personal_data import Sensitive
from contracts.refusals import Invalid
from services.gateway.screens.forms import Form
from shared.personal_data import kinds_in

CALLED = {
    Sensitive.NATIONAL_INSURANCE: "a National Insurance number",
    Sensitive.PAYMENT_CARD: "the number of a payment card",
    Sensitive.BANK_ACCOUNT: "a bank account",
    Sensitive.UPN: "a pupil's UPN",
    Sensitive.NHS_NUMBER: "an NHS number",
    Sensitive.PASSWORD: "a password",
}
"""What each kind is called in a sentence."""


_LASTING = "since it cannot be redacted once it is kept here."


def called(kinds: Iterable[Sensitive]) -> str:
    """Several kinds in one sentence."""
    *others, last = (CALLED[one] for one in kinds)
    return f"{', '.join(others)} and {last}" if others else last


def mind(form: Form, *names: str) -> dict[str, Any]:
    """What the command is given besides: whether its sender was told, and sent it.

    Invalid where these fields seem to hold something that their sender was not told of.
    """
    found = {name: kinds for name in names if (kinds := kinds_in(form[name]))}
    if not found:
        return {}
    every = tuple(dict.fromkeys(one for some in found.values() for one in some))
    told = {*form["despite"].split()}
    if all(one.value in told for one in every):
        return {"despite_warning": True}
    form.minded = next(iter(found)), " ".join(one.value for one in every)
    meanwhile = _LASTING if form.lasting else "unless we need it."
    raise Invalid(
        {
            name: [f"This looks like {called(some)}. Take it out, {meanwhile}"]
            for name, some in found.items()
        }
    )


def mind_lasting(form: Form, *names: str) -> None:
    """The same of what stands in no text of a ticket's own, so that it is told, too.

    That they were told is recorded of no such text.
    """
    form.lasting = True
    mind(form, *names)
