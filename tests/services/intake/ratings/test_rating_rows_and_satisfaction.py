"""How is it kept what requesters said, and what does the desk see of it?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.access import Caller, Role, platform
from contracts.intake import GetTicket, SetMailboxes, TicketRating
from contracts.ratings import (
    Comment,
    FindRatingLink,
    GetRating,
    GetSatisfaction,
    RateWork,
    RatingLinkView,
    SatisfactionView,
    Satisfied,
)
from contracts.refusals import Invalid, NotFound
from contracts.values import Satisfaction
from services.intake.outgoing.post import PUBLIC, URL
from services.intake.outgoing.sending import Sender
from services.intake.ratings import rating, rating_rows
from services.intake.rooms import ROOMS
from tests.services.intake.stories import open_it, reopen, reply, resolve
from tests.support.cast import (
    ASHGROVE,
    ASHGROVE_MAILBOX,
    BECKFIELD,
    OLU,
    OTHER_TICKET,
    PRIYA,
    TICKET,
)
from tests.support.databases import Databases
from tests.support.mail_sink import Sink
from tests.support.town import Town

GATEWAY = platform("gateway")
HEAD = Caller(actor="head:1", role=Role.HEAD, school=ASHGROVE)
of_it: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": TICKET}


@pytest.fixture
def done(databases: Databases) -> Any:
    """A town in which Priya's ticket is resolved."""
    town = Town([ROOMS], databases)
    town.execute(open_it)
    town.execute(resolve)
    yield town
    town.close()


def link(town: Town) -> dict[str, Any]:
    found: RatingLinkView = town.ask(FindRatingLink(**of_it), by=GATEWAY)
    return of_it | {"resolution_id": found.resolution_id, "proof": found.proof}


def rate(town: Town, by: dict[str, Any] | None = None, **said: Any) -> None:
    command = RateWork(**(by or link(town)), **{"said": Satisfaction.GOOD} | said)
    town.execute(command, by=GATEWAY)


def figures(town: Town, by: Caller = OLU.caller, **asked: Any) -> SatisfactionView:
    view: SatisfactionView = town.ask(GetSatisfaction(**asked), by=by)
    return view


def rated(town: Town) -> TicketRating | None:
    found: TicketRating | None = town.ask(GetTicket(ticket_id=TICKET)).rating
    return found


def test_what_a_requester_says_is_seen_by_the_desk_and_counted(done: Town) -> None:
    assert rated(done) is None
    rate(done, comment=" Quick! ")
    assert rated(done) == TicketRating(said=Satisfaction.GOOD, comment="Quick!")
    view = figures(done)
    assert view.month == "2026-06"
    assert view.satisfied == (
        Satisfied(school_id=ASHGROVE, asked=0, good=1, fair=0, poor=0),
    )
    [comment] = view.comments
    assert (comment.comment, comment.reference) == (
        "Quick!",
        done.ask(GetTicket(ticket_id=TICKET)).reference,
    )


def test_of_one_resolution_what_was_said_last_counts_once(done: Town) -> None:
    rate(done, comment="Quick!")
    rate(done, said=Satisfaction.POOR)
    [one] = figures(done).satisfied
    assert (one.good, one.fair, one.poor) == (0, 0, 1)
    assert figures(done).comments == ()


def test_each_resolution_is_rated_by_itself(done: Town) -> None:
    first = link(done)
    rate(done)
    done.execute(replace(reopen, version=2))
    with pytest.raises(NotFound, match="not resolved"):
        link(done)
    done.execute(replace(resolve, version=3))
    rate(done, said=Satisfaction.FAIR)
    rate(done, first, said=Satisfaction.POOR)
    [one] = figures(done).satisfied
    assert (one.good, one.fair, one.poor) == (0, 1, 1)


def resolved_twice(town: Town) -> list[dict[str, Any]]:
    """The links of two resolutions of one ticket."""
    first = link(town)
    town.execute(replace(reopen, version=2))
    town.execute(replace(resolve, version=3))
    return [first, link(town)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_several_resolutions_what_was_said_last_is_shown_and_comes_first(
    done: Town, order: tuple[int, int]
) -> None:
    links = resolved_twice(done)
    for number in order:
        done.clock.advance(minutes=1)
        rate(done, links[number], comment=f"{number}")
    told = rated(done)
    assert told is not None
    assert [one.comment for one in figures(done).comments] == [
        *(str(number) for number in reversed(order)),
    ]
    assert told.comment == str(order[1])
    done.clock.advance(minutes=1)
    rate(done, links[order[0]], comment="again")
    told = rated(done)
    assert told is not None
    assert told.comment == figures(done).comments[0].comment == "again"


def send(town: Town, **environment: str) -> None:
    Sender().send_letters(town.applications["intake"], environment)


def test_letters_that_asked_are_counted_and_those_without_a_link_are_not(
    done: Town, sink: Sink
) -> None:
    done.execute(SetMailboxes(school_id=ASHGROVE, addresses=(ASHGROVE_MAILBOX,)))
    send(done, **{URL: sink.url})
    assert figures(done).satisfied == ()
    done.execute(replace(reopen, version=2))
    done.execute(replace(resolve, version=3))
    asking = {URL: sink.url, PUBLIC: "https://help.msp.example"}
    send(done, **asking)
    assert [f"/rate/{ASHGROVE}" in str(one.message) for one in sink.taken] == [
        *(False, True),
    ]
    [one] = figures(done).satisfied
    assert one.asked == 1
    done.execute(replace(reply, version=4))
    send(done, **asking)
    assert figures(done).satisfied == (one,)


def test_what_is_said_anonymously_leads_back_to_no_ticket(done: Town) -> None:
    rate(done, comment="Rude.", anonymous=True)
    assert rated(done) is None
    [comment] = figures(done).comments
    assert comment == Comment(
        school_id=ASHGROVE, said=Satisfaction.GOOD, comment="Rude.", reference=None
    )
    *_, last = done.log("intake", ASHGROVE)
    assert last.type == "intake.work_rated"
    assert str(TICKET).encode() not in last.body
    assert b"Rude." not in last.body
    story = done.ask(GetTicket(ticket_id=TICKET)).correlation_id
    assert (last.correlation_id == story, last.on_behalf_of) == (False, None)


def test_who_was_named_is_not_made_anonymous_in_the_same_stream(done: Town) -> None:
    rate(done, comment="Rude.")
    before = len(done.log("intake", ASHGROVE))
    with pytest.raises(Invalid, match="with your name"):
        rate(done, comment="Rude.", anonymous=True)
    assert len(done.log("intake", ASHGROVE)) == before


def test_who_could_be_named_and_anonymous_in_one_stream_would_be_known_by_it(
    done: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(rating, "_refuse_another_name", lambda *_: None)
    rate(done, comment="Fine.")
    rate(done, comment="Rude.", anonymous=True)
    *_, named, nobodys = done.log("intake", ASHGROVE)
    assert named.stream == nobodys.stream
    assert str(TICKET).encode() in named.body
    assert str(TICKET).encode() not in nobodys.body


@pytest.mark.parametrize("anonymous", [True, False])
def test_what_is_said_again_word_for_word_is_recorded_once(
    done: Town, *, anonymous: bool
) -> None:
    rate(done, comment="Rude.", anonymous=anonymous)
    before = len(done.log("intake", ASHGROVE))
    rate(done, comment=" Rude. ", anonymous=anonymous)
    assert len(done.log("intake", ASHGROVE)) == before
    rate(done, comment="Rude!", anonymous=anonymous)
    assert len(done.log("intake", ASHGROVE)) == before + 1


def test_what_was_said_before_is_shown_to_who_holds_the_link(done: Town) -> None:
    asked = GetRating(**link(done))
    assert done.ask(asked, by=GATEWAY).said is None
    rate(done, comment="Rude.", anonymous=True)
    view = done.ask(asked, by=GATEWAY)
    assert (view.said, view.comment, view.anonymous) == (
        Satisfaction.GOOD,
        "Rude.",
        True,
    )


def forged(town: Town) -> list[dict[str, Any]]:
    known = link(town)
    return [
        known | {"proof": "a" * 20},
        known | {"ticket_id": OTHER_TICKET},
        known | {"resolution_id": TICKET},
        known | {"school_id": BECKFIELD},
    ]


def test_a_link_that_we_did_not_make_says_nothing(done: Town) -> None:
    for link_of_others in forged(done):
        with pytest.raises(NotFound, match="not one of ours"):
            rate(done, link_of_others)
        with pytest.raises(NotFound, match="not one of ours"):
            done.ask(GetRating(**link_of_others), by=GATEWAY)
    assert figures(done).satisfied == ()


def test_without_the_proof_anybody_could_say_how_it_was(
    done: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(rating_rows, "proves", lambda *_: True)
    rate(done, link(done) | {"proof": "a" * 20})
    assert rated(done) is not None


def test_a_school_sees_its_own_figures_and_its_leaders_the_comments(
    done: Town,
) -> None:
    rate(done, comment="Rude.")
    assert len(figures(done, HEAD).comments) == 1
    seen = figures(done, PRIYA.caller)
    assert (len(seen.satisfied), seen.comments) == (1, ())
    elsewhere = replace(HEAD, school=BECKFIELD)
    assert figures(done, elsewhere).satisfied == ()
    assert figures(done, elsewhere).comments == ()


def test_what_a_requester_said_of_a_ticket_is_for_the_desk(done: Town) -> None:
    rate(done)
    view = done.ask(GetTicket(ticket_id=TICKET), by=PRIYA.caller)
    assert view.rating is None


def test_another_month_has_its_own_figures(done: Town) -> None:
    rate(done)
    assert figures(done, month="2026-05").satisfied == ()
    with pytest.raises(Invalid, match="Not a month"):
        figures(done, month="June")
