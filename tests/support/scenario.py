"""How is a rule told? Given what happened, when this is asked, then that follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from contracts.declare import declaration_of
from contracts.envelope import Recorded
from contracts.refusals import Refused
from shared.decider import Dated, Decider, Heard
from tests.support.cast import ASHGROVE

# Monday of the one week that tests are told in: in term, without a bank holiday, and
# in summer time, so that local time taken for UTC shows.
_MONDAY = datetime(2026, 6, 8, tzinfo=ZoneInfo("Europe/London"))
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPOKEN = re.compile(r"(next )?([a-z]{3}) (\d\d):(\d\d)")


def at(spoken: str) -> datetime:
    """A moment of the fixed week, or of the one after it, as UTC.

    `at("mon 09:00")` and `at("next mon 11:00")` are London's wall clock.
    """
    match = _SPOKEN.fullmatch(spoken)
    if match is None or match[2] not in _DAYS:
        raise ValueError(f"not a moment such as 'next mon 11:00': {spoken!r}")
    days = _DAYS.index(match[2]) + (7 if match[1] else 0)
    hours = timedelta(days=days, hours=int(match[3]), minutes=int(match[4]))
    return (_MONDAY + hours).astimezone(UTC)


def heard(event: object, when: datetime, school: UUID = ASHGROVE) -> Heard:
    """An event of another service as a policy hears it."""
    declaration = declaration_of(event)
    envelope = Recorded(
        service=declaration.service,
        school=school,
        position=1,
        epoch=0,
        event_id=uuid5(school, f"{declaration.name} {when}"),
        type=declaration.name,
        version=declaration.version,
        stream=f"{declaration.service}-{school}",
        stream_version=1,
        happened_at=when,
        recorded_at=when,
        actor="service:test",
        on_behalf_of=None,
        correlation_id=uuid5(school, "correlation"),
        causation_id=None,
        body=b"{}",
        hash=bytes(32),
        previous_hash=bytes(32),
    )
    return Heard(event, envelope)


class Scenario:
    """The rules of one decider, to be told as given / when / then.

    `terms` is what the decider's own `terms` would have read beforehand.
    """

    def __init__(self, decider: Decider[Any], terms: object = None) -> None:
        self._decider = decider
        self._terms = () if terms is None else (terms,)

    def given(self, *past: object) -> Given:
        """What happened before."""
        return Given(self._decider, self._terms, past)


@dataclass(frozen=True)
class Given:
    """A past in which something may be asked."""

    decider: Decider[Any]
    terms: Sequence[object]
    past: Sequence[object]

    @property
    def state(self) -> Any:
        """What the past made of the stream."""
        events = [_event(event) for event in self.past]
        return reduce(self.decider.evolve, events, self.decider.initial)

    def when(self, command: object, now: datetime | None = None) -> Outcome:
        """Ask; `now` matters only to rules that read the time."""
        now = now or at("mon 09:00")
        try:
            decided = self.decider.decide(self.state, command, now, *self.terms)
        except Refused as refusal:
            return Outcome(self, None, str(refusal))
        return Outcome(self, tuple(decided), None)


@dataclass(frozen=True)
class Outcome:
    """What came of it: events or a refusal."""

    given: Given
    decided: tuple[object, ...] | None
    refusal: str | None

    @property
    def events(self) -> tuple[object, ...]:
        """What was decided, undated."""
        assert self.decided is not None, f"refused: {self.refusal}"
        return tuple(_event(event) for event in self.decided)

    def then(self, *expected: object) -> Given:
        """Exactly these events follow, compared whole; a `Dated` one with its date.

        Returns the past that they make, so that a story can go on.
        """
        assert self.events == tuple(_event(event) for event in expected)
        assert self.decided is not None
        for event, wanted in zip(self.decided, expected, strict=True):
            assert not isinstance(wanted, Dated) or event == wanted
        return self.and_then()

    def then_nothing(self) -> None:
        """It is silence: there was nothing to do."""
        assert self.events == ()

    def then_refused(self, because: str) -> None:
        """A rule says no, in a sentence that contains `because`."""
        assert self.refusal is not None, f"not refused, but: {self.decided}"
        assert because in self.refusal

    def and_then(self) -> Given:
        """The past with what was decided, whatever it was."""
        given = self.given
        return Given(given.decider, given.terms, (*given.past, *self.events))


def _event(event: object) -> object:
    return event.event if isinstance(event, Dated) else event
