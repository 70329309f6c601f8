"""Does a text hold what somebody pays with: a card, or a bank account?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.personal_data.money import has_bank_account, has_payment_card


@pytest.mark.parametrize(
    "said",
    [
        "4111111111111111",
        "my card 4111 1111 1111 1111, 09/28",
        "4111-1111-1111-1111.",
        "5500 0000 0000 0004",
        "2221 0000 0000 0009",
        "3400 000000 00009",
        "378282246310005",
        "6011000000000004",
        "3530111333300000",
        "6759649826438453",
    ],
)
def test_a_card_is_found_by_issuer_length_and_check_digit(said: str) -> None:
    assert has_payment_card(said)


@pytest.mark.parametrize(
    "said",
    [
        "4111111111111112",
        "9111111111111110",
        "411111111111111",
        "IMEI 490154203237518",
        "4111 1111-1111 1111",
        "order-4111111111111111",
        "4111111111111111.5",
        "S/N X4111111111111111",
    ],
)
def test_what_only_resembles_a_card_is_none(said: str) -> None:
    assert not has_payment_card(said)


@given(st.integers(0, 10**11 - 1))
def test_of_ten_last_digits_one_makes_a_card(rest: int) -> None:
    begins = f"4{rest:014}"
    assert sum(has_payment_card(f"{begins}{one}") for one in range(10)) == 1


@pytest.mark.parametrize(
    "said",
    [
        "Sort code 20-00-00, account 55779911",
        "Sort code: 200000\nAccount number: 55779911",
        "a/c 55779911 (20 00 00)",
        "Pay it to account 55779911, 20-00-00",
    ],
)
def test_a_bank_account_is_found_where_both_numbers_stand(said: str) -> None:
    assert has_bank_account(said)


@pytest.mark.parametrize(
    "said",
    [
        "Sort code 20-00-00",
        "Account 55779911",
        "Bought on 12-11-26, asset 20481234",
        "Account locked on 12-11-2026 at 10:15, ticket 20481234",
        "Call 020-79-46 0958",
        "Sort code 20-00-00" + " and so on" * 10 + " 55779911",
    ],
)
def test_one_of_the_two_or_neither_called_so_is_no_account(said: str) -> None:
    assert not has_bank_account(said)


@given(st.text(alphabet="0123456789 -./", max_size=300))
def test_any_digits_are_looked_at(said: str) -> None:
    for holds in (has_payment_card, has_bank_account):
        assert holds(said) in (True, False)
