"""What is in a letter, as a mail program reads it?"""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from contracts.colours import WHITE, contrast, parse
from contracts.outgoing import LetterKind
from services.intake.outgoing.composing import DARK_PAPER, OURS, Facts, compose
from tests.support.cast import ASHGROVE_NAME, PRIYA
from tests.support.scenario import at

FACTS = Facts(
    kind=LetterKind.ACKNOWLEDGEMENT,
    school=ASHGROVE_NAME,
    accent="#7a1f3d",
    mailbox="help@ashgrove.example",
    answers_to="help+7-abcdefghijkl@ashgrove.example",
    recipient=PRIYA.email,
    requester=PRIYA.name,
    reference="MPJT-7",
    mark="[MPJT-7:abcdefghijkl]",
    subject="The projector in 4B stays dark",
    description="It was <fine> on Friday.\nSince then: nothing.",
    text="",
    response_at=at("mon 13:00"),
    resolution_at=at("wed 17:00"),
    with_school=False,
    link=None,
    rate=None,
    message_id="<7.a.b@ashgrove.example>",
    earlier=(),
    written_at=at("mon 09:00"),
)
REPLY = replace(
    FACTS,
    kind=LetterKind.REPLY,
    text="Does the **lamp** come on?\n\n- yes\n- no <script>alert(1)</script>",
    earlier=("<7.1.c@ashgrove.example>", "<7.2.d@ashgrove.example>"),
)


def sent(facts: Facts) -> EmailMessage:
    """The letter as it is read at the other end."""
    message = message_from_bytes(compose(facts), policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def parts(facts: Facts) -> tuple[str, str]:
    plain, html = sent(facts).iter_parts()
    assert plain.get_content_type() == "text/plain"
    assert html.get_content_type() == "text/html"
    plain_text, html_text = plain.get_content(), html.get_content()
    return plain_text.replace("\r\n", "\n"), html_text.replace("\r\n", "\n")


def test_a_letter_is_plain_text_and_html_that_say_the_same() -> None:
    assert sent(FACTS).get_content_type() == "multipart/alternative"
    for part in parts(FACTS):
        assert "MPJT-7" in part
        assert "We will answer by Monday 08/06/2026 at 13:00." in part
        assert "It will be done by Wednesday 10/06/2026 at 17:00." in part
        assert ASHGROVE_NAME in part


def test_a_letter_says_from_whom_it_is_and_where_answers_go() -> None:
    message = sent(FACTS)
    assert message["From"] == "Ashgrove Primary <help@ashgrove.example>"
    assert message["To"] == "Priya <priya@ashgrove.example>"
    assert message["Reply-To"] == "help+7-abcdefghijkl@ashgrove.example"
    assert message["Subject"] == (
        "We have your request: The projector in 4B stays dark [MPJT-7:abcdefghijkl]"
    )
    assert message["Message-ID"] == "<7.a.b@ashgrove.example>"
    assert message["Date"].datetime == at("mon 09:00")


def test_no_machine_is_asked_to_answer_what_a_machine_said() -> None:
    acknowledged, replied = sent(FACTS), sent(REPLY)
    assert acknowledged["Auto-Submitted"] == "auto-replied"
    assert replied["Auto-Submitted"] is None
    for message in (acknowledged, replied):
        assert message["X-Auto-Response-Suppress"] == "All"


def test_a_letter_stands_in_the_thread_of_those_before_it() -> None:
    message = sent(REPLY)
    assert message["In-Reply-To"] == "<7.2.d@ashgrove.example>"
    assert message["References"].split() == list(REPLY.earlier)
    assert sent(FACTS)["References"] is None


def test_what_the_desk_wrote_is_read_in_both_and_is_never_code() -> None:
    plain, html = parts(REPLY)
    assert "Does the **lamp** come on?" in plain
    assert "<strong>lamp</strong>" in html
    assert "<script" not in html


def test_what_the_requester_wrote_is_quoted_and_is_never_code() -> None:
    plain, html = parts(FACTS)
    assert "> It was <fine> on Friday.\n> Since then: nothing." in plain
    assert "It was &lt;fine&gt; on Friday." in html


def test_what_is_done_says_how_to_object() -> None:
    done = replace(REPLY, kind=LetterKind.RESOLUTION, text="It has a new lamp.")
    for part in parts(done):
        assert "It has a new lamp." in part
        assert "say what is still wrong" in part


def test_what_is_done_asks_how_it_was_in_one_click() -> None:
    at = "https://help.msp.example/rate/1/2/3/abc"
    done = replace(REPLY, kind=LetterKind.RESOLUTION, text="A new lamp.")
    for part in parts(replace(done, rate=at)):
        for said in ("good", "fair", "poor"):
            assert f"{at}?said={said}" in part
    for part in parts(done):
        assert "How was it?" not in part


def test_a_link_is_there_only_where_it_leads_somewhere() -> None:
    linked = replace(FACTS, link="https://help.msp.example/portal/1/tickets/2")
    for part in parts(linked):
        assert "https://help.msp.example/portal/1/tickets/2" in part
    for part in parts(FACTS):
        assert "Follow your request" not in part


def test_a_letter_has_the_schools_colour_in_light_and_in_dark() -> None:
    _, html = parts(FACTS)
    assert "background: #7a1f3d; color: #ffffff" in html
    [dark] = {
        line.split("color: ")[1].split(";")[0]
        for line in html.splitlines()
        if line.startswith("  a {")
    }
    colour = parse(dark)
    assert colour is not None
    assert contrast(colour, DARK_PAPER) >= 4.5
    assert str(OURS) in parts(replace(FACTS, accent=None))[1]
    assert contrast(OURS, WHITE) >= 4.5


@pytest.mark.parametrize(
    "name",
    ["Anne\r\nBcc: all@ashgrove.example", "Zoë Ó Néill", "A, B; C <d>", '"', "名"],
)
def test_no_name_or_subject_becomes_a_header(name: str) -> None:
    message = sent(replace(FACTS, requester=name, school=name, subject=name))
    assert message["Bcc"] is None
    assert message["To"].addresses[0].addr_spec == PRIYA.email
    assert len(message["To"].addresses) == 1


@pytest.mark.parametrize("recipient", ["o'neill@ashgrove.example", "a..b@c", "x@y"])
def test_an_address_goes_out_as_it_came_in(recipient: str) -> None:
    message = sent(replace(FACTS, recipient=recipient))
    assert recipient in str(message["To"])


def test_every_line_of_a_letter_can_be_sent() -> None:
    long = replace(REPLY, text="word " * 5_000)
    assert max(map(len, compose(long).split(b"\r\n"))) <= 998
