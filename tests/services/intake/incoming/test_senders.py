"""Whom does a school's desk trust?"""

from __future__ import annotations

import pytest

from contracts.mail import DistrustSender, SenderDistrusted, SenderTrusted, TrustSender
from contracts.refusals import Invalid
from services.intake.incoming.senders import SENDERS
from tests.support.cast import ASHGROVE, PRIYA
from tests.support.scenario import Scenario

senders = Scenario(SENDERS, terms=PRIYA.person_id)

trust = TrustSender(school_id=ASHGROVE, email=" Priya@Ashgrove.example")
distrust = DistrustSender(school_id=ASHGROVE, email=PRIYA.email)
trusted = SenderTrusted(sender_id=PRIYA.person_id, sender=PRIYA.email)
distrusted = SenderDistrusted(sender_id=PRIYA.person_id)


def test_a_sender_is_trusted_however_the_address_is_written() -> None:
    senders.given().when(trust).then(trusted)


def test_who_is_trusted_already_is_trusted_once() -> None:
    senders.given(trusted).when(trust).then_nothing()


def test_trust_is_taken_back() -> None:
    senders.given(trusted).when(distrust).then(distrusted)
    senders.given(trusted, distrusted).when(distrust).then_nothing()


def test_what_is_no_address_is_named() -> None:
    with pytest.raises(Invalid, match="email"):
        senders.given().when(TrustSender(school_id=ASHGROVE, email="all")).then()
