"""Does somebody find what names them, and open it to have read it?"""

from __future__ import annotations

import pytest

from contracts.access import Role
from contracts.intake import GetTicket
from contracts.values import PROVIDER
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, TICKET, ZOE

NOTE = f"/console/tickets/{TICKET}/note"
AT = "/console/mentions"


@pytest.fixture
def zoe(api: Api, olu: Reader) -> Reader:
    """Zoe works at the desk too, and Priya asked for something."""
    reader = make_known(api, ZOE, Role.ENGINEER, PROVIDER).signed_in()
    api.town.settle()
    api.town.execute(open_it)
    return reader


def test_who_is_named_is_told_by_a_number_and_goes_there(
    api: Api, olu: Reader, zoe: Reader
) -> None:
    assert "No note names you yet." in zoe.reads(AT)
    assert olu.sends(NOTE, version="1", text="@zoe, is it yours?").status_code == 303
    assert 'Mentions <span class="count">1<' in zoe.reads("/console")
    assert 'Mentions <span class="count">' not in olu.reads("/console")
    page = zoe.reads(AT)
    assert "1 not read yet." in page
    assert "@zoe, is it yours?" in page
    # Only what says that it is read leads there.
    link = f'href="/console/tickets/{TICKET}"'
    assert link not in page
    answer = zoe.sends(f"{AT}/{ASHGROVE}/{TICKET}")
    assert answer.headers["Location"] == f"/console/tickets/{TICKET}"
    assert "0 not read yet." in zoe.reads(AT)
    assert link in zoe.reads(AT)
    assert "@zoe, is it yours?" in zoe.reads(AT)
    assert "Zoe (me)" in zoe.reads(f"/console/tickets/{TICKET}")


def test_a_name_that_nobody_has_is_told_and_nothing_is_lost(
    api: Api, olu: Reader, zoe: Reader
) -> None:
    wrong = olu.sends(NOTE, version="1", text="@nobody, is it yours?")
    assert wrong.status_code == 422
    assert 'href="#note-text"' in wrong.text
    assert "Nobody of the desk is called @nobody" in wrong.text
    assert "@nobody, is it yours?</textarea>" in wrong.text
    assert api.town.ask(GetTicket(ticket_id=TICKET)).version == 1


def test_a_school_has_no_such_page(priya: Reader, ben: Reader) -> None:
    for reader in (priya, ben):
        reader.reads(AT, 403)
        assert reader.sends(f"{AT}/{ASHGROVE}/{TICKET}").status_code == 403
