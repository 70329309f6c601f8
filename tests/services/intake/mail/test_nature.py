"""Is what a program wrote told from what a person wrote?"""

from __future__ import annotations

import pytest

from contracts.mail import Nature
from services.intake.mail.headers import split
from services.intake.mail.nature import nature_of


def nature(*lines: str) -> Nature:
    raw = "\r\n".join(["From: Ben <ben@beckfield.example>", *lines, "", ""]).encode()
    return nature_of(split(raw, 0, len(raw)))


@pytest.mark.parametrize(
    "said",
    [
        "X-Nothing: 1",
        "Auto-Submitted: no",
        "Precedence: first-class",
        "X-Autoreply: no",
    ],
)
def test_what_says_nothing_of_itself_is_a_persons(said: str) -> None:
    assert nature(said) is Nature.PERSON


@pytest.mark.parametrize(
    "said",
    [
        "Auto-Submitted: auto-replied",
        'Auto-Submitted: Auto-Replied; owner-email="me@x.example"',
        "X-Autoreply: yes",
        "X-Autorespond: Away",
        "Precedence: auto_reply",
        "Content-Type: multipart/report; report-type=disposition-notification",
    ],
)
def test_an_automatic_answer_is_told_by_any_of_its_signs(said: str) -> None:
    assert nature(said) is Nature.ANSWER


@pytest.mark.parametrize(
    "said",
    [
        "Auto-Submitted: auto-generated",
        "Precedence: bulk",
        "Precedence: list",
        "List-Id: <heads.example>",
        "X-Auto-Response-Suppress: All",
        "X-Auto-Response-Suppress: DR, OOF, AutoReply",
        "Return-Path: <>",
    ],
)
def test_what_a_program_sends_by_itself_is_not_to_be_answered(said: str) -> None:
    assert nature(said) is Nature.GENERATED


@pytest.mark.parametrize(
    "said",
    [
        'Content-Type: multipart/report; boundary="b"; report-type="delivery-status"',
        "X-Failed-Recipients: priya@ashgrove.example",
    ],
)
def test_a_bounce_is_told_from_other_reports(said: str) -> None:
    assert nature(said, "Auto-Submitted: auto-replied") is Nature.BOUNCE


def test_a_daemon_that_keeps_to_no_standard_bounces_by_its_subject() -> None:
    raw = b"From: <MAILER-DAEMON@mx.example>\r\nSubject: failure notice\r\n\r\n"
    assert nature_of(split(raw, 0, len(raw))) is Nature.BOUNCE
    by_a_person = b"From: <ben@x.example>\r\nSubject: failure notice\r\n\r\n"
    assert nature_of(split(by_a_person, 0, len(by_a_person))) is Nature.PERSON
