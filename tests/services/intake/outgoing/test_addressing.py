"""Whom is a letter written to, and whom not?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from contracts.outgoing import LetterKind
from contracts.values import Channel, TicketState
from services.intake.outgoing.addressing import (
    MOST_ACKNOWLEDGEMENTS,
    Addressee,
    is_unattended,
    is_written_to,
)
from tests.services.intake.outgoing.stories import PRIYAS
from tests.support.scenario import at

NOW = at("mon 09:01")
BY_HAND = (LetterKind.REPLY, LetterKind.RESOLUTION)


def acknowledged(whom: Addressee, now: datetime = NOW) -> bool:
    return is_written_to(whom, LetterKind.ACKNOWLEDGEMENT, now)


@pytest.mark.parametrize("channel", [c for c in Channel if c is not Channel.ALERT])
def test_a_request_is_acknowledged_whatever_way_it_came(channel: Channel) -> None:
    assert acknowledged(replace(PRIYAS, channel=channel))


def test_an_alert_is_not_acknowledged() -> None:
    assert not acknowledged(replace(PRIYAS, channel=Channel.ALERT))


def test_what_a_program_or_a_storm_wrote_is_not_acknowledged() -> None:
    assert not acknowledged(replace(PRIYAS, answerable=False))


def test_who_was_answered_already_needs_no_acknowledgement() -> None:
    assert not acknowledged(replace(PRIYAS, answered=True))
    assert not acknowledged(replace(PRIYAS, state=TicketState.RESOLVED))
    assert acknowledged(replace(PRIYAS, state=TicketState.ON_HOLD))


def test_a_ticket_of_long_ago_is_not_acknowledged_when_we_catch_up() -> None:
    assert acknowledged(PRIYAS, at("tue 09:00"))
    assert not acknowledged(PRIYAS, at("tue 09:01"))


def test_two_desks_that_answer_each_other_stop() -> None:
    assert acknowledged(replace(PRIYAS, acknowledged=MOST_ACKNOWLEDGEMENTS - 1))
    assert not acknowledged(replace(PRIYAS, acknowledged=MOST_ACKNOWLEDGEMENTS))
    assert MOST_ACKNOWLEDGEMENTS < 5


@pytest.mark.parametrize("kind", LetterKind)
def test_we_write_nothing_to_ourselves(kind: LetterKind) -> None:
    assert not is_written_to(replace(PRIYAS, is_ours=True), kind, NOW)


@pytest.mark.parametrize("kind", BY_HAND)
def test_what_a_person_wrote_goes_to_whomever_they_wrote_it_to(
    kind: LetterKind,
) -> None:
    machine = replace(
        PRIYAS, email="noreply@shop.example", channel=Channel.ALERT, acknowledged=9
    )
    assert is_written_to(machine, kind, at("next mon 09:00"))


@pytest.mark.parametrize(
    "local",
    [
        *("noreply", "no-reply", "NO_REPLY", "donotreply", "do.not.reply"),
        *("mailer-daemon", "MAILER-DAEMON", "postmaster", "bounces", "bounce"),
        *("news-bounces", "bounce+priya=ashgrove.example", "noreply+1234"),
    ],
)
def test_an_address_that_nobody_reads_is_known_by_its_name(local: str) -> None:
    assert is_unattended(f"{local}@shop.example")
    assert not acknowledged(replace(PRIYAS, email=f"{local}@shop.example"))


@pytest.mark.parametrize(
    "address",
    [
        "priya@noreply.example",
        "noreply.fan@ashgrove.example",
        "replyton@ashgrove.example",
        "autumn@ashgrove.example",
        "n.o.reply-jones@ashgrove.example",
    ],
)
def test_people_are_not_taken_for_machines(address: str) -> None:
    assert not is_unattended(address)
