"""Does who may see a ticket get the files that came with it, and nobody else?"""

from __future__ import annotations

import pytest

from contracts.mail import MailOutcome
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE
from tests.support.incoming import WITH_FILE, deliver


@pytest.fixture
def carried(api: Api) -> MailOutcome:
    """A message of Priya's that carries a table and a program."""
    outcome = deliver(api.town, WITH_FILE)
    api.town.settle()
    return outcome


def desk(carried: MailOutcome) -> str:
    return f"/console/tickets/{carried.ticket_id}"


def portal(carried: MailOutcome) -> str:
    return f"/portal/{ASHGROVE}/tickets/{carried.ticket_id}"


def test_the_desk_and_the_school_get_a_file_to_keep(
    olu: Reader, priya: Reader, carried: MailOutcome
) -> None:
    for reader, at in ((olu, desk(carried)), (priya, portal(carried))):
        address = f"{at}/files/{carried.mail_id}/0"
        assert f'href="{address}"' in reader.reads(at)
        answer = reader.client.get(address)
        assert answer.data == b"room,lamp"
        assert answer.mimetype == "application/octet-stream"
        said = answer.headers["Content-Disposition"]
        assert said == "attachment; filename*=UTF-8''readings.csv"


def test_what_runs_is_named_and_not_handed_out(
    olu: Reader, carried: MailOutcome
) -> None:
    assert "repair.exe (kept, and not handed out)" in olu.reads(desk(carried))
    answer = olu.client.get(f"{desk(carried)}/files/{carried.mail_id}/1")
    assert answer.status_code == 404


def test_ben_gets_no_file_of_ashgroves(ben: Reader, carried: MailOutcome) -> None:
    for at in (desk(carried), portal(carried)):
        answer = ben.client.get(f"{at}/files/{carried.mail_id}/0")
        assert answer.status_code in {403, 404}
        assert b"lamp" not in answer.data
