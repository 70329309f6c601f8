"""Is it known what became of a message, whatever the mail server does to it?"""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.outgoing import Outcome
from contracts.refusals import Unavailable
from services.intake.outgoing.post import (
    NOT_TOLD,
    URL,
    Answer,
    Post,
    hindrance,
    post_of,
    session,
)
from tests.support.mail_sink import Sink

FROM, TO = "help@ashgrove.example", "priya@ashgrove.example"
MESSAGE = b"Subject: Hello\r\n\r\nIt works.\r\n.\r\n..dots\r\n"


def known(url: str, **more: str) -> Post:
    post = post_of({URL: url} | more)
    assert post is not None
    return post


def hand_over(sink: Sink, message: bytes = MESSAGE, to: str = TO) -> Answer:
    with session(known(sink.url)) as opened:
        return opened.hand_over(FROM, to, message)


def test_a_message_is_handed_over_as_it_is(sink: Sink) -> None:
    answer = hand_over(sink)
    assert answer == (Outcome.SENT, "250 2.0.0 Taken over")
    [taken] = sink.taken
    assert (taken.sender, taken.recipient) == (FROM, TO)
    assert taken.message.get_content() == "It works.\r\n.\r\n..dots\r\n"


def test_one_session_carries_several_whatever_becomes_of_one(sink: Sink) -> None:
    with session(known(sink.url)) as opened:
        assert opened.hand_over(FROM, TO, MESSAGE).outcome is Outcome.SENT
        sink.to_recipient = "550 5.1.1 Nobody of that name"
        refused = opened.hand_over(FROM, TO, MESSAGE)
        assert refused == (Outcome.FAILED, "550 5.1.1 Nobody of that name")
        sink.to_recipient = None
        assert opened.hand_over(FROM, TO, MESSAGE).outcome is Outcome.SENT
    assert len(sink.taken) == 2


@pytest.mark.parametrize("field", ["to_recipient", "to_message"])
def test_not_now_is_put_off_and_never_is_failed(sink: Sink, field: str) -> None:
    setattr(sink, field, "451 4.7.1 Greylisted")
    assert hand_over(sink) == (Outcome.PUT_OFF, "451 4.7.1 Greylisted")
    setattr(sink, field, "554 5.7.1 Spam")
    assert hand_over(sink) == (Outcome.FAILED, "554 5.7.1 Spam")
    assert sink.taken == []


def test_a_connection_that_ends_after_the_message_leaves_it_uncertain(
    sink: Sink,
) -> None:
    sink.hangs_up = True
    assert hand_over(sink).outcome is Outcome.UNCERTAIN
    assert len(sink.taken) == 1


def test_a_connection_that_ended_before_has_sent_nothing(sink: Sink) -> None:
    with session(known(sink.url)) as opened:
        opened._smtp.close()
        assert opened.hand_over(FROM, TO, MESSAGE).outcome is Outcome.PUT_OFF
    assert sink.taken == []


def test_an_address_in_another_script_is_sent_to_where_the_server_can(
    sink: Sink,
) -> None:
    theirs = "прия@ashgrove.example"
    assert hand_over(sink, to=theirs).outcome is Outcome.SENT
    assert sink.taken[0].recipient == theirs
    with session(known(sink.url)) as opened:
        del opened._smtp.esmtp_features["smtputf8"]
        answer = opened.hand_over(FROM, theirs, MESSAGE)
    assert answer.outcome is Outcome.FAILED
    assert "SMTPUTF8" in answer.said


def test_a_server_that_is_not_there_is_unavailable(sink: Sink) -> None:
    nowhere = session(known("smtp://127.0.0.1:1"))
    with pytest.raises(Unavailable, match="cannot be reached"), nowhere:
        raise AssertionError("there is no session")


def test_encryption_that_is_asked_for_is_not_done_without(sink: Sink) -> None:
    in_the_clear = session(known(f"smtp+starttls://127.0.0.1:{sink.port}"))
    with pytest.raises(Unavailable, match="STARTTLS"), in_the_clear:
        raise AssertionError("there is no session")


def test_a_url_says_where_how_and_as_whom(tmp_path: Path) -> None:
    post = known(
        "smtps://desk%40msp.example:p%2Fw@mail.example",
        CARETAKER_MAIL_FROM="help@msp.example",
        CARETAKER_PUBLIC_URL="https://help.msp.example/",
    )
    assert post == Post(
        kind="smtps",
        host="mail.example",
        port=465,
        user="desk@msp.example",
        password="p/w",
        sender="help@msp.example",
        public="https://help.msp.example",
    )
    secret = tmp_path / "url"
    secret.write_text("smtp://mail.example\n")
    from_file = post_of({f"{URL}_FILE": str(secret)})
    assert from_file is not None
    assert (from_file.host, from_file.port) == ("mail.example", 25)


@pytest.mark.parametrize("url", ["mail.example:25", "http://mail.example", "smtp://"])
def test_what_is_no_mail_server_is_said(url: str) -> None:
    with pytest.raises(ValueError, match="is written smtp"):
        post_of({URL: url})
    assert "is written smtp" in (hindrance({URL: url}) or "")


def test_a_password_is_never_sent_in_the_clear() -> None:
    with pytest.raises(ValueError, match="in the clear"):
        post_of({URL: "smtp://desk:secret@mail.example"})
    assert known("smtp://desk:secret@127.0.0.1").user == "desk"


def test_without_a_mail_server_it_is_said_that_nothing_is_sent() -> None:
    assert post_of({}) is None
    assert hindrance({}) == NOT_TOLD
    assert hindrance({URL: "smtp://mail.example"}) is None
