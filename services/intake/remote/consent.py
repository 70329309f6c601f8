"""Does a school agree to sessions while nobody is there, and how long?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from contracts.refusals import Invalid
from contracts.remote import (
    EndStandingConsent,
    GiveStandingConsent,
    StandingConsentEnded,
    StandingConsentGiven,
)
from shared.decider import Decider

LONDON = ZoneInfo("Europe/London")

LONGEST = timedelta(days=366)
"""So long a school agrees at a time: who runs it looks at it again each year."""


@dataclass(frozen=True)
class Consent:
    """Until which day a school agrees, and to what; None: it does not."""

    until_on: date | None = None
    devices: str = ""


Event: TypeAlias = StandingConsentGiven | StandingConsentEnded


def decide(
    consent: Consent, command: GiveStandingConsent | EndStandingConsent, now: datetime
) -> Sequence[Event]:
    """The events that follow; Invalid for a day that is past or too far away."""
    today = now.astimezone(LONDON).date()
    if isinstance(command, EndStandingConsent):
        if consent.until_on is None:
            return []
        return [StandingConsentEnded(until_on=today)]
    if not today <= command.until_on <= today + LONGEST:
        raise Invalid({"until_on": ["Must be from today on, and within a year."]})
    if not command.devices.strip():
        raise Invalid({"devices": ["Must not be blank."]})
    if consent == Consent(command.until_on, command.devices):
        return []
    given = StandingConsentGiven(until_on=command.until_on, devices=command.devices)
    return [given]


def evolve(_: Consent, event: Event) -> Consent:
    """What the school agrees to after the event."""
    if isinstance(event, StandingConsentEnded):
        return Consent()
    return Consent(event.until_on, event.devices)


CONSENT: Decider[Consent] = Decider(
    category="standing_consent",
    identity="school_id",
    commands=(GiveStandingConsent, EndStandingConsent),
    initial=Consent(),
    decide=decide,
    evolve=evolve,
)
