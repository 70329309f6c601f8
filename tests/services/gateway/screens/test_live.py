"""How does an open page learn of changes?"""

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

import pytest
from werkzeug.test import EnvironBuilder

from contracts.access import platform
from contracts.sign_in import EndSessions
from contracts.values import PROVIDER
from services.gateway.screens import visits
from services.gateway.screens.live import stream
from services.gateway.screens.visits import Visit
from shared.hints import LOST, Hints
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, BECKFIELD, OLU


def visit_of(reader: Reader) -> Visit:
    kept = reader.client.get_cookie("caretaker")
    assert kept is not None
    headers = {"Cookie": f"caretaker={kept.value}"}
    with reader.api.app.test_request_context(headers=headers) as context:
        visit = visits.find(context.request)
    assert visit is not None
    return visit


def hear(visit: Visit, hints: Hints) -> Iterator[str]:
    """A stream that has begun, and does not wait for what does not come."""
    heard = stream(visit, hints, beat=0.01)
    assert next(heard) == "retry: 2000\n\n"
    return heard


def opened(api: Api, school: UUID) -> tuple[str, Hints]:
    return api.olu.opens(school), api.app.extensions["caretaker hints"]


def test_a_page_is_told_which_ticket_changed_and_nothing_else(
    api: Api, olu: Reader
) -> None:
    ticket, hints = opened(api, ASHGROVE)
    heard = hear(visit_of(olu), hints)
    hints.give(api.town.log("intake", ASHGROVE))
    assert next(heard) == f"event: ticket\ndata: {ticket}\n\n"
    assert next(heard) == ": still here\n\n"


def test_beckfield_does_not_hear_that_something_happened_at_ashgrove(
    api: Api, ben: Reader
) -> None:
    _, hints = opened(api, ASHGROVE)
    theirs, _ = opened(api, BECKFIELD)
    heard = hear(visit_of(ben), hints)
    hints.give(api.town.log("intake", ASHGROVE))
    hints.give(api.town.log("intake", BECKFIELD))
    assert list(islice(heard, 2)) == [
        f"event: ticket\ndata: {theirs}\n\n",
        ": still here\n\n",
    ]


def test_whoever_did_not_keep_up_is_told_to_look_again(
    api: Api, olu: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = Hints()
    heard = hear(visit_of(olu), hints)
    for waiting in hints._listening:
        waiting.put_nowait(LOST)
    assert next(heard) == "event: again\ndata:\n\n"


def test_a_stream_ends_with_its_session(api: Api, olu: Reader) -> None:
    heard = hear(visit_of(olu), Hints())
    end = EndSessions(school_id=PROVIDER, person_id=OLU.person_id)
    api.town.execute(end, platform("directory"))
    assert list(heard) == []


def revoked_while_hints_come(api: Api, olu: Reader, beat: float) -> Iterator[str]:
    """The stream of a session that was ended while a hint waits to be told."""
    _, hints = opened(api, ASHGROVE)
    heard = stream(visit_of(olu), hints, beat=beat)
    assert next(heard) == "retry: 2000\n\n"
    hints.give(api.town.log("intake", ASHGROVE))
    end = EndSessions(school_id=PROVIDER, person_id=OLU.person_id)
    api.town.execute(end, platform("directory"))
    return heard


def test_a_stream_ends_with_its_session_however_busy_the_desk_is(
    api: Api, olu: Reader
) -> None:
    assert list(revoked_while_hints_come(api, olu, beat=0.0)) == []


def test_without_asking_in_between_a_busy_stream_outlives_its_session(
    api: Api, olu: Reader
) -> None:
    heard = revoked_while_hints_come(api, olu, beat=3600.0)
    assert next(heard).startswith("event: ticket")


def test_a_stream_ends_with_its_process_and_says_nothing_of_it(olu: Reader) -> None:
    hints = Hints()
    heard = hear(visit_of(olu), hints)
    hints.close()
    assert list(heard) == []


def test_nobody_listens_any_more_when_a_stream_is_closed(olu: Reader) -> None:
    hints = Hints()
    heard = hear(visit_of(olu), hints)
    assert len(hints._listening) == 1
    heard.close()  # type: ignore[attr-defined]
    assert len(hints._listening) == 0


def test_the_stream_is_sent_piece_by_piece_and_to_the_desk_only(
    olu: Reader, ben: Reader
) -> None:
    assert ben.client.get("/console/live").status_code == 403
    environ = EnvironBuilder("/console/live").get_environ()
    answer = olu.client.open(environ, buffered=False)
    assert answer.mimetype == "text/event-stream"
    assert answer.headers["Cache-Control"] == "no-store"
    assert next(iter(answer.response)) == b"retry: 2000\n\n"
    answer.close()
