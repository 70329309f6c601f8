"""What do bodies, parameters and answers look like?"""

import pytest

from contracts.codec import schema_of
from contracts.declare import CATALOGUE
from contracts.intake import FindTickets, OpenTicket, TicketView
from services.gateway.schemas import (
    SCHOOLS_QUERY,
    TICKET,
    TICKETS_QUERY,
    answer_of,
    body_of,
)


def test_a_body_holds_what_its_command_does_but_for_what_is_known_elsewhere() -> None:
    body = body_of(OpenTicket, "school_id", "ticket_id", "message_id")
    assert body.fields.keys() | {"school_id", "ticket_id"} == (
        schema_of(OpenTicket)().fields.keys()
    )


def test_a_body_loads_into_the_parts_of_its_command() -> None:
    body = body_of(OpenTicket, "school_id", "ticket_id")
    assert set(body.fields["subject"].validators) == set(
        schema_of(OpenTicket)().fields["subject"].validators
    )


def test_a_query_loads_into_the_fields_of_the_question_it_asks() -> None:
    names = {name: name for name in ("school", "sort", "search", "cursor")}
    given = {**names, "school": "a5a5a5a5-0000-4000-8000-000000000001", "sort": "due"}
    FindTickets(**TICKETS_QUERY.load(given))
    assert SCHOOLS_QUERY.load({"cursor": "x"})["after"] == "x"


def test_a_parameter_is_never_null() -> None:
    for query in (TICKETS_QUERY, SCHOOLS_QUERY):
        assert not any(field.allow_none for field in query.fields.values())


def test_a_ticket_is_shown_as_intake_does_with_its_clock() -> None:
    shown = schema_of(TicketView)().fields.keys()
    assert TICKET.fields.keys() == shown - {"head"} | {"sla", "sla_unavailable"}


def test_only_a_view_is_shown_as_it_is() -> None:
    for declared in CATALOGUE.all("view"):
        assert answer_of(declared.message).fields
    with pytest.raises(AssertionError):
        answer_of(OpenTicket)
