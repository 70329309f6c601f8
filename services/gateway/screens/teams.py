"""Which teams are there at the MSP or at a school, who is in them, and good at what?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.access import Right
from contracts.refusals import Conflict, Invalid, Refusal
from contracts.teams import MOST_SKILLS, GetTeams, Member, SetTeams, Team, TeamsView
from contracts.values import PROVIDER
from services.gateway.screens import names, settings
from services.gateway.screens.calendar_forms import version_of
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit

screens = Screens("teams")

_AT = "/console/schools/<uuid:school_id>/teams"


@screens.on("GET", _AT, needs=GetTeams)
def teams(visit: Visit, school_id: UUID) -> Page:
    """The teams; for whoever may change them a form for one, or for one more."""
    known = _known(visit, school_id)
    chosen = _chosen(known, request.args.get("team", ""))
    return _shown(visit, known, chosen, _filled(known, chosen))


@screens.on("POST", _AT, needs=SetTeams)
def keep_team(visit: Visit, school_id: UUID) -> Page:
    """Keep one team, the others as they are; sent twice, there is one."""
    form, known = form_of(request), _known(visit, school_id)
    chosen = _chosen(known, form["team"])
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(school_id, "team")
    try:
        team = Team(
            team_id=chosen.team_id if chosen else uuid5(command_id, "team"),
            name=_name(form),
            members=tuple(_members(form)),
        )
        command = SetTeams(
            school_id=school_id,
            teams=_with(known, team),
            version=version_of(form["version"]),
        )
        asker.execute(command, command_id)
        names.forget(school_id)
    except Refusal as refusal:
        if isinstance(refusal, Conflict):
            # Who is told of what changed meanwhile has seen it: sent again, it counts.
            said = {**form.values, "version": str(refusal.version)}
            form = replace(form, values=said)
        told = _at_its_field(refusal)
        return _shown(visit, known, chosen, form.keep(told)), refusal.status
    return back(settings.address(school_id, "teams"), f"{team.name} is kept.")


@screens.on("POST", f"{_AT}/remove", needs=SetTeams)
def remove_team(visit: Visit, school_id: UUID) -> Page:
    """A team less; what is in its queue stays there until it is handed over."""
    form, known = form_of(request), _known(visit, school_id)
    left = tuple(one for one in known.teams if str(one.team_id) != form["team"])
    command = SetTeams(
        school_id=school_id, teams=left, version=version_of(form["version"])
    )
    try:
        visit.asker.execute(command, visit.asker.command_id())
        names.forget(school_id)
    except Conflict as conflict:
        form = empty(version=str(conflict.version)).keep(conflict)
        return _shown(visit, known, None, form), conflict.status
    return back(settings.address(school_id, "teams"), "The team is removed.")


def _known(visit: Visit, school_id: UUID) -> TeamsView:
    found: TeamsView = visit.asker.ask(GetTeams(school_id=school_id))
    return found


def _chosen(known: TeamsView, said: str) -> Team | None:
    return next((one for one in known.teams if str(one.team_id) == said), None)


def _filled(known: TeamsView, chosen: Team | None) -> Form:
    """The form of a team as it is, or of one more."""
    values = {"version": str(known.teams_version)}
    if chosen is not None:
        values |= {"team": str(chosen.team_id), "name": chosen.name}
        for one in chosen.members:
            values[f"in-{one.actor}"] = "on"
            values[f"skills-{one.actor}"] = ", ".join(one.skills)
    return Form(values)


def _name(form: Form) -> str:
    name = form["name"].strip()
    if not name:
        raise Invalid({"name": ["Fill this in."]})
    if len(name) > 60:
        raise Invalid({"name": ["Use 60 characters at most."]})
    return name


def _members(form: Form) -> Iterator[Member]:
    """Those who are ticked, each with what they are good at."""
    for name in form.values:
        actor = name.removeprefix("in-")
        if name.startswith("in-") and 1 <= len(actor) <= 100:
            yield Member(actor=actor, skills=tuple(_skills(form[f"skills-{actor}"])))


def _skills(said: str) -> list[str]:
    """Names of categories and services, as somebody types them, each once."""
    words = ("-".join(one.lower().split()) for one in said.split(","))
    return [*dict.fromkeys(one[:200] for one in words if one)][:MOST_SKILLS]


def _with(known: TeamsView, team: Team) -> tuple[Team, ...]:
    """The teams, one of them as it is now; a new one is the last."""
    kept = [team if one.team_id == team.team_id else one for one in known.teams]
    return (*kept,) if team in kept else (*kept, team)


def _at_its_field(refusal: Refusal) -> Refusal:
    """What is wrong with the list is wrong with the team that was typed."""
    if not isinstance(refusal, Invalid):
        return refusal
    fields = {"name": "name", "members": "name", "teams": "name"}
    errors: dict[str, list[str]] = {}
    for where, told in refusal.errors.items():
        errors.setdefault(fields.get(where.rpartition(".")[2], where), []).extend(told)
    return Invalid(errors)


def _shown(visit: Visit, known: TeamsView, chosen: Team | None, form: Form) -> str:
    home = known.school_id
    here = dict(names.may_be_in_teams(home))
    for one in chosen.members if chosen else ():
        here.setdefault(one.actor, names.who(one.actor, home))
    return render_template(
        "settings/teams.html",
        **_frame(visit, home),
        known=known,
        chosen=chosen,
        form=form,
        people=sorted(here.items(), key=lambda one: one[1].casefold()),
        may=visit.may(Right.MANAGE_PEOPLE, home),
        own=home == PROVIDER,
        who=lambda actor: names.who(actor, home),
        kept=[one.name for one in known.teams],
        key=uuid4(),
    )


def _frame(visit: Visit, school_id: UUID) -> dict[str, Any]:
    if school_id == PROVIDER:
        return settings.own_frame(visit, settings.OWN_TEAMS)
    return settings.frame(visit, school_id, "teams")
