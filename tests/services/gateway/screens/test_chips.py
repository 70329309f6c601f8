"""Does a ticket tell how its promises stand, and stay readable while nobody knows?"""

from __future__ import annotations

from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.services.intake.stories import open_it
from tests.support.cast import TICKET


def test_promises_are_told_unless_the_clocks_cannot_be_asked(
    api: Api, olu: Reader
) -> None:
    api.town.execute(open_it)
    api.town.settle()
    at = f"/console/tickets/{TICKET}"
    assert 'class="chip' in olu.reads(at).partition('data-ticket="')[2]
    api.town.link.hosted.pop("sla")
    assert 'class="chip' not in olu.reads(at).partition('data-ticket="')[2]
