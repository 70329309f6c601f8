"""What is said of an attempt that failed?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contracts.sign_in import RefusedBecause, RefuseSignIn, SignInRefused
from services.directory.attempts import ATTEMPT
from tests.support.cast import ASHGROVE, PRIYA
from tests.support.scenario import Scenario

about: dict[str, Any] = {
    "attempt_id": UUID(int=1),
    "account_id": UUID(int=2),
    "person_id": PRIYA.person_id,
    "device": "Firefox on Linux",
    "because": RefusedBecause.WRONG_PASSWORD,
}


def test_an_attempt_that_failed_is_told_of_once() -> None:
    refuse = RefuseSignIn(school_id=ASHGROVE, **about)
    given = Scenario(ATTEMPT).given().when(refuse).then(SignInRefused(**about))
    given.when(refuse).then_nothing()
