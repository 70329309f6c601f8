"""Are teams set at a terminal, and who looks after what at a school?"""

from __future__ import annotations

from tests.infra.command_line.desks import Desk
from tests.support.cast import ASHGROVE, ASHGROVE_NAME

SKILLS = "print-service, wireless"


def test_a_team_is_made_changed_and_taken_away_and_others_stay(desk: Desk) -> None:
    desk.gets("teams", "set", "Networks", "--member", "olu: wireless")
    desk.gets("teams", "set", "Print", "--member", f"zoe: {SKILLS}", "--member", "olu")
    assert desk.gets("teams", "list").splitlines()[1:] == [
        "Networks\tolu\twireless",
        f"Print\tzoe\t{SKILLS}",
        "Print\tolu\t",
    ]
    desk.gets("teams", "set", "networks", "--member", "zoe")
    assert "Networks\tzoe\t" in desk.gets("teams", "list").splitlines()
    desk.gets("teams", "remove", "print")
    assert desk.gets("teams", "list").splitlines()[1:] == ["Networks\tzoe\t"]
    assert "no team called 'kilns'" in desk.is_told("teams", "remove", "kilns")


def test_somebody_of_the_msp_is_named_by_their_name(desk: Desk) -> None:
    person = desk.gets("people", "add", "Olu Ade", "olu@msp.example").strip()
    desk.gets("teams", "set", "Networks", "--member", "olu ade: wireless")
    [team] = desk.api.olu.get("/teams").json["teams"]  # type: ignore[index]
    assert team["members"][0]["actor"] == f"person:{person}"
    assert "Networks\tOlu Ade\twireless" in desk.gets("teams", "list")


def test_who_looks_after_what_is_said_and_what_is_not_named_stays(desk: Desk) -> None:
    desk.gets("teams", "set", "Networks")
    desk.gets("teams", "set", "Our own", "--school", ASHGROVE, "--member", "sam")
    ways = (
        *("--way", "print-service | managed | networks"),
        *("--way", " | school | our own"),
    )
    shown = desk.gets("teams", "delivery", ASHGROVE_NAME, *ways).splitlines()
    assert shown[1:] == [
        "print-service\tManaged\tNetworks",
        "everything else\tSchool\tOur own",
    ]
    other = ("--way", "print-service | co_managed")
    shown = desk.gets("teams", "delivery", ASHGROVE, *other).splitlines()
    assert "print-service\tCo managed\tno team" in shown
    assert desk.gets("teams", "delivery", ASHGROVE).splitlines() == shown


def test_what_is_no_way_is_said_to_be_none(desk: Desk) -> None:
    for line in ("print-service", "print-service | nobody", "a | school | b | c"):
        told = desk.is_told("teams", "delivery", ASHGROVE, "--way", line)
        assert "is not such as" in told
    unknown = ("--way", "print-service | managed | kilns")
    told = desk.is_told("teams", "delivery", ASHGROVE, *unknown)
    assert "a team called 'kilns'" in told
