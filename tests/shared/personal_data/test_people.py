"""Does a text hold a number that stands for one person?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.personal_data.people import has_national_insurance, has_nhs_number, has_upn

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
DIGITS = st.lists(st.integers(0, 9), min_size=12, max_size=12)


@pytest.mark.parametrize(
    "said",
    [
        "QQ",
        "BG",
        "GB",
        "KN",
        "NK",
        "NT",
        "TN",
        "ZZ",
        "DA",
        "FA",
        "IA",
        "UA",
        "VA",
        "AO",
    ],
)
def test_a_prefix_that_is_not_given_out_is_no_insurance_number(said: str) -> None:
    assert not has_national_insurance(f"{said}123456C")
    assert has_national_insurance("AB123456C")


@pytest.mark.parametrize(
    "said", ["It is AB123456C.", "ab 12 34 56 c", "(AB-12-34-56-C)", "NI: CE123456A\n"]
)
def test_an_insurance_number_is_found_however_it_is_spaced(said: str) -> None:
    assert has_national_insurance(said)


@pytest.mark.parametrize(
    "said", ["AB123456", "AB123456E", "XAB123456C", "AB123456CD", "AB 1234 567 C"]
)
def test_what_has_another_form_is_no_insurance_number(said: str) -> None:
    assert not has_national_insurance(said)


def test_a_pupil_number_is_found_by_its_check_letter() -> None:
    assert has_upn("She is A123456789012 in the MIS")
    assert has_upn("b801200005001")
    assert not has_upn("XB801200005001")
    assert not has_upn("A801200005001")


@given(DIGITS)
def test_of_all_check_letters_one_makes_a_pupil_number(digits: list[int]) -> None:
    number = "".join(str(one) for one in digits)
    found = [letter for letter in LETTERS if has_upn(f"{letter}{number}")]
    total = sum(weight * one for weight, one in enumerate(digits, start=2))
    assert found == [LETTERS[total % 23]]


@given(DIGITS, st.sampled_from(LETTERS))
def test_the_letter_of_a_temporary_pupil_number_counts(
    digits: list[int], last: str
) -> None:
    number = "".join(str(one) for one in digits[:11])
    total = sum(weight * one for weight, one in enumerate(digits[:11], start=2))
    check = LETTERS[(total + 13 * LETTERS.index(last)) % 23]
    assert has_upn(f"{check}{number}{last}")
    assert not has_upn(f"{check}{number}S")


@pytest.mark.parametrize(
    "said", ["943 476 5919", "NHS no. 9434765919", "NHS number: 943-476-5919"]
)
def test_an_nhs_number_is_found_where_it_is_called_so(said: str) -> None:
    assert has_nhs_number(said) is ("NHS" in said)


def test_an_nhs_number_of_england_is_found_by_its_groups() -> None:
    assert has_nhs_number("485 777 3457")
    assert not has_nhs_number("485 777 3456")
    assert not has_nhs_number("4857773457")
    assert not has_nhs_number("Serial 4857773457, for the NHS")


@given(st.integers(0, 10**9 - 1))
def test_of_ten_last_digits_at_most_one_makes_an_nhs_number(begins: int) -> None:
    number = f"{begins:09}"
    found = [one for one in range(10) if has_nhs_number(f"NHS {number}{one}")]
    assert len(found) <= 1


@given(st.text(max_size=300))
def test_any_text_is_looked_at(said: str) -> None:
    for holds in (has_national_insurance, has_upn, has_nhs_number):
        assert holds(said) in (True, False)
