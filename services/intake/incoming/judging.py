"""What becomes of a message: a ticket, a part of one, a question for a person, nothing?

Pure: what the message says of itself, and what is known here, give one verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from contracts.mail import Fate, Nature, Why

MOST_AN_HOUR = 20
"""Messages of one sender in an hour; what comes beyond them is held."""

MOST_ANSWERED = 2
"""Tickets of one sender in an hour that are acknowledged by mail.

Two desks that answer each other and keep to no standard stop there: theirs, ours,
theirs, ours, and theirs, to which nothing is said.
"""

REOPENED_WITHIN = timedelta(days=14)
"""After this, an answer to what was resolved is a matter of its own."""


@dataclass(frozen=True, kw_only=True)
class Thread:
    """The ticket that a message is about.

    `proved` is by a mark of ours or by a message that is on it; else it was only
    named. `closed` is resolved longer ago than anybody would reopen it.
    """

    ticket_id: UUID
    proved: bool
    on_it: bool
    closed: bool


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What matters of a message besides its words."""

    nature: Nature
    failed: bool
    proved: bool
    our_own: bool
    trusted: bool
    lately: int
    answered: int
    thread: Thread | None


class Verdict(NamedTuple):
    """The outcome of a message, and the ticket it is on or seems to be about."""

    fate: Fate
    why: Why | None = None
    on: UUID | None = None
    about: UUID | None = None
    answerable: bool = False


def judge(facts: Facts) -> Verdict:
    """The one outcome of a message that could be read."""
    about = facts.thread.ticket_id if facts.thread else None
    if facts.our_own:
        return Verdict(Fate.REFUSED, Why.OUR_OWN, about=about)
    if facts.failed:
        return Verdict(Fate.REVIEW, Why.FAILED_CHECK, about=about)
    if facts.lately >= MOST_AN_HOUR and not facts.trusted:
        return Verdict(Fate.REVIEW, Why.TOO_MANY, about=about)
    if facts.nature in (Nature.BOUNCE, Nature.ANSWER):
        return _of_a_program(facts)
    if facts.thread is None:
        return _new(facts)
    return _threaded(facts, facts.thread)


def _of_a_program(facts: Facts) -> Verdict:
    """A bounce or an automatic answer belongs to what it answers, or to nothing."""
    if facts.thread and facts.thread.proved:
        return Verdict(Fate.REPLY, on=facts.thread.ticket_id)
    bounce = facts.nature is Nature.BOUNCE
    return Verdict(Fate.REFUSED, Why.BOUNCE if bounce else Why.AUTOMATIC)


def _threaded(facts: Facts, thread: Thread) -> Verdict:
    known = thread.on_it or facts.trusted
    # A name that was only quoted is guessed easily, so the sender has to be proved.
    if not known or not (thread.proved or facts.proved):
        return Verdict(Fate.REVIEW, Why.STRANGER, about=thread.ticket_id)
    if thread.closed:
        return _new(facts)._replace(about=thread.ticket_id)
    return Verdict(Fate.REPLY, on=thread.ticket_id)


def _new(facts: Facts) -> Verdict:
    by_a_person = facts.nature is Nature.PERSON
    answerable = by_a_person and facts.answered < MOST_ANSWERED
    return Verdict(Fate.TICKET, answerable=answerable)
