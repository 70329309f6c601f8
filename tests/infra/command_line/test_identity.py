"""How does somebody at a terminal say which URN a school has, and what it came from?"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from infra.demo_register import GIAS_LINKS
from tests.support.platform import Platform

REASON = ("--reason", "It is an academy now.")


def test_a_school_goes_on_under_another_urn_and_is_linked(platform: Platform) -> None:
    today = datetime.now(ZoneInfo("Europe/London")).date()
    platform.caretaker("schools", "import", "gias-links", str(GIAS_LINKS))
    for name, number in (("Ashgrove Primary", "126416"), ("Beckfield", "100017")):
        platform.caretaker("schools", "add", name, "--urn", number)

    ended = platform.caretaker("schools", "urn", "ashgrove", "149557", *REASON)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"URN 149557 from {today:%d/%m/%Y}\n"

    merged = ("schools", "urn", "beckfield", "132245", *REASON, "--override")
    refused = platform.caretaker(*merged)
    assert (refused.code, refused.out) == (1, "")
    assert "a merger or a split from 100017 to 132245" in refused.err
    unknown = platform.caretaker("schools", "urn", "beckfield", "126416", *REASON)
    assert "where it does all the same, override that" in unknown.err

    joined = ("schools", "link", "beckfield", "merged-into", "ashgrove")
    linked = platform.caretaker(*joined, "--on", "01/09/2026")
    assert linked.out.splitlines()[1:] == ["Merged into Ashgrove Primary, 01/09/2026"]
    unclear = platform.caretaker(*joined, "--on", "01/09/2026..02/09/2026")
    assert "is not a day such as" in unclear.err
