"""What does GIAS say of a school, and how does somebody at a terminal look it up?"""

from __future__ import annotations

from infra.demo_register import GIAS_LINKS
from tests.support.platform import Platform

NAME = "St Thomas à Becket Church of England Aided Primary School"


def test_a_school_is_looked_up_and_taken_on_under_the_name_it_has_there(
    platform: Platform,
) -> None:
    none = platform.caretaker("schools", "find", "becket")
    assert (none.code, none.out) == (0, "")
    assert "Was a file of links imported?" in none.err
    platform.caretaker("schools", "import", "gias-links", str(GIAS_LINKS))

    added = platform.caretaker("schools", "add", "--urn", "149557")
    assert added.code == 0, added.err
    school_id = added.out.strip()
    shown = platform.api("GET", f"/schools/{school_id}").json()
    assert (shown["name"], shown["urn"]) == (NAME, 149_557)

    found = platform.caretaker("schools", "find", "becket", "ENGLAND")
    assert found.out.splitlines() == [
        f"126416  {NAME}",
        f"    Successor: 149557  {NAME}  31/01/2023",
        f"149557  {NAME}  looked after as {school_id}",
        f"    Predecessor: 126416  {NAME}  01/02/2023",
    ]
    by_urn = platform.caretaker("schools", "find", "100947")
    assert by_urn.out.splitlines()[0] == "100947  (its name is not known)"

    nameless = platform.caretaker("schools", "add", "--urn", "100947")
    assert (nameless.code, nameless.out) == (1, "")
    assert "its name is not known: say it with --name" in nameless.err
    given = ("schools", "add", "--urn", "100947", "--name", "Ashgrove Primary")
    assert platform.caretaker(*given).code == 0
