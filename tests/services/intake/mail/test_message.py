"""Does a message say what its writer meant, however broken it is?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from contracts.intake import LONGEST_TEXT
from contracts.mail import LARGEST_MESSAGE, Nature
from services.intake.mail import Mail, NotAMessage, read_message
from services.intake.mail.text import CUT
from tests.services.intake.mail.samples import NAMES, message, sample
from tests.support.incoming import BOUNCE

MONDAY = datetime(2026, 6, 8, 8, 0, tzinfo=UTC)

from_priya = Mail(
    message_id=None,
    sender_name="Priya Shah",
    sender_email="priya@ashgrove.example",
    subject="Lamp",
    text="",
    sent_at=MONDAY,
)
from_ben = Mail(
    message_id=None,
    sender_name="Ben",
    sender_email="ben@beckfield.example",
    subject="Printer",
    text="It prints blank pages.",
    sent_at=None,
)

FROM_PRIYA = {
    "plain": replace(
        from_priya,
        subject="The projector in 4B stays dark",
        text="Good morning,\n\nthe projector in 4B stays dark. It was fine on Friday."
        " A new lamp is £30, says\nthe café.\n\nPriya",
    ),
    "alternative": replace(
        from_priya,
        subject="Café till",
        text="The till in the cafe\ndoes not print.",
    ),
    "html-only": replace(
        from_priya,
        subject="No sound in the hall",
        text="Good morning,\n\nthere is no sound in the hall—the big one & the stage:"
        "\nnot a whisper.\n\n- the desk is on\n\n- the lights work"
        "\n\nHall no\nStage no\n\nALSA: no such device\n  at hall"
        "\n\nPriya\n\nAshgrove Primary",
    ),
    "attachment": replace(
        from_priya,
        subject="A picture of it",
        text="See the picture. — Priya\n\nAshgrove Primary is a school.",
    ),
    "gb18030": replace(from_priya, subject="投影仪不亮", text="四班的投影仪不亮。㐀"),
    "koi8-r": replace(
        from_priya,
        sender_name="Прия",
        subject="Проектор не работает",
        text="Лампа темная.",
    ),
    "iso-2022-jp": replace(
        from_priya, subject="映りません", text="プロジェクターが映りません。"
    ),
    "windows-1252-as-ascii": replace(
        from_priya, text="The lamp costs £30 – it’s too much."
    ),
    "unknown-8bit": replace(from_priya, text="The lamp costs £30."),
    "utf-7": replace(from_priya, sender_name="Príya", text="The lamp costs £30."),
    "undecodable": replace(from_priya, text="The lamp \ufffd\ufffd is \ufffd out."),
    "folded": replace(
        from_priya, subject="€ for the café lamp", text="The euro sign is cut in two."
    ),
    "long-subject": replace(
        from_priya,
        subject="The projector is dark, " * 8 + "The projector i…",
        text="Very dark.",
    ),
    "no-subject": replace(from_priya, subject="(no subject)"),
}

FROM_BEN = {
    "sender-only": replace(from_ben, sender_name="Ben (Beckfield)"),
    "return-path-only": replace(from_ben, sender_name="ben@beckfield.example"),
    "mbox": from_ben,
    "no-blank-line": replace(from_ben, text=f"{from_ben.text}\n\nSince Monday."),
    "no-end": replace(from_ben, text=f"{from_ben.text}\n\nSince Monday."),
    "no-boundary": replace(from_ben, text=f"--x\n{from_ben.text}"),
    "old-mac": replace(from_ben, text="It prints\nblank pages."),
    "list-footer": replace(
        from_ben, text="It prints blank pages\n\n--\nBeckfield Academy"
    ),
    "bounce": replace(
        from_ben,
        sender_name="Mail Delivery System",
        sender_email="mailer-daemon@beckfield.example",
        subject="Undelivered Mail Returned to Sender",
        text="The mail system could not deliver your message to ben@beckfield.example.",
        sent_at=datetime(2026, 6, 8, 10, 0, tzinfo=UTC),
    ),
}

HELLO = 'This is a message just to say hello.\nSo, "Hello".'

OF_THE_STANDARDS = {
    "2046-5.1.1": Mail(
        message_id=None,
        sender_name="Nathaniel Borenstein",
        sender_email="nsb@bellcore.com",
        subject="Sample message",
        text="This is implicitly typed plain US-ASCII text.\n"
        "It does NOT end with a linebreak.\n\n"
        "This is explicitly typed plain US-ASCII text.\nIt DOES end with a linebreak.",
        sent_at=datetime(1993, 3, 22, 7, 56, 48, tzinfo=UTC),
    ),
    "2047-8": Mail(
        message_id=None,
        sender_name="Keith Moore",
        sender_email="moore@cs.utk.edu",
        subject="If you can read this you understand the example.",
        text="",
        sent_at=None,
        copied=("PIRARD@vm1.ulg.ac.be",),
    ),
    "5322-a.1.1": Mail(
        message_id="<1234@local.machine.example>",
        sender_name="John Doe",
        sender_email="jdoe@machine.example",
        subject="Saying Hello",
        text=HELLO,
        sent_at=datetime(1997, 11, 21, 15, 55, 6, tzinfo=UTC),
    ),
    "5322-a.5": Mail(
        message_id="<testabcd.1234@silly.test>",
        sender_name="Pete (A nice ) chap his account his host)",
        sender_email="pete@silly.test",
        subject="(no subject)",
        text="Testing.",
        sent_at=None,
    ),
    "5322-a.6.1": Mail(
        message_id="<5678.21-Nov-1997@example.com>",
        sender_name="Joe Q. Public",
        sender_email="john.q.public@example.com",
        subject="(no subject)",
        text="Hi everyone.",
        sent_at=datetime(2003, 7, 1, 8, 52, 37, tzinfo=UTC),
    ),
    "5322-a.6.3": Mail(
        message_id="<1234 @ local(blah) .machine .example>",
        sender_name="John Doe (comment)",
        sender_email="jdoe@machine.example",
        subject="Saying Hello",
        text=HELLO,
        sent_at=None,
    ),
}


def words_of(raw: bytes) -> Mail:
    """What is read for people of a message; what it goes by is tested below."""
    mail = read_message(raw)
    return replace(mail, nature=Nature.PERSON, answers=(), addressed=(), body_at=0)


@pytest.mark.parametrize("name", FROM_PRIYA)
def test_a_message_of_priyas_is_read(name: str) -> None:
    mail = words_of(sample(f"cast/{name}.eml"))
    assert mail.message_id
    assert replace(mail, message_id=None) == FROM_PRIYA[name]


@pytest.mark.parametrize("name", FROM_BEN)
def test_a_message_of_bens_is_read(name: str) -> None:
    assert words_of(sample(f"cast/{name}.eml")) == FROM_BEN[name]


@pytest.mark.parametrize("name", OF_THE_STANDARDS)
def test_the_examples_of_the_standards_are_read(name: str) -> None:
    assert words_of(sample(f"rfc/{name}.eml")) == OF_THE_STANDARDS[name]


def test_every_sample_is_tried() -> None:
    tried = {f"cast/{name}.eml" for name in [*FROM_PRIYA, *FROM_BEN, "no-sender"]}
    assert tried | {f"rfc/{name}.eml" for name in OF_THE_STANDARDS} == set(NAMES)


def test_a_message_that_names_no_sender_is_none() -> None:
    with pytest.raises(NotAMessage, match="names no sender"):
        read_message(sample("cast/no-sender.eml"))


@pytest.mark.parametrize("raw", [b"", b"\r\n", b" \n\t\r"])
def test_an_empty_message_is_none(raw: bytes) -> None:
    with pytest.raises(NotAMessage, match="is empty"):
        read_message(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\x01\x02\xff",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"It prints blank pages.\n\nBen",
        "It prints – blank: pages".encode("utf-16"),
        b"From ben@beckfield.example Mon Jun  8 09:00:00 2026",
        b": nobody\n\n",
    ],
)
def test_what_begins_with_no_header_is_no_message(raw: bytes) -> None:
    with pytest.raises(NotAMessage, match="no header"):
        read_message(raw)


def test_a_message_that_is_too_large_is_none_and_both_sizes_are_said() -> None:
    raw = message("Subject: Printer", "", "").ljust(LARGEST_MESSAGE, b"x")
    assert read_message(raw).subject == "Printer"
    with pytest.raises(NotAMessage, match=r"31,457,281 bytes.* 31,457,280 \(30 MB\)"):
        read_message(raw + b"x")


def test_blank_lines_and_a_byte_order_mark_before_a_message_are_passed_over() -> None:
    raw = message("Subject: Printer", "", "It prints blank pages.")
    assert words_of(b"\xef\xbb\xbf\r\n\r\n" + raw) == from_ben


def test_a_blank_before_the_colon_makes_no_mbox() -> None:
    assert read_message(b"From : Ben <ben@beckfield.example>\n\n").sender_name == "Ben"


def test_text_without_an_end_is_cut_and_says_so() -> None:
    whole = read_message(message("", "x" * LONGEST_TEXT))
    assert whole.text == "x" * LONGEST_TEXT
    cut = read_message(message("", "x" * (LONGEST_TEXT + 1)))
    assert cut.text == "x" * (LONGEST_TEXT - len(CUT) - 2) + "\n\n" + CUT
    assert len(cut.text) == LONGEST_TEXT


@pytest.mark.parametrize(
    ("date", "sent_at"),
    [
        ("Mon, 8 Jun 2026 09:00:00 +0100", MONDAY),
        ("8 Jun 26 08:00 GMT", MONDAY),
        ("Mon, 8 Jun 2026 08:00:00 -0000", MONDAY),
        ("Mon, 8 Jun 2026 08:00:00", MONDAY),
        ("", None),
        ("yesterday", None),
        ("Thu, 13 Feb 1969 23:32 -0330", None),
        ("Mon, 31 Feb 2026 09:00:00 +0100", None),
        ("Fri, 31 Dec 9999 23:59:59 -2300", None),
        ("Mon, 8 Jun 2026 09:00:00 +999999999999", None),
    ],
)
def test_when_it_was_sent_is_read_if_it_can_have_been(
    date: str, sent_at: datetime | None
) -> None:
    assert read_message(message(f"Date: {date}", "", "")).sent_at == sent_at


@pytest.mark.parametrize(
    ("written", "message_id"),
    [
        ("<a@b.example>", "<a@b.example>"),
        (" <a@b.example> (made up)", "<a@b.example>"),
        ("a@b.example", "a@b.example"),
        ("", None),
        ("\0", None),
        (f"<{'a' * 996}>", f"<{'a' * 996}>"),
        (f"<{'a' * 997}>", None),
    ],
)
def test_an_id_is_kept_as_it_was_given(written: str, message_id: str | None) -> None:
    raw = message(f"Message-ID: {written}", "", "")
    assert read_message(raw).message_id == message_id


def test_what_it_answers_is_told_the_nearest_first() -> None:
    raw = message("In-Reply-To: <3@b>", "References: <1@b> <2@b>\r\n\t<3@b>", "", "")
    assert read_message(raw).answers == ("<3@b>", "<2@b>", "<1@b>")


def test_a_bounce_answers_what_it_returns() -> None:
    mail = read_message(BOUNCE)
    assert mail.nature is Nature.BOUNCE
    assert mail.answers == ("<sent>",)


def test_whom_it_was_sent_to_is_told() -> None:
    raw = message("To: Help <help+1-a@b.example>, x@b.example", "Cc: y@b.example", "")
    assert read_message(raw).addressed == (
        "help+1-a@b.example",
        "x@b.example",
        "y@b.example",
    )


def test_the_body_begins_after_the_header() -> None:
    raw = message("Subject: Printer", "", "It prints.")
    assert raw[read_message(raw).body_at :] == b"It prints."
