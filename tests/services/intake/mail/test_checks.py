"""Is the right server believed about who sent a message?"""

from __future__ import annotations

import pytest

from contracts.mail import Checks
from services.intake.mail.checks import checks_of, failed, proved

OURS = "mx.msp.example"


def found(*values: str, believed: str = OURS) -> Checks:
    lines = [f"Authentication-Results: {value}" for value in values]
    return checks_of("\r\n".join([*lines, "", ""]).encode(), believed)


def test_what_our_server_found_is_read() -> None:
    # The second example of RFC 8601, appendix B.3, with another server's name.
    said = (
        f"{OURS};\r\n auth=pass (cram-md5) smtp.auth=sender@example.net;"
        "\r\n spf=pass smtp.mailfrom=example.net"
    )
    assert found(said) == Checks(spf="pass")
    assert found(f"{OURS} 1; spf=fail; dkim=pass header.d=x; dmarc=pass (p=none)") == (
        Checks(spf="fail", dkim="pass", dmarc="pass")
    )


def test_nobody_else_is_believed() -> None:
    assert found("mx.evil.example; dmarc=pass") == Checks()
    assert found(f"{OURS}; dmarc=pass", believed="") == Checks()
    assert found(f"not{OURS}; dmarc=pass") == Checks()
    assert found("none") == Checks()


def test_the_topmost_of_ours_counts() -> None:
    assert found(
        "mx.far.example; spf=pass", f"{OURS}; spf=fail", f"{OURS}; spf=pass"
    ) == (Checks(spf="fail"))


def test_a_comment_says_nothing() -> None:
    assert found(f"{OURS}; (dmarc=pass) spf=none") == Checks(spf="none")


def test_one_signature_that_holds_is_enough() -> None:
    assert found(f"{OURS}; dkim=fail; dkim=pass; dkim=fail").dkim == "pass"


@pytest.mark.parametrize(
    ("checks", "is_failed"),
    [
        (Checks(), False),
        (Checks(dmarc="fail", spf="pass"), True),
        (Checks(dmarc="pass", spf="fail"), False),
        (Checks(spf="fail"), True),
        (Checks(spf="fail", dkim="pass"), False),
        (Checks(dkim="fail", spf="pass"), False),
        (Checks(dkim="fail"), True),
        (Checks(spf="softfail"), False),
    ],
)
def test_a_sender_fails_as_the_checks_say(checks: Checks, is_failed: bool) -> None:
    assert failed(checks) is is_failed


def test_only_dmarc_stands_for_the_address_that_people_see() -> None:
    assert proved(Checks(dmarc="pass"))
    assert not proved(Checks(spf="pass", dkim="pass"))
