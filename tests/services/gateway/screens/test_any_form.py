"""What is answered to whatever a browser sends? A page, and never that we failed."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from contracts.access import Role
from contracts.values import PROVIDER
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.services.gateway.screens.test_routes import (
    ABOUT_ASHGROVE,
    Page,
    story,
)
from tests.support.cast import ASHGROVE, OLU, PRIYA, TICKET
from tests.support.reading import REPOSITORY

__all__ = ["story"]

EXAMPLES = 300
BROKEN = "hours_screens.set_hours"

_NAMED = re.compile(r'name="([a-z_]+)"|"name": "([a-z_]+)"')
_ODD = (
    *("", " ", "\x00", "\ud7ff", "²", "-1", "0", "1e400", "9" * 40, "9" * 5000, "NaN"),
    *("null", "2026-02-30", "0000-00-00", "24:00", "25:61", "P1Y", "PT-1H"),
    *("me", "p9", str(TICKET), f"{TICKET} 9999999999999999999", str(ASHGROVE)),
    *("<script>", "{% raw %}", "{", "a" * 100_000, "@", "a@b", "\r\nSubject: x"),
)


def _typed() -> st.SearchStrategy[str]:
    return st.sampled_from(_ODD) | st.text(max_size=40)


def names() -> list[str]:
    """Every field that stands in a template."""
    place = REPOSITORY / "services" / "gateway" / "templates"
    texts = (one.read_text() for one in place.rglob("*.html"))
    found = {name for text in texts for pair in _NAMED.findall(text) for name in pair}
    return sorted(found - {"", "csrf"})


def _who_may(api: Api, endpoint: str) -> Reader:
    """Somebody who may send a form, signed in anew: some forms sign people out."""
    if endpoint.startswith(("account_", "portal_", "offerings_")):
        return Reader(api, PRIYA).signed_in()
    if endpoint.startswith(
        ("agreement_screens.sign", "approvals_", "remote_screens.agree", "retention_")
    ):
        return make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()
    if endpoint.startswith("own_queue_"):
        return make_known(api, PRIYA, Role.TECHNICIAN, ASHGROVE).signed_in()
    return make_known(api, OLU, Role.MSP_ADMINISTRATOR, PROVIDER).signed_in()


@settings(
    max_examples=EXAMPLES,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(
    endpoint=st.sampled_from(sorted(ABOUT_ASHGROVE)),
    typed=st.tuples(
        st.lists(_typed(), max_size=2),
        st.dictionaries(st.sampled_from(names()), _typed(), max_size=4),
    ),
)
def test_whatever_is_sent_is_answered_with_a_page(
    api: Api,
    priya: Reader,
    story: UUID,
    endpoint: str,
    typed: tuple[list[str], dict[str, str]],
) -> None:
    page = ABOUT_ASHGROVE[endpoint](story)
    odd, more = typed
    reader = _who_may(api, endpoint)
    assert _status(reader, page, _garbled(page, odd) | more) < 500


def test_a_form_that_breaks_is_noticed(
    api: Api, priya: Reader, story: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setitem(api.app.view_functions, BROKEN, lambda **_: 1 // 0)
    page = ABOUT_ASHGROVE[BROKEN](story)
    assert _status(_who_may(api, BROKEN), page, {}) == 500


def _garbled(page: Page, odd: list[str]) -> dict[str, Any]:
    """What a form holds, with other things in its first fields."""
    return page.typed | dict(zip(sorted(page.typed), odd, strict=False))


def _status(reader: Reader, page: Page, typed: dict[str, Any]) -> int:
    address, _, asked = page.address.partition("?")
    sent: Any = {"query_string": dict(parse_qsl(asked)) | typed}
    if page.method == "POST":
        sent = {"data": {"csrf": reader.token()} | typed}
    answer = reader.client.open(address, method=page.method, buffered=False, **sent)
    answer.close()
    return answer.status_code
