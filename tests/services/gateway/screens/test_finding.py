"""How does the palette find a ticket while somebody types?"""

from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE


def test_tickets_are_found_by_words_and_by_reference(api: Api, olu: Reader) -> None:
    ticket = api.olu.opens(subject="Projector stays dark")
    reference = api.olu.sees(ticket)["reference"]
    for words in ("projector", reference, "priya dark"):
        page = olu.reads(f"/console/find?words={words}")
        assert page.count('role="option"') == 1, words
        assert f'data-address="/console/tickets/{ticket}"' in page


def test_places_are_found_too(olu: Reader) -> None:
    assert 'data-address="/console/tickets/new"' in olu.reads("/console/find")
    assert 'data-address="/console"' in olu.reads("/console/find?words=que")


def test_beckfield_finds_nothing_of_ashgrove(api: Api, ben: Reader) -> None:
    api.olu.opens(ASHGROVE, subject="Projector")
    assert "Projector" not in ben.reads("/console/find?words=projector", 403)
