"""Does a text seem to hold personal or financial data? The kind of it, and not what."""

from __future__ import annotations

from collections.abc import Callable

from contracts.personal_data import Sensitive
from shared.personal_data.money import has_bank_account, has_payment_card
from shared.personal_data.people import has_national_insurance, has_nhs_number, has_upn
from shared.personal_data.secrets import has_password

_RULES: dict[Sensitive, Callable[[str], bool]] = {
    Sensitive.NATIONAL_INSURANCE: has_national_insurance,
    Sensitive.PAYMENT_CARD: has_payment_card,
    Sensitive.BANK_ACCOUNT: has_bank_account,
    Sensitive.UPN: has_upn,
    Sensitive.NHS_NUMBER: has_nhs_number,
    Sensitive.PASSWORD: has_password,
}


def kinds_in(*texts: str | None) -> tuple[Sensitive, ...]:
    """What the texts seem to hold, each kind once and in the order of `Sensitive`."""
    said = [text for text in texts if text]
    return tuple(
        kind for kind, holds in _RULES.items() if any(holds(text) for text in said)
    )


__all__ = ["kinds_in"]
