"""Is the sender found in whatever names one?"""

from __future__ import annotations

import pytest

from services.intake.mail.headers import split
from services.intake.mail.sender import LONGEST_NAME, Sender, sender_of


def sender(*lines: str) -> Sender | None:
    raw = "\n".join(lines).encode()
    return sender_of(split(raw, 0, len(raw)), None)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ben <ben@beckfield.example>", "Ben"),
        ('"Ben" <ben@beckfield.example>', "Ben"),
        ("'Ben' <ben@beckfield.example>", "Ben"),
        ("ben@beckfield.example (Ben)", "Ben"),
        ("=?utf-8?q?B=C3=A9n?= <ben@beckfield.example>", "Bén"),
        ('"=?utf-8?q?B=C3=A9n?=" <ben@beckfield.example>', "Bén"),
        ("=?utf-8?q?B=C3=A9n_=3Cben=40beckfield.example=3E?=", "Bén"),
        ('"Field, Ben" <ben@beckfield.example>', "Field, Ben"),
        ("Field, Ben <ben@beckfield.example>", "Field, Ben"),
        ("Ben [Beckfield] <ben@beckfield.example>", "Ben [Beckfield]"),
        ("Ben\u0301 <ben@beckfield.example>", "Be\u0144"),
        ("ben@beckfield.example", "ben@beckfield.example"),
        ("<ben@beckfield.example>", "ben@beckfield.example"),
        ('"" <ben@beckfield.example>', "ben@beckfield.example"),
        ("Ben ben@beckfield.example", "ben@beckfield.example"),
        ("Staff: ben@beckfield.example, priya@ashgrove.example;", None),
        ("Ben < Ben@Beckfield.EXAMPLE >", "Ben"),
        ("Ben\0 <ben\0@beckfield.example>", "Ben"),
        (f"{'Ben' * 100} <ben@beckfield.example>", ("Ben" * 100)[:LONGEST_NAME]),
        ("Ben <ben@beckfield.example", "Ben"),
        ('"Ben <ben@beckfield.example>', None),
    ],
)
def test_a_sender_is_read_however_it_is_written(written: str, name: str | None) -> None:
    email = "ben@beckfield.example"
    assert sender(f"From: {written}") == (name or email, email)


def test_what_is_encoded_in_a_name_does_not_pass_for_the_address() -> None:
    assert sender(
        "From: =?utf-8?q?=3Colu=40msp.example=3E?= <ben@beckfield.example>"
    ) == ("<olu@msp.example>", "ben@beckfield.example")
    assert sender('From: "<olu@msp.example>" <ben@beckfield.example>') == (
        "<olu@msp.example>",
        "ben@beckfield.example",
    )


def test_the_fields_are_asked_in_the_order_of_who_speaks_for_a_person() -> None:
    fields = [
        "From: Olu <olu@msp.example>",
        "Sender: Ben <ben@beckfield.example>",
        "Reply-To: Priya <priya@ashgrove.example>",
        "Return-Path: <bounces@msp.example>",
    ]
    asked = []
    while fields:
        found = sender(*reversed(fields))
        assert found is not None
        asked.append(found.email)
        fields.pop(0)
    assert asked == [
        "olu@msp.example",
        "ben@beckfield.example",
        "priya@ashgrove.example",
        "bounces@msp.example",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "<>",
        "Ben",
        "(" * 3_000,
        "undisclosed:;",
        "Ben <ben at beckfield>",
        "ben@",
        "@beckfield",
    ],
)
def test_a_field_that_names_nobody_leaves_it_to_the_next(written: str) -> None:
    assert sender(f"From: {written}") is None
    found = sender(f"From: {written}", "Sender: ben@beckfield.example")
    assert found == ("ben@beckfield.example", "ben@beckfield.example")


def test_an_address_that_is_too_long_to_keep_is_none() -> None:
    longest = f"{'b' * 236}@beckfield.example"
    assert sender(f"From: {longest}") == (longest[:LONGEST_NAME], longest)
    assert sender(f"From: b{longest}") is None
