"""How does a person at a terminal say who is known, and as what?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import click

from infra.command_line.account_reviews import review, reviews
from infra.command_line.client import Client, Json
from infra.command_line.finding import school_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import named, show_rows
from shared.clock import now

_LONDON = ZoneInfo("Europe/London")
_DAY = click.DateTime(formats=["%d/%m/%Y", "%Y-%m-%d"])
_PAGE = 200
_SCHOOL = click.option(
    "--school", help="Where they are known: an id, a URN or a name; none for the MSP."
)

Home = tuple[object, ...]


@click.group()
def people() -> None:
    """See who is known, and give people roles and passwords.

    PERSON is somebody's id, their e-mail address or their name.
    """


people.add_command(review)
people.add_command(reviews)


@people.command(name="list")
@_SCHOOL
@with_platform
def list_people(platform: Client, school: str | None) -> None:
    """List people by name, with the roles of all times."""
    rows = [
        (
            one["name"],
            one["email"],
            one["phone"] or "none",
            "; ".join(map(_told, one["roles"])) or "no role",
            "yes" if one["has_password"] else "no",
            one["person_id"],
        )
        for one in _all(platform, _home(platform, school))
    ]
    if not rows:
        click.echo("Nobody is known there.", err=True)
        return
    show_rows(("name", "e-mail", "phone", "roles", "password", "id"), rows)


@people.command()
@click.argument("name")
@click.argument("email")
@_SCHOOL
@click.option("--phone", default="", help="The number they call from, if it is known.")
@with_platform
def add(
    platform: Client, name: str, email: str, school: str | None, phone: str
) -> None:
    """Make somebody known by NAME and EMAIL, and print their id."""
    body = {"name": name, "email": email, "phone": phone}
    added = platform.post(*_home(platform, school), body=body)
    click.echo(added["person_id"])


@people.command()
@click.argument("person")
@click.argument("role")
@_SCHOOL
@click.option("--from", "from_on", type=_DAY, help="Its first day. [default: today]")
@click.option("--until", "until_on", type=_DAY, help="Its last day, if it has one.")
@click.option("--end", is_flag=True, help="End the role they hold on the last day.")
@with_platform
def role(  # noqa: PLR0913, PLR0917  # as many as the command has options
    platform: Client,
    person: str,
    role: str,
    school: str | None,
    from_on: datetime | None,
    until_on: datetime | None,
    end: bool,
) -> None:
    """Give PERSON a ROLE from a day to another, or end one they hold.

    Roles at the MSP are operator, engineer, team_lead, msp_administrator, consultant
    and project_manager. Roles at a school are staff, technician, business_manager,
    slt_digital_lead, dsl, head, governor and dpo. An auditor is of either.
    """
    place = (*_home(platform, school), _person(platform, school, person), "roles")
    if end:
        if from_on is not None:
            raise Unclear("a role that ends has no first day to name")
        body = {"role": role, "until_on": _written(until_on) or _today()}
        ended = platform.post(*place, "end", body=body)
        click.echo(f"{named(role)} until {_uk(ended['until_on'])}")
        return
    given = {
        "role": role,
        "from_on": _written(from_on) or _today(),
        "until_on": _written(until_on),
    }
    click.echo(_told(platform.post(*place, body=given)))


@people.command()
@click.argument("person")
@click.argument("number")
@_SCHOOL
@with_platform
def phone(platform: Client, person: str, number: str, school: str | None) -> None:
    """Say that PERSON of a school calls from NUMBER; '' takes it away."""
    if school is None:
        raise Unclear("numbers are kept of a school's people: name it by --school")
    place = (*_home(platform, school), _person(platform, school, person), "phone")
    platform.put(*place, body={"phone": number})
    click.echo("The number is kept." if number.strip() else "No number is kept.")


@people.command()
@click.argument("number")
@with_platform
def calling(platform: Client, number: str) -> None:
    """Say who of the schools calls from NUMBER, however it is written."""
    found = platform.get("callers", number=number)["holders"]
    if not found:
        click.echo("Nobody is known by this number.", err=True)
        return
    rows = [
        (one["name"], one["email"], one["school_id"], one["person_id"]) for one in found
    ]
    show_rows(("name", "e-mail", "school", "id"), rows)


@people.command()
@click.argument("person")
@_SCHOOL
@with_platform
def password(platform: Client, person: str, school: str | None) -> None:
    """Give PERSON another password: typed unseen, or as a line of standard input."""
    place = (*_home(platform, school), _person(platform, school, person), "password")
    if sys.stdin.isatty():
        chosen = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        chosen = sys.stdin.readline().rstrip("\r\n")
    platform.post(*place, body={"password": chosen})
    click.echo("They can sign in with it, and are signed out everywhere.", err=True)


def _home(platform: Client, school: str | None) -> Home:
    """Where the API keeps the people of a school, or of the MSP."""
    if school is None:
        return ("people",)
    return ("schools", school_of(platform, school), "people")


def _all(platform: Client, home: Home) -> Iterator[Json]:
    cursor = None
    while cursor != "":
        page = platform.get(*home, cursor=cursor, limit=_PAGE)
        yield from page["people"]
        cursor = page["cursor"]


def _person(platform: Client, school: str | None, typed: str) -> UUID:
    """Whom somebody means; Unclear where it is nobody, or may be several."""
    wanted = typed.strip().casefold()
    found = [
        one
        for one in _all(platform, _home(platform, school))
        if wanted in {one[known].casefold() for known in ("person_id", "email", "name")}
    ]
    if len(found) == 1:
        return UUID(found[0]["person_id"])
    if not found:
        raise Unclear(f"nobody is known there as {typed!r}")
    addresses = ", ".join(one["email"] for one in found)
    raise Unclear(f"{typed!r} may be any of {len(found)} people: {addresses}")


def _told(held: Json) -> str:
    until = f" until {_uk(held['until_on'])}" if held["until_on"] else ""
    return f"{named(held['role'])} from {_uk(held['from_on'])}{until}"


def _uk(day: str) -> str:
    return datetime.fromisoformat(day).strftime("%d/%m/%Y")


def _written(day: datetime | None) -> str | None:
    return day.date().isoformat() if day else None


def _today() -> str:
    return now().astimezone(_LONDON).date().isoformat()
