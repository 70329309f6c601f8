"""Who sends the letters? Whoever's turn it is, one after another over one session."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from contracts.access import platform
from contracts.outgoing import Outcome, RecordOutcome, TryLetter
from contracts.refusals import Refused, Unavailable
from contracts.values import LetterState
from services.intake.outgoing.composing import Facts, compose
from services.intake.outgoing.errands import Quiet, each, pause
from services.intake.outgoing.letter_facts import letter_facts
from services.intake.outgoing.letter_rows import Waiting, letters_to_send
from services.intake.outgoing.post import Answer, Post, Session, post_of, session
from shared.application import Application
from shared.reasons import reason
from shared.work import Cause

MOST = 50
"""Letters that one look takes up; the next look takes the next."""

PATIENCE = timedelta(days=3)
"""How long a letter waits for a mail server before a person is asked."""

LOST = "The platform stopped while it was being sent."
TOO_LATE = "It waited for three days and could not be sent."

_log = logging.getLogger(__name__)


class Sender:
    """Sends the letters of every school, and leaves a silent mail server alone."""

    def __init__(self) -> None:
        self._quiet = Quiet(timedelta(minutes=1))

    def send_letters(self, intake: Application, environment: Mapping[str, str]) -> None:
        """Send what waits, and show a person what nobody knows the outcome of.

        Without a mail server letters wait, and nothing is tried.
        """
        now = intake.clock()
        waiting = intake.read(letters_to_send, now, MOST)
        lost = [one for one in waiting if one.state is LetterState.SENDING]
        each(lost, partial(_give_up, intake, Outcome.UNCERTAIN, LOST))
        late = [one for one in waiting if _is_late(one, now)]
        each(late, partial(_give_up, intake, Outcome.FAILED, TOO_LATE))
        fresh = [one for one in waiting if one not in lost and one not in late]
        if fresh and not self._quiet.lasts(now):
            self._send(intake, environment, fresh)

    def _send(
        self,
        intake: Application,
        environment: Mapping[str, str],
        fresh: list[Waiting],
    ) -> None:
        try:
            post = post_of(environment)
            if post is None:
                return
            with session(post) as opened:
                each(fresh, partial(_send, intake, post, opened))
        except (Unavailable, ValueError) as error:
            self._quiet.begin(intake.clock())
            _log.warning("letters wait: %s", error)
        else:
            self._quiet.end()


def _send(intake: Application, post: Post, opened: Session, one: Waiting) -> None:
    """Send a letter. Once it is taken up it is never sent again by itself."""
    try:
        facts = _facts(intake, post, one)
        message = compose(facts)
    except Unavailable:
        raise
    except Exception as cannot:  # a person has to see to it: it would never go out
        told = str(cannot) if isinstance(cannot, Refused) else reason(cannot)
        _give_up(intake, Outcome.FAILED, told, one)
        return
    attempt = one.attempts + 1
    _take_up(intake, one, attempt, facts)
    answer = opened.hand_over(facts.answers_to, facts.recipient, message)
    _record(intake, one, attempt, answer)


def _facts(intake: Application, post: Post, one: Waiting) -> Facts:
    sign = partial(intake.keyring.fingerprint, one.school)
    known = one.school, one.letter_id, sign, post
    facts: Facts = intake.read(letter_facts, *known, school=one.school)
    return facts


def _take_up(intake: Application, one: Waiting, attempt: int, facts: Facts) -> None:
    """Refused where somebody else has: it is theirs to send."""
    tried = TryLetter(
        school_id=one.school,
        letter_id=one.letter_id,
        attempt=attempt,
        asks=facts.rate is not None,
    )
    intake.execute(tried, _cause(one))


def _record(intake: Application, one: Waiting, attempt: int, answer: Answer) -> None:
    put_off = answer.outcome is Outcome.PUT_OFF
    came = RecordOutcome(
        school_id=one.school,
        letter_id=one.letter_id,
        attempt=attempt,
        outcome=answer.outcome,
        answer=answer.said,
        again_at=intake.clock() + pause(attempt) if put_off else None,
    )
    intake.execute(came, _cause(one))


def _give_up(intake: Application, outcome: Outcome, why: str, one: Waiting) -> None:
    _record(intake, one, one.attempts, Answer(outcome, why))


def _is_late(one: Waiting, now: datetime) -> bool:
    return one.state is LetterState.WAITING and now - one.waits_since > PATIENCE


def _cause(one: Waiting) -> Cause:
    return Cause(caller=platform("intake"), correlation_id=one.correlation_id)
