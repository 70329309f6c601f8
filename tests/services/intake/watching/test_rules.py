"""Who may watch a ticket, and who watches it then?"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from contracts.access import Role
from contracts.refusals import Invalid
from contracts.watching import MOST_WATCHERS, TicketUnwatched, TicketWatched
from services.intake.watching import rules
from services.intake.watching.rules import WATCHING, Watched, may_be_told
from tests.services.intake.watching.people import HARRIET, SAM, unwatch, watch
from tests.support.cast import OLU, PRIYA, TICKET, Person
from tests.support.scenario import Scenario

SAID = Watched(
    requester_id=PRIYA.person_id,
    watcher_id=SAM.person_id,
    roles=frozenset({Role.STAFF}),
)
watching = Scenario(WATCHING, terms=SAID)


def watched(somebody: Person = SAM) -> TicketWatched:
    return TicketWatched(
        ticket_id=TICKET,
        person_id=somebody.person_id,
        watcher_id=SAM.person_id,
        of_desk=somebody is OLU,
        email=somebody.email,
    )


unwatched = TicketUnwatched(ticket_id=TICKET, person_id=SAM.person_id)


def test_somebody_watches_until_they_stop_and_may_again() -> None:
    story = watching.given().when(watch(SAM)).then(watched())
    story.when(watch(SAM)).then_nothing()
    stopped = story.when(unwatch(SAM)).then(unwatched)
    stopped.when(unwatch(SAM)).then_nothing()
    stopped.when(watch(SAM)).then(watched())


def test_an_address_is_kept_as_directory_writes_it() -> None:
    typed = replace(watch(SAM), email=" SAM@ashgrove.example ")
    watching.given().when(typed).then(watched())


def test_what_is_merged_is_watched_where_it_goes_on() -> None:
    merged = replace(SAID, survivor="MPJT-8")
    Scenario(WATCHING, terms=merged).given().when(watch(SAM)).then_refused("MPJT-8")


def refused(said: Watched, somebody: Person = SAM) -> str:
    with pytest.raises(Invalid) as told:
        Scenario(WATCHING, terms=said).given().when(watch(somebody))
    return told.value.errors["who"][0]


def test_who_asked_does_not_watch() -> None:
    assert "asked for it" in refused(replace(SAID, watcher_id=PRIYA.person_id))


def test_nobody_watches_who_could_not_read_it() -> None:
    assert "may read it" in refused(replace(SAID, roles=frozenset()))


def test_of_what_is_about_safeguarding_a_school_has_few_told() -> None:
    safe = replace(SAID, safeguarding=True)
    assert "safeguarding" in refused(safe)
    head = replace(safe, roles=frozenset({Role.HEAD}))
    Scenario(WATCHING, terms=head).given().when(watch(HARRIET)).then(watched(HARRIET))
    desk = replace(safe, roles=frozenset({Role.ENGINEER}))
    Scenario(WATCHING, terms=desk).given().when(watch(OLU)).then(watched(OLU))


DESK = {Role.OPERATOR, Role.ENGINEER, Role.TEAM_LEAD, Role.MSP_ADMINISTRATOR}


@pytest.mark.parametrize("role", [*Role])
def test_besides_the_desk_only_the_head_and_the_dsl_are_told_of_it(role: Role) -> None:
    told = may_be_told({role}, safeguarding=True)
    assert told is (role in {Role.HEAD, Role.DSL} | DESK)


def as_many_as_may() -> list[TicketWatched]:
    return [
        replace(watched(), person_id=UUID(int=number))
        for number in range(MOST_WATCHERS)
    ]


def test_no_more_watch_than_a_desk_can_write_to() -> None:
    some = as_many_as_may()
    watching.given(*some).when(watch(SAM)).then_refused("No more can")
    watching.given(*some[1:]).when(watch(SAM)).then(watched())


def test_without_a_bound_any_number_would_watch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin."""
    monkeypatch.setattr(rules, "MOST_WATCHERS", MOST_WATCHERS + 1)
    watching.given(*as_many_as_may()).when(watch(SAM)).then(watched())
