"""Is text read whatever its bytes are labelled?"""

from __future__ import annotations

import pytest

from services.intake.mail.charsets import decode


@pytest.mark.parametrize(
    ("text", "sent_as", "label"),
    [
        ("£30 – it’s", "utf-8", "utf-8"),
        ("£30 – it’s", "utf-8", "UTF8"),
        ("£30 – it’s", "utf-8", None),
        ("£30 – it’s", "utf-8", ""),
        ("£30 – it’s", "utf-8", "us-ascii"),
        ("£30 – it’s", "utf-8", "x-unknown"),
        ("£30 – it’s", "cp1252", None),
        ("£30 – it’s", "cp1252", "us-ascii"),
        ("£30 – it’s", "cp1252", "unknown-8bit"),
        ("£30 – it’s", "cp1252", "iso-8859-1"),
        ("£30 – it’s", "cp1252", " Latin1 "),
        ("şeker – ğ", "cp1254", "iso-8859-9"),
        ("四班㐀", "gb18030", "gb2312"),
        ("四班㐀", "gb18030", "x-gbk"),
        ("프로젝터 똠", "cp949", "ks_c_5601-1987"),
        ("映りません①", "cp932", "Shift_JIS"),
        ("映りません", "iso-2022-jp", "ISO-2022-JP"),
        ("лампа", "koi8-r", "KOI8-R"),
        ("£30", "utf-7", "utf-7"),
        ("£30", "utf-16", "utf-16"),
    ],
)
def test_text_is_read_as_it_was_meant(text: str, sent_as: str, label: str) -> None:
    assert decode(text.encode(sent_as), label) == text


@pytest.mark.parametrize(
    "label",
    ["idna", "punycode", "unicode_escape", "raw_unicode_escape", "zlib", "undefined"],
)
def test_what_is_no_charset_of_mail_is_no_charset(label: str) -> None:
    assert decode(b"caf\\u00e9 \xa3", label) == "caf\\u00e9 £"


@pytest.mark.parametrize("label", ["a\0b", "é", "\udcff", "../x", "x" * 41, "-"])
def test_a_label_that_cannot_be_one_is_none(label: str) -> None:
    assert decode("£".encode(), label) == "£"


@pytest.mark.parametrize("label", ["utf-8", "gb18030", "iso-2022-jp", "utf-16", "hz"])
def test_bytes_that_cannot_be_text_are_replaced(label: str) -> None:
    assert "\ufffd" in decode(b"\xff\xff\xff", label)
