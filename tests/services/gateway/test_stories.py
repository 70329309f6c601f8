"""What happened because of one first request?"""

from uuid import uuid4

from contracts.access import Role
from tests.services.gateway.api import Api, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE, BECKFIELD


def test_the_story_of_a_ticket_is_told_over_all_services(api: Api) -> None:
    ticket = api.olu.opens()
    api.town.settle()
    api.town.clock.advance(minutes=5)
    api.olu.acts(ticket, "reply", text="I am on my way.")
    api.town.settle()
    correlation = api.olu.sees(ticket)["correlation_id"]
    story = json_of(api.olu.get(f"/stories/{correlation}"))
    assert story["correlation_id"] == correlation
    assert story["school_id"] == str(ASHGROVE)
    told = [(line["type"], line["depth"]) for line in story["lines"]]
    assert told[:2] == [("intake.ticket_opened", 0), ("sla.clock_started", 1)]
    assert ("intake.ticket_replied", 0) in told
    assert ("sla.reply_counted", 1) in told
    first = story["lines"][0]
    assert first["hash"] == api.town.log("intake", ASHGROVE)[0].hash.hex()
    assert first["on_behalf_of"].startswith("requester:")


def test_a_school_reads_its_own_stories_only(api: Api) -> None:
    ticket = api.olu.opens()
    api.town.settle()
    path = f"/stories/{api.olu.sees(ticket)['correlation_id']}"
    own, other = (api.program(Role.HEAD, school) for school in (ASHGROVE, BECKFIELD))
    assert json_of(own.get(path)) == json_of(api.olu.get(path, school=str(ASHGROVE)))
    problem_of(other.get(path), 404, "not_found")
    problem_of(other.get(path, school=str(ASHGROVE)), 403, "forbidden")
    problem_of(api.olu.get(path, school=str(BECKFIELD)), 404, "not_found")


def test_a_story_that_nobody_knows_is_not_found(api: Api) -> None:
    problem_of(api.olu.get(f"/stories/{uuid4()}"), 404, "not_found")
    assert set(bad_fields(api.olu.get(f"/stories/{uuid4()}", school="x"))) == {"school"}
