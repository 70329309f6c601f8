"""How does a person at a terminal see enquiries, and say what became of one?"""

from __future__ import annotations

from typing import TextIO

import click

from infra.command_line.client import Client
from infra.command_line.days import written_days
from infra.command_line.options import with_platform
from infra.command_line.output import clean, local, named, show_rows

_STATES = ("received", "answered", "taken_on", "closed", "withdrawn", "erased")
_ENQUIRY = click.argument("enquiry", type=click.UUID)


@click.group()
def enquiries() -> None:
    """See who asks and is no school that is looked after, and forget them in time.

    ENQUIRY is the id that the list shows.
    """


@enquiries.command(name="list")
@click.option("--state", type=click.Choice(_STATES), help="Those that stand so.")
@click.option("--search", default="", help="Words of a name, an address or a school.")
@with_platform
def list_enquiries(platform: Client, state: str | None, search: str) -> None:
    """List enquiries, the newest first; where there are more, how many is said."""
    asked = {"search": search} | ({"state": state} if state else {})
    found = platform.get("enquiries", **asked)
    rows = [
        (
            one["enquiry_id"],
            local(one["received_at"]),
            one["name"] or "forgotten",
            one["organisation"],
            named(one["state"]) + (", call back" if one["call_back"] else ""),
            _day(one["keep_until"]),
        )
        for one in found["enquiries"]
    ]
    show_rows(("id", "came", "who", "of", "state", "erased after"), rows)
    if found["total"] > len(rows):
        click.echo(f"the newest {len(rows)} of {found['total']}", err=True)


@enquiries.command()
@_ENQUIRY
@with_platform
def show(platform: Client, enquiry: object) -> None:
    """Show what an enquirer said, and what became of it."""
    found = platform.get("enquiries", enquiry)
    wanted = ("name", "organisation", "email", "phone", "call_when", "contract")
    rows = [(named(name), found[name]) for name in wanted if found[name]]
    told = [(named(name), named(found[name])) for name in ("state", "purpose", "basis")]
    show_rows(
        ("what", "said"),
        [*rows, *told, ("Erased after", _day(found["keep_until"]))],
    )
    click.echo(clean(found["message"], lines=True))
    for one in found["entries"]:
        said = ": ".join(
            part for part in (named(one["kind"]), one["detail"], one["words"]) if part
        )
        click.echo(f"{local(one['at'])}\t{clean(said)}")


@enquiries.command()
@click.argument("name")
@click.argument("message")
@click.option(
    "--channel",
    type=click.Choice(["phone", "email", "in_person"]),
    default="phone",
    show_default=True,
)
@click.option(
    "--purpose",
    type=click.Choice(["question", "offer"]),
    default="question",
    show_default=True,
    help="What their details are used for.",
)
@click.option("--email", default="", help="Where they are answered.")
@click.option("--phone", default="", help="By which number they are answered.")
@click.option("--organisation", default="", help="The school or trust they ask for.")
@click.option("--call-back", is_flag=True, help="They want to be called back.")
@click.option("--call-when", default="", help="When they are reached.")
@with_platform
def enter(platform: Client, **body: object) -> None:
    """Write down what NAME asked by phone, by e-mail or in person, and print its id."""
    click.echo(platform.post("enquiries", body=body)["enquiry_id"])


@enquiries.command()
@_ENQUIRY
@click.argument("words")
@click.option(
    "--by",
    type=click.Choice(["written", "phone", "in_person"]),
    default="written",
    show_default=True,
)
@with_platform
def answer(platform: Client, enquiry: object, **body: object) -> None:
    """Record what an enquirer was told. Nothing is sent."""
    platform.post("enquiries", enquiry, "answer", body=body)


@enquiries.command(name="take-on")
@_ENQUIRY
@click.argument("contract")
@click.argument("name")
@click.option("--urn", type=int, help="The URN of the school, if it has one.")
@with_platform
def take_on(platform: Client, enquiry: object, **body: object) -> None:
    """Take on the school NAME by a CONTRACT, and print its id."""
    click.echo(platform.post("enquiries", enquiry, "take-on", body=body)["school_id"])


@enquiries.command()
@_ENQUIRY
@click.argument("reason")
@with_platform
def close(platform: Client, enquiry: object, reason: str) -> None:
    """Say why nothing more comes of an enquiry."""
    platform.post("enquiries", enquiry, "close", body={"reason": reason})


@enquiries.command()
@_ENQUIRY
@click.option("--only-news", is_flag=True, help="Only send them no news any more.")
@with_platform
def forget(platform: Client, enquiry: object, *, only_news: bool) -> None:
    """Have an enquirer forgotten for good, as they wish."""
    platform.post("enquiries", enquiry, "withdraw", body={"only_news": only_news})


@enquiries.command()
@click.option("--words", type=click.File(), help="A file with the text to show.")
@click.option("--news", help="What they agree to who want to hear of news.")
@click.option("--keep-days", type=int, help="How many days an enquiry is kept.")
@with_platform
def privacy(
    platform: Client,
    words: TextIO | None,
    news: str | None,
    keep_days: int | None,
) -> None:
    """Show what enquirers are told of their data, or set some of it anew."""
    place = ("enquiries", "privacy-text")
    known = platform.get(*place)
    changed = {
        "words": words.read() if words is not None else known["words"],
        "news": news or known["news"],
        "keep_days": keep_days or known["keep_days"],
    }
    if any(known[name] != said for name, said in changed.items()):
        body = changed | {"version": known["version"]}
        known = platform.put(*place, body=body)
    click.echo(f"Version {known['text_version']}, kept for {known['keep_days']} days")
    click.echo(clean(f"{known['words']}\n\n{known['news']}", lines=True))


def _day(on: str) -> str:
    return written_days(on, on)
