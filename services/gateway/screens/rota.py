"""How is it said on a page who is on call when?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from flask import render_template, request

from contracts.access import person_actor
from contracts.codec import load
from contracts.fields import format_moment
from contracts.refusals import Conflict, Invalid, Refusal
from contracts.rota import MOST_TURNS, GetRota, OnCall, RotaView, SetRota, Turn
from contracts.values import PROVIDER
from services.gateway.screens import names
from services.gateway.screens.calendar_forms import labels, version_of
from services.gateway.screens.forms import Form
from services.gateway.screens.frame import Page, Screens, back, is_fragment
from services.gateway.screens.moments import as_typed, moment_in
from services.gateway.screens.rows import Rows, Table
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import moment, named

screens = Screens("rota")

AT = "/console/on-call/rota"
_TURNS = Table(
    "turns",
    ("role", "person_id", "from_at", "until_at", "terms"),
    MOST_TURNS,
    choices=("role", "person_id"),
)
_MOMENTS = ("from_at", "until_at")
_LABELS = {
    "role": "called as",
    "person_id": "who",
    "from_at": "from",
    "until_at": "until",
    "terms": "terms",
}
_NO_MOMENT = "Not a moment such as 23/11/2026 09:05."


class Typed(NamedTuple):
    """A rota as it stands in the form.

    Turns that were over at `since` are not in it, and stay as they are.
    """

    rows: Rows
    version: str
    since: datetime
    refused: Refusal | None = None
    focus: str = ""


@screens.on("GET", AT, needs=SetRota)
def rota(visit: Visit) -> Page:
    """The turns that are not over, as a form."""
    known, now = _rota(visit), visit.clock()
    rows = Rows(_TURNS, tuple(_row(one) for one in known.turns if one.until_at > now))
    return _shown(visit, known, Typed(rows, str(known.rota_version), now))


@screens.on("POST", AT, needs=SetRota)
def set_rota(visit: Visit) -> Page:
    """Set the next version; or only make room in the form, as a button of it says."""
    known, rows = _rota(visit), _TURNS.typed(request.form)
    since = _since(visit, request.form.get("since", ""))
    typed = Typed(rows, request.form.get("version", ""), since)
    act = request.form.get("change")
    if act:
        changed, focus = rows.changed(act)
        return _shown(visit, known, typed._replace(rows=changed, focus=focus))
    typed = typed._replace(rows=rows.tidied())
    try:
        visit.asker.execute(_command(known, typed), visit.asker.command_id())
    except Refusal as refusal:
        refused = typed._replace(refused=refusal)
        return _shown(visit, known, refused), refusal.status
    return back(AT, "The rota is set.")


def _rota(visit: Visit) -> RotaView:
    found: RotaView = visit.asker.ask(GetRota())
    return found


def _row(turn: Turn) -> dict[str, str]:
    return {
        "role": turn.role.value,
        "person_id": str(turn.person_id),
        "from_at": as_typed(turn.from_at),
        "until_at": as_typed(turn.until_at),
        "terms": turn.terms,
    }


def _command(known: RotaView, typed: Typed) -> SetRota:
    """What was typed, and after it what was over: so that places are those of rows.

    A moment that was left as it was keeps its seconds, which no field shows.
    """
    payload = {
        "school_id": str(PROVIDER),
        "turns": [*_payload(known, typed.rows)],
        "version": version_of(typed.version),
    }
    command = load(SetRota, payload)
    over = [one for one in known.turns if one.until_at <= typed.since]
    room = MOST_TURNS - len(command.turns)
    # The oldest leave where there are too many; versions of before have them.
    kept = over[max(0, len(over) - room) :]
    return replace(command, turns=(*command.turns, *kept))


def _payload(known: RotaView, rows: Rows) -> Iterator[dict[str, str]]:
    exact = {
        as_typed(at): format_moment(at)
        for turn in known.turns
        for at in (turn.from_at, turn.until_at)
    }
    for row in rows.rows:
        told = {part: said for part, said in row.items() if said}
        for part in _MOMENTS:
            if part in told:
                told[part] = exact.get(told[part]) or _moment(told[part])
        yield told


def _moment(said: str) -> str:
    """The moment that was typed; what is none is told of by its field."""
    try:
        at = moment_in(Form({"at": said}), "at")
    except Invalid:
        return said
    return said if at is None else format_moment(at)


def _since(visit: Visit, said: str) -> datetime:
    """When the form was made; never later than now."""
    try:
        told = datetime.fromisoformat(said)
    except ValueError:
        return visit.clock()
    return min(told if told.tzinfo else told.replace(tzinfo=UTC), visit.clock())


def _shown(visit: Visit, known: RotaView, typed: Typed) -> str:
    fragment = is_fragment("rota-form")
    return render_template(
        "console/rota_form.html" if fragment else "console/rota.html",
        at=AT,
        form=_form(known, typed),
        rows=typed.rows,
        labels=labels(typed.rows, "Turn", _LABELS),
        parts=_LABELS,
        lines=[_line(one) for one in known.turns if one.until_at > visit.clock()],
        roles=[(one.value, named(one)) for one in OnCall],
        people=_people(typed.rows),
        since=typed.since.isoformat(),
        focus=typed.focus,
        known=known,
    )


def _form(known: RotaView, typed: Typed) -> Form:
    """Its fields; who is told of what changed meanwhile has seen it."""
    is_behind = isinstance(typed.refused, Conflict)
    version = str(known.rota_version) if is_behind else typed.version
    form = Form({**typed.rows.values(), "version": version})
    return form if typed.refused is None else form.keep(_in_words(typed.refused))


def _in_words(refused: Refusal) -> Refusal:
    if not isinstance(refused, Invalid):
        return refused
    return Invalid(
        {
            name: [_NO_MOMENT if m == "Not a valid datetime." else m for m in told]
            for name, told in refused.errors.items()
        }
    )


def _line(turn: Turn) -> str:
    who = names.who(person_actor(turn.person_id), PROVIDER)
    stretch = f"{moment(turn.from_at)} to {moment(turn.until_at)}"
    return f"{named(turn.role)}: {who}, {stretch}"


def _people(rows: Rows) -> list[tuple[str, str]]:
    """Everybody of the desk, and whoever stands in the rota though they have left."""
    desk = {one.actor.partition(":")[2]: one.name for one in names.colleagues()}
    for row in rows.rows:
        said = row["person_id"]
        if said and said not in desk:
            desk[said] = names.who(f"person:{said}", PROVIDER)
    return [*desk.items()]
