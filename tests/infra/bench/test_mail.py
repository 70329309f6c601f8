"""Would the benchmark of mail notice a message that has no outcome?"""

from __future__ import annotations

import smtplib
from pathlib import Path

import pytest

from infra.bench import mail
from infra.bench.places import SQLITE, Place
from infra.bench.rounds import Plan


def test_a_message_that_was_lost_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = mail._hand

    def lose_some(session: smtplib.LMTP, raw: bytes) -> None:
        if not raw.endswith(b" 0"):
            hand(session, raw)

    monkeypatch.setattr(mail, "_hand", lose_some)
    plan = Plan(rounds=1, seconds=0.001, size=100)
    with pytest.raises(mail.Unequal, match="100 messages have 99 outcomes"):
        list(mail.mail(Place(SQLITE, "", tmp_path), plan))
