"""Who is at the browser?"""

from contracts.access import Right
from services.gateway.screens.visits import find
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, BECKFIELD, OLU, PRIYA


def test_a_visit_acts_in_the_name_and_the_roles_of_its_person(
    olu: Reader, priya: Reader
) -> None:
    for reader, person, works in ((olu, OLU, True), (priya, PRIYA, False)):
        kept = reader.client.get_cookie("caretaker")
        assert kept is not None
        headers = {"Cookie": f"caretaker={kept.value}"}
        with reader.api.app.test_request_context(headers=headers) as context:
            visit = find(context.request)
        assert visit is not None
        assert visit.actor == f"person:{person.person_id}"
        assert visit.may(Right.WORK_TICKETS) is works
        assert visit.may(Right.READ_TICKETS, ASHGROVE)
        assert visit.may(Right.READ_TICKETS, BECKFIELD) is works


def test_the_token_of_forms_is_never_the_same_text_and_counts_each_time(
    olu: Reader,
) -> None:
    tokens = {olu.token() for _ in range(5)}
    assert len(tokens) == 5
    halves = {token[:64] for token in tokens} | {token[64:] for token in tokens}
    assert len(halves) == 10
    for token in tokens:
        answer = olu.client.post("/account/preferences", data={"csrf": token})
        assert answer.status_code == 303


def test_a_made_up_cookie_is_nobodys(stranger: Reader) -> None:
    headers = {"Cookie": "caretaker=made-up"}
    with stranger.api.app.test_request_context(headers=headers) as context:
        assert find(context.request) is None
