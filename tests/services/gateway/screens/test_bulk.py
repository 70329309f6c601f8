"""How are several tickets given to somebody at once?"""

from html import unescape

from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import BECKFIELD, OLU

ME = f"person:{OLU.person_id}"


def test_each_ticket_is_assigned_or_told_why_not(api: Api, olu: Reader) -> None:
    fresh, changed = api.olu.opens(subject="Fresh"), api.olu.opens(subject="Changed")
    api.olu.acts(changed, "hold", reason="A part is on its way.")
    picked = [f"{fresh} 1", f"{changed} 1", "no ticket", f"{ME} 1"]
    answer = olu.sends("/console/assign", picked=picked, assignee=ME, tab="open")
    assert "1 of 4 assigned to Olu" in answer.text
    assert answer.text.count("That is no ticket.") == 2
    assert "It has changed since you looked" in answer.text
    assert api.olu.sees(fresh)["assignee"] == ME
    assert api.olu.sees(changed)["assignee"] is None


def test_tickets_are_given_back_to_the_queue(api: Api, olu: Reader) -> None:
    ticket = api.olu.opens()
    api.olu.acts(ticket, "assign", assignee=ME)
    answer = olu.sends("/console/assign", picked=[f"{ticket} 2"], assignee="")
    assert "1 of 1 assigned to the queue" in answer.text
    assert api.olu.sees(ticket)["assignee"] is None


def test_nothing_ticked_is_nothing_done(olu: Reader) -> None:
    answer = olu.sends("/console/assign", assignee=ME)
    assert "No ticket was ticked." in answer.text


def test_ticked_tickets_are_merged_into_the_one_that_is_picked(
    api: Api, olu: Reader
) -> None:
    one, other, third = (api.olu.opens(subject=f"Lamp {n}") for n in range(3))
    theirs = api.olu.opens(BECKFIELD)
    api.olu.acts(third, "hold", reason="A lamp is ordered.")
    picked = [f"{ticket} 1" for ticket in (one, other, third, theirs)] + ["no ticket"]
    asked = olu.sends("/console/merge", picked=picked)
    assert "Which one goes on?" in asked.text
    answer = olu.sends("/console/merge", picked=picked, into=one)
    assert "1 of 4 merged into" in answer.text
    assert "It is another school's." in unescape(answer.text)
    assert "It has changed since you looked" in answer.text
    assert "That is no ticket." in answer.text
    assert api.olu.sees(other)["merged_into"] == one
    assert [api.olu.sees(each)["merged_into"] for each in (third, theirs)] == [None] * 2


def test_one_ticket_alone_is_not_merged(api: Api, olu: Reader) -> None:
    answer = olu.sends("/console/merge", picked=[f"{api.olu.opens()} 1"])
    assert "Tick two tickets or more" in answer.text


def test_nobody_of_a_school_assigns(api: Api, ben: Reader) -> None:
    ticket = api.olu.opens()
    answer = ben.sends("/console/assign", picked=[f"{ticket} 1"], assignee=ME)
    assert answer.status_code == 403
    assert api.olu.sees(ticket)["assignee"] is None
