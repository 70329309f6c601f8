"""How are macros kept, and is all done that goes with an answer, or nothing?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

import pytest

from contracts.approvals import AskApproval
from contracts.intake import GetTicket, HoldTicket, TicketView
from contracts.macros import AnswerTicket, FindMacros, Macro, RemoveMacro
from contracts.refusals import Conflict, Invalid, Refused
from contracts.values import Ending, LetterState, TicketState, TicketType
from services.intake.answers import answering
from services.intake.answers.answering import WAITS
from services.intake.answers.macro_rows import macros
from tests.services.intake.answers.test_macros import MACRO_ID, remove, save, saved
from tests.services.intake.stories import MESSAGE, open_it
from tests.support.cast import ASHGROVE, OLU, TICKET
from tests.support.rebuilding import spoil, switched
from tests.support.town import Town

ME = OLU.caller.actor
of_it: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": TICKET, "version": 1}
answer = AnswerTicket(**of_it, message_id=MESSAGE, text="Please restart it.")
everything = replace(
    answer, ending=Ending.HOLD, assignee=ME, type=TicketType.SERVICE_REQUEST
)


def known(town: Town, **whose: Any) -> list[Macro]:
    return [*town.ask(FindMacros(**whose), by=OLU.caller).macros]


def shown(town: Town) -> TicketView:
    view: TicketView = town.ask(GetTicket(ticket_id=TICKET))
    return view


def test_macros_are_listed_by_name_and_are_the_msps(town: Town) -> None:
    other = UUID(int=7)
    town.execute(save())
    town.execute(save(name="a password", macro_id=other))
    assert [one.name for one in known(town)] == ["a password", "Restart"]
    town.execute(RemoveMacro(school_id=save().school_id, macro_id=other))
    [one] = known(town)
    assert (one.macro_id, one.text, one.version) == (MACRO_ID, saved.text, 1)
    assert known(town, school_id=ASHGROVE) == []
    town.execute(save(name="Restart it"))
    assert [(one.name, one.version) for one in known(town)] == [("Restart it", 2)]


def test_who_looked_before_somebody_changed_it_overwrites_nothing(town: Town) -> None:
    town.execute(save())
    town.execute(save(name="Theirs", version=1))
    with pytest.raises(Conflict):
        town.execute(save(name="Mine", version=1))
    town.execute(remove)
    assert known(town) == []


def test_it_follows_from_the_log(town: Town) -> None:
    town.execute(save(school_id=ASHGROVE))
    spoil(town, "intake", macros, sort_name="z")
    assert switched(town, "intake").changed == {"macros": 1}


def test_an_answer_does_all_that_goes_with_it(town: Town) -> None:
    town.execute(open_it)
    town.execute(everything, by=OLU.caller)
    view = shown(town)
    assert (view.state, view.assignee, view.type) == (
        TicketState.ON_HOLD,
        ME,
        TicketType.SERVICE_REQUEST,
    )
    told = {one.kind: one.text for one in view.timeline}
    assert told["reply"] == "Please restart it."
    assert told["held"] == WAITS
    letters = {one.letter for one in view.timeline if one.kind == "reply"}
    assert letters == {LetterState.WAITING}


def test_an_answer_that_resolves_says_so_with_its_words(town: Town) -> None:
    town.execute(open_it)
    town.execute(replace(answer, ending=Ending.RESOLVE), by=OLU.caller)
    assert shown(town).state is TicketState.RESOLVED
    assert shown(town).timeline[-1].text == "Please restart it."


@pytest.mark.parametrize("ending", Ending)
def test_an_answer_that_says_nothing_is_named_by_its_own_field(
    town: Town, ending: Ending
) -> None:
    town.execute(open_it)
    with pytest.raises(Invalid) as refusal:
        town.execute(replace(answer, text=" ", ending=ending), by=OLU.caller)
    assert refusal.value.errors == {"text": ["Must not be blank."]}
    assert shown(town).version == 1


def test_an_answer_that_comes_twice_is_given_once(town: Town) -> None:
    town.execute(open_it)
    for _ in range(2):
        town.execute(everything, by=OLU.caller, command_id=uuid5(TICKET, "answer"))
    assert shown(town).version == 5


def test_where_any_of_it_is_refused_nothing_is_done(town: Town) -> None:
    town.execute(open_it)
    town.execute(HoldTicket(**of_it, reason="A lamp is ordered."))
    before = town.log("intake", ASHGROVE)
    with pytest.raises(Refused, match="on hold already"):
        town.execute(replace(everything, version=2), by=OLU.caller)
    assert town.log("intake", ASHGROVE) == before
    with pytest.raises(Conflict):
        town.execute(replace(answer, version=1), by=OLU.caller)
    assert town.log("intake", ASHGROVE) == before


def test_one_after_the_other_some_of_it_would_be_done(town: Town) -> None:
    """The twin of the one above: the same steps, each by itself."""
    town.execute(open_it)
    town.execute(HoldTicket(**of_it, reason="A lamp is ordered."))
    late = replace(everything, version=2)
    town.execute(answering._said(late), by=OLU.caller)
    hold, *_ = answering._rest(replace(late, version=3))
    with pytest.raises(Refused, match="on hold already"):
        town.execute(hold, by=OLU.caller)
    assert shown(town).timeline[-1].kind == "reply"


def test_no_macro_resolves_what_waits_for_approval(town: Town) -> None:
    town.execute(open_it)
    town.execute(AskApproval(**of_it, what="A key"))
    resolving = replace(answer, ending=Ending.RESOLVE, version=2)
    with pytest.raises(Refused, match="waits for approval"):
        town.execute(resolving, by=OLU.caller)
