"""Has each of many messages one outcome, and would it be noticed if one had none?"""

from __future__ import annotations

import smtplib
from pathlib import Path

import pytest

from infra.bench import many_mails
from infra.bench.corpus import EVERY
from infra.bench.mail import mail
from infra.bench.many_mails import FATES, Unequal
from infra.bench.places import SQLITE, Place
from infra.bench.results import Counted
from infra.bench.rounds import Plan

MANY = EVERY
FEW = 10


def plan(messages: int) -> Plan:
    return Plan(rounds=1, seconds=0.001, messages=messages)


def test_many_messages_have_as_many_outcomes_by_lmtp_and_by_deliver(
    tmp_path: Path,
) -> None:
    found = [*mail(Place(SQLITE, "", tmp_path), plan(MANY))]
    counted = [one for one in found if isinstance(one, Counted)]
    assert [one.as_json()["total"] for one in counted] == [MANY, MANY]
    assert {"LMTP", "deliver"} == {one.work.split()[3].strip(",") for one in counted}
    for one in counted:
        assert one.counts.keys() == {*FATES}
        assert one.counts["ticket"] > MANY / 2


def test_a_message_that_was_swallowed_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    hand = many_mails.hand

    def lose_one(session: smtplib.LMTP, raw: bytes) -> None:
        if not raw.endswith(b"\r\n7\r\n"):
            hand(session, raw)

    monkeypatch.setattr(many_mails, "hand", lose_one)
    with pytest.raises(Unequal, match=f"{FEW} messages have {FEW - 1} outcomes"):
        list(mail(Place(SQLITE, "", tmp_path), plan(FEW)))
