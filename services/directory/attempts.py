"""What is said of an attempt to sign in that failed?"""

from __future__ import annotations

from datetime import datetime

from contracts.sign_in import RefuseSignIn, SignInRefused
from shared.decider import Decider


def decide(refused: bool, command: RefuseSignIn, _now: datetime) -> list[SignInRefused]:
    """Each attempt is told of once."""
    if refused:
        return []
    return [
        SignInRefused(
            attempt_id=command.attempt_id,
            account_id=command.account_id,
            person_id=command.person_id,
            device=command.device,
            because=command.because,
        )
    ]


def evolve(_refused: bool, _event: SignInRefused) -> bool:
    """Whether it was refused."""
    return True


ATTEMPT: Decider[bool] = Decider(
    category="attempt",
    identity="attempt_id",
    commands=(RefuseSignIn,),
    initial=False,
    decide=decide,
    evolve=evolve,
)
"""A stream of its own for each: an account that is guessed at does not grow long."""
