"""Is every file found that a message carries, whatever it is wrapped in?"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from services.intake.mail import files_in
from services.intake.mail.attachments import LONGEST_NAME, MOST_FILES, Carried
from tests.services.intake.mail.samples import message
from tests.services.intake.mail.test_uuencoded import PICTURE, encoded


def parts(*bodies: str) -> bytes:
    lines = [line for body in bodies for line in ("--b", *body.split("\n"))]
    return message('Content-Type: multipart/mixed; boundary="b"', "", *lines, "--b--")


def tnef(name: str) -> bytes:
    """What Exchange made, as it was published: see the README beside the samples."""
    return (Path(__file__).parent / "tnef" / f"{name}.tnef").read_bytes()


def wrapped(content: bytes) -> bytes:
    """A message that carries what Outlook wrapped up."""
    said = b64encode(content).decode()
    header = "Content-Type: application/ms-tnef; name=winmail.dat"
    return parts("\nHello", f"{header}\nContent-Transfer-Encoding: base64\n\n{said}")


def names(raw: bytes) -> list[str]:
    return [one.name for one in files_in(raw)]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('Content-Disposition: attachment; filename="plan.pdf"', "plan.pdf"),
        ("Content-Disposition: attachment; filename*=UTF-8''caf%C3%A9.pdf", "café.pdf"),
        (
            "Content-Disposition: attachment;\n filename*0*=UTF-8''caf%C3%A9;\n"
            " filename*1=-menu.pdf",
            "café-menu.pdf",
        ),
        ("Content-Type: text/plain; name==?utf-8?q?caf=C3=A9=2Etxt?=", "café.txt"),
        ('Content-Disposition: attachment; filename="../../etc/passwd"', "passwd"),
        (r'Content-Disposition: attachment; filename="C:\\a\\b.txt"', "b.txt"),
        ("Content-Type: image/png\nContent-Disposition: inline", "attachment-1.png"),
        ("Content-Disposition: attachment; filename=...", "attachment-1.txt"),
    ],
)
def test_a_file_has_the_name_that_was_meant(header: str, name: str) -> None:
    assert names(parts("\nHello", f"{header}\n\ncontent")) == [name]


def test_a_long_name_keeps_its_ending() -> None:
    header = f'Content-Disposition: attachment; filename="{"a" * 300}.pdf"'
    [name] = names(parts(f"{header}\n\ncontent"))
    assert len(name) == LONGEST_NAME
    assert name.endswith(".pdf")


def test_what_is_read_as_text_is_no_file() -> None:
    assert names(parts("\nHello", "Content-Type: text/html\n\n<b>Hello</b>")) == []
    assert names(message("", "Hello")) == []
    assert names(b"no message") == []


def test_a_picture_of_the_html_has_what_it_is_called_by() -> None:
    part = "Content-Type: image/png; name=a.png\nContent-ID: <one@x>\n\npng"
    [picture] = files_in(parts("\nHello", part))
    assert picture.content_id == "one@x"


def test_a_message_within_the_message_is_a_file_named_after_its_subject() -> None:
    inner = "Content-Type: message/rfc822\n\nSubject: The lamp\n\nIt is dark."
    [found] = files_in(parts("\nSee below", inner))
    assert (found.name, found.kind) == ("The lamp.eml", "message/rfc822")
    assert found.content == b"Subject: The lamp\r\n\r\nIt is dark."


def test_lines_of_uuencode_are_a_file() -> None:
    [found] = files_in(message("", "See below.", encoded().decode()))
    assert (found.name, found.kind, found.content) == (
        "screen.png",
        "image/png",
        PICTURE,
    )


def test_what_exchange_wrapped_up_is_had_under_its_own_name() -> None:
    [found] = files_in(wrapped(tnef("unicode-mapi-attr")))
    assert (found.name, found.kind) == ("example.dat", "application/octet-stream")
    assert len(found.content) == 1_024
    assert sha256(found.content).hexdigest().startswith("b188960490adc658")


def test_a_wrapping_with_no_file_in_it_is_a_file_itself() -> None:
    content = tnef("body")
    [found] = files_in(wrapped(content))
    assert (found.name, found.content) == ("winmail.dat", content)


def test_a_wrapping_that_was_cut_off_is_a_file_itself() -> None:
    content = tnef("unicode-mapi-attr")[:-2_000]
    [found] = files_in(wrapped(content))
    assert (found.name, found.content) == ("winmail.dat", content)


def test_a_wrapping_that_cannot_be_undone_is_a_file_itself() -> None:
    part = "Content-Type: application/ms-tnef; name=winmail.dat\n\nnot TNEF"
    [found] = files_in(parts("\nHello", part))
    assert (found.name, found.content) == ("winmail.dat", b"not TNEF")


@pytest.mark.parametrize(
    ("name", "kind", "offered"),
    [
        ("plan.pdf", "application/pdf", True),
        ("run.EXE", "application/octet-stream", False),
        ("plan.pdf.js ", "text/plain", False),
        ("plan.exe.pdf", "application/pdf", False),
        ("plan", "application/x-msdownload", False),
    ],
)
def test_what_runs_when_it_is_opened_is_not_offered(
    name: str, kind: str, offered: bool
) -> None:
    assert Carried(name=name, kind=kind, content=b"").offered is offered


def test_only_so_many_files_are_kept_by_themselves() -> None:
    part = "Content-Disposition: attachment; filename=a.txt\n\na"
    assert len(names(parts(*[part] * (MOST_FILES + 5)))) == MOST_FILES
