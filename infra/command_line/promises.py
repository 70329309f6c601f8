"""How does somebody at a terminal see, offer and sign what is promised to a school?"""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import click

from contracts.values import HoldReason
from infra.command_line import promise_kinds
from infra.command_line.client import Client, Json
from infra.command_line.days import day_of
from infra.command_line.finding import school_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import clean, local, show_rows, spoken
from infra.command_line.promise_kinds import PROMISE, TARGETS, promise_of

_LONDON = ZoneInfo("Europe/London")


@click.command(name="agreements")
@click.argument("school")
@with_platform
def agreements(platform: Client, school: str) -> None:
    """Show what is promised to SCHOOL, in every version, and what is offered."""
    known = platform.get("schools", school_of(platform, school), "agreements")
    _show_promised(_standing(known))
    rows = [
        (
            str(one["agreement_version"]),
            local(one["effective_from"]),
            "yes" if one["agreement_version"] == known["in_force"] else "",
            one["proposer"] or "",
            one["signatory"] or "",
        )
        for one in known["versions"]
    ]
    show_rows(("version", "from", "counts now", "offered by", "signed by"), rows)
    offered = known["proposal"]
    if offered is not None:
        who, since = clean(offered["proposer"]), local(offered["effective_from"])
        click.echo(f"{who} offers something else from {since}:", err=True)
        _show_promised(offered["promised"])


@click.command(name="offer")
@click.argument("school")
@click.option("--from", "since", required=True, help="The day from which it counts.")
@click.option("--by", required=True, help="The name of whoever offers it.")
@click.option(
    "--promise",
    "promises",
    multiple=True,
    help=f"The hours of one priority: {PROMISE!r} are those to first reply, next update"
    " and resolution. `-` promises nothing; `always` at the end is round the clock.",
)
@click.option(
    "--without",
    multiple=True,
    help="A priority that nothing is promised of any more, the last: P4.",
)
@click.option(
    "--service",
    "services",
    multiple=True,
    help=f"The same for one service, after its name: {promise_kinds.SERVICE!r}; or its"
    " own warnings, holds or ladder: 'wireless warns 50 75', 'wireless stops part',"
    " 'wireless tells resolution 75% lead'. Its name alone promises it as in general.",
)
@click.option(
    "--inspection", "inspected", multiple=True, help="The same in an inspection."
)
@click.option(
    "--uncovered", multiple=True, help="A service of which nothing is promised."
)
@click.option("--covered", multiple=True, help="A service that is covered again.")
@click.option(
    "--tells",
    multiple=True,
    help=f"Who is told of a target, in place of who was: {promise_kinds.STEP!r}, or +1"
    " in place of 75% for an hour after it is missed; first, second or lead.",
)
@click.option(
    "--stops",
    multiple=True,
    type=click.Choice([reason.value for reason in HoldReason]),
    help="A hold for this stops the clock; no hold for anything else does.",
)
@with_platform
def offer(  # noqa: PLR0913  # one for each word of the command
    platform: Client,
    *,
    school: str,
    since: str,
    by: str,
    promises: tuple[str, ...],
    without: tuple[str, ...],
    services: tuple[str, ...],
    inspected: tuple[str, ...],
    uncovered: tuple[str, ...],
    covered: tuple[str, ...],
    tells: tuple[str, ...],
    stops: tuple[str, ...],
) -> None:
    """Offer SCHOOL something else than what is promised; the rest of it stays.

    Of a priority that is not promised yet, a promise comes besides: P1 to P9.
    """
    school_id = school_of(platform, school)
    known = _standing(platform.get("schools", school_id, "agreements"))
    said = (promises, without, services, inspected, uncovered, covered, tells, stops)
    if not any(said):
        raise Unclear("say what is offered: --promise, --service, --inspection, ...")
    promised = known | {
        "promises": promise_kinds.in_general(known["promises"], promises, without),
        "of_services": promise_kinds.services_of(known["of_services"], services),
        "uncovered": promise_kinds.named(known["uncovered"], uncovered, covered),
        "escalation": promise_kinds.steps_of(known["escalation"], tells),
        "inspection": promise_kinds.beside(
            known["inspection"], map(promise_of, inspected)
        ),
        "pausing": list(stops) or known["pausing"],
    }
    begins = datetime.combine(date.fromisoformat(day_of(since)), time(), _LONDON)
    body = {
        "effective_from": begins.isoformat(),
        "proposer": by,
        "promised": promised,
    }
    made = platform.post("schools", school_id, "agreements", body=body)
    _show_promised(made["proposal"]["promised"])
    click.echo("It counts once the school has signed it.", err=True)


@click.command(name="sign")
@click.argument("school")
@click.option("--by", required=True, help="The name of whoever signs it.")
@with_platform
def sign(platform: Client, school: str, by: str) -> None:
    """Sign what is offered to SCHOOL, with a token of who runs it."""
    school_id = school_of(platform, school)
    offered = platform.get("schools", school_id, "agreements")["proposal"]
    if offered is None:
        raise Unclear("nothing is offered to this school")
    place = ("schools", school_id, "agreements", offered["proposal_id"], "sign")
    signed = platform.post(*place, body={"signatory": by})
    newest = signed["versions"][0]
    since = local(newest["effective_from"])
    click.echo(f"It is version {newest['agreement_version']}, from {since}.", err=True)


@click.command(name="restate")
@click.argument("school")
@click.option("--from", "since", required=True, help="The first day of the tickets.")
@click.option("--until", required=True, help="The last day on which one was opened.")
@click.option("--version", required=True, type=click.IntRange(1), help="Judged by it.")
@click.option("--reason", required=True, help="Why; it is kept with each of them.")
@click.option("--by", required=True, help="The name of whoever restates them.")
@with_platform
def restate(  # noqa: PLR0913  # one for each word of the command
    platform: Client,
    *,
    school: str,
    since: str,
    until: str,
    version: int,
    reason: str,
    by: str,
) -> None:
    """Judge the tickets of SCHOOL once more, under a later version.

    Those of which something else comes. What came of them then is kept beside it.
    """
    body = {
        "from_on": day_of(since),
        "until_on": day_of(until),
        "agreement_version": version,
        "reason": reason,
        "restater": by,
    }
    school_id = school_of(platform, school)
    done = platform.post("schools", school_id, "sla", "restate", body=body)
    click.echo(f"{done['restated']} of {done['looked_at']} tickets are restated.")


def _standing(known: Json) -> Json:
    """What is promised of a ticket that is opened now."""
    for one in known["versions"]:
        if one["agreement_version"] == known["in_force"]:
            promised: Json = one["promised"]
            return promised
    raise Unclear("nothing is promised to this school yet")


def _show_promised(promised: Json) -> None:
    from contracts.fields import parse_duration

    rows = [
        (
            one["priority"].upper(),
            *(
                spoken(parse_duration(one[target])) if one[target] else "not promised"
                for target in TARGETS
            ),
            "round the clock" if one["round_the_clock"] else "",
        )
        for one in promised["promises"]
    ]
    show_rows(("priority", "first reply", "next update", "resolution", "counted"), rows)
    for line in promise_kinds.otherwise(promised):
        click.echo(clean(line))
