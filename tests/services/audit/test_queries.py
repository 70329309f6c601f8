"""Is the story told whole, to whom it may be, and can audit testify?"""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from contracts.access import Caller, Role
from contracts.audit import GetStory, GetWitness, WitnessedHead
from contracts.directory import AddSchool
from contracts.intake import ReplyToTicket
from contracts.refusals import Forbidden, NotFound
from contracts.values import Level
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, BECKFIELD, PRIYA, TICKET
from tests.support.printers import about_a_printer
from tests.support.town import Town

STORY = UUID("57073000-0000-4000-8000-000000000001")
HEAD = Caller(actor="head:ashgrove", role=Role.HEAD, school=ASHGROVE)
OTHER_HEAD = Caller(actor="head:beckfield", role=Role.HEAD, school=BECKFIELD)


@pytest.fixture
def told(town: Town) -> Town:
    """A request at Ashgrove and the desk's reply, as one story."""
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    town.execute(
        about_a_printer(level=Level.LOW),
        correlation_id=STORY,
    )
    town.settle()
    town.clock.advance(minutes=5)
    reply = ReplyToTicket(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        version=1,
        message_id=uuid4(),
        text="We come by at noon.",
    )
    town.execute(reply, correlation_id=STORY)
    town.settle()
    return town


def test_a_story_is_told_over_all_services_causes_first(told: Town) -> None:
    story = told.ask(GetStory(correlation_id=STORY), by=HEAD)
    assert story.school_id == ASHGROVE
    lines = [(line.depth, line.type) for line in story.lines]
    assert lines == [
        (0, "intake.ticket_opened"),
        (1, "sla.clock_started"),
        (2, "intake.letter_written"),
        (0, "intake.ticket_replied"),
        (1, "sla.reply_counted"),
        (1, "intake.letter_written"),
    ]


def test_a_line_says_who_did_it_and_what_it_followed_from(told: Town) -> None:
    opened, started, *_ = told.ask(GetStory(correlation_id=STORY)).lines
    assert started.causation_id == opened.event_id
    assert started.actor == "service:sla"
    assert started.on_behalf_of == opened.on_behalf_of
    assert opened.hash == told.log("intake", ASHGROVE)[0].hash.hex()


def test_a_story_that_never_happened_is_not_found(told: Town) -> None:
    with pytest.raises(NotFound):
        told.ask(GetStory(correlation_id=uuid4()))


def test_beckfield_cannot_see_a_story_or_a_witness_of_ashgrove(told: Town) -> None:
    with pytest.raises(NotFound):
        told.ask(GetStory(correlation_id=STORY), by=OTHER_HEAD)
    with pytest.raises(Forbidden):
        told.ask(GetStory(correlation_id=STORY, school_id=ASHGROVE), by=OTHER_HEAD)
    with pytest.raises(Forbidden):
        told.ask(GetWitness(school_id=ASHGROVE), by=OTHER_HEAD)


def test_a_teacher_does_not_read_the_log(told: Town) -> None:
    with pytest.raises(Forbidden):
        told.ask(GetStory(correlation_id=STORY), by=PRIYA.caller)


def test_audit_testifies_to_the_head_of_every_log_it_heard(told: Town) -> None:
    witness = told.ask(GetWitness(school_id=ASHGROVE), by=HEAD)
    expected = []
    for service in sorted(told.applications["audit"].rooms.hears):
        last = told.log(service, ASHGROVE)[-1]
        expected.append(
            WitnessedHead(
                service=service,
                position=last.position,
                epoch=last.epoch,
                hash=last.hash.hex(),
            )
        )
    assert list(witness.heads) == expected
