"""Does a text say a password in so many words?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.personal_data.secrets import has_password


@pytest.mark.parametrize(
    "said",
    [
        "My password is Winter2026!",
        "password: hunter2",
        "Password:\nhunter2",
        "user priya pwd=Ash-grove1",
        "The password for the MIS is now 'sunshine'",
        "Her passcode is 482913.",
        "The PIN is 4829",
        "PIN number: 482913",
        "the pass phrase was “correct horse”",
    ],
)
def test_a_password_that_is_said_is_found(said: str) -> None:
    assert has_password(said)


@pytest.mark.parametrize(
    "said",
    [
        "I forgot my password",
        "The password is wrong",
        "The password is expired, and was changed on Monday",
        "Her password is not accepted since the update of 2026",
        "Password: reset",
        "The password is case-sensitive",
        "The password is 8 characters long",
        "Passwords are reset at https://reset.example/2026",
        "password: https://reset.example/2026",
        "Send the password to priya@ashgrove.example",
        "Please reset the password\nRoom 4B",
        "password: [redacted]",
        "The pin of the connector is bent",
        "It shows the password page in room E13",
    ],
)
def test_what_is_said_about_a_password_says_none(said: str) -> None:
    assert not has_password(said)


@given(st.text(max_size=300))
def test_any_text_is_looked_at(said: str) -> None:
    assert has_password(f"password is {said}") in (True, False)
