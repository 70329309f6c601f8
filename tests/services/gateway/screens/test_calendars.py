"""How does a person bring a calendar from a file, seeing first what would change?"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from contracts.calendar import SetClosures
from contracts.directory import GetSchool, SchoolView
from services.gateway.calendar_plan import LARGEST
from tests.services.gateway.api import Api
from tests.services.gateway.calendar_texts import HOLIDAYS, TABLE, WITH_FAULTS
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE

AT = f"/console/schools/{ASHGROVE}/calendar"


def known(api: Api) -> SchoolView:
    view: SchoolView = api.town.ask(GetSchool(school_id=ASHGROVE))
    return view


def hidden(page: str) -> dict[str, str]:
    """What the form carries unseen, but for the guard of the session."""
    found = dict(re.findall(r'name="(version|seen)" value="(.*?)"', page))
    return {str(name): str(value) for name, value in found.items()}


def shows(reader: Reader, text: str, **more: Any) -> Any:
    return reader.sends(AT, text=text, act="show", **more)


def test_a_file_is_shown_first_and_then_set(api: Api, olu: Reader) -> None:
    file = (BytesIO(HOLIDAYS.encode()), "holidays.ics")
    page = olu.sends(AT, file=file, text="", act="show").text
    assert "Term from 01/09/2026, 01/09/2026 to 23/10/2026" in page
    assert "Set these 3 changes" in page
    assert known(api).terms == ()
    answer = olu.sends(AT, text=HOLIDAYS, act="set", **hidden(page))
    assert answer.location == f"/console/schools/{ASHGROVE}/terms"
    assert "The calendar is set." in olu.reads(answer.location)
    assert len(known(api).terms) == 3
    assert "are so already" in shows(olu, HOLIDAYS).text


def test_what_was_not_shown_is_not_set(api: Api, olu: Reader) -> None:
    page = shows(olu, TABLE).text
    altered = TABLE + "planned,Polling day,06/05/2027,\n"
    answer = olu.sends(AT, text=altered, act="set", **hidden(page))
    assert answer.status_code == 200
    assert "Closed: Polling day, 06/05/2027" in answer.text
    assert known(api).closures == ()
    assert olu.sends(AT, text=altered, act="set").status_code == 200
    assert known(api).closures == ()
    # The twin: once it was shown, the same is set.
    olu.sends(AT, text=altered, act="set", **hidden(answer.text))
    assert len(known(api).closures) == 2


def test_lines_that_are_wrong_are_told_and_nothing_is_lost(
    api: Api, olu: Reader
) -> None:
    page = shows(olu, WITH_FAULTS)
    assert "<strong>Line 7:</strong> Polling day" in page.text
    assert "31/02/2027" in page.text.partition("What it would change")[2]
    assert "banana,Fruit day" in page.text
    assert "Set these 3 changes, and leave out the rest" in page.text
    assert olu.sends(AT, text=WITH_FAULTS, act="set", **hidden(page.text)).location
    assert len(known(api).exams) == 1


def test_what_no_school_can_have_is_told_by_what_it_is_called(
    api: Api, olu: Reader
) -> None:
    text = "kind,name,from,until\nterm,Long term,01/09/2026,18/12/2027\n"
    answer = olu.sends(AT, text=text, act="set", **hidden(shows(olu, text).text))
    assert answer.status_code == 422
    assert "Long term, 01/09/2026 to 18/12/2027: It must not be longer" in answer.text
    assert "term,Long term" in answer.text
    many = "".join(f"exams,Paper {n},01/06/2026,\n" for n in range(101))
    text = f"kind,name,from,until\n{many}"
    answer = olu.sends(AT, text=text, act="set", **hidden(shows(olu, text).text))
    assert answer.status_code == 422
    assert "Exams: Longer than maximum length 100." in answer.text
    assert known(api).exams == ()


def test_what_somebody_else_set_meanwhile_is_not_overwritten(
    api: Api, olu: Reader
) -> None:
    page = shows(olu, TABLE).text
    api.town.execute(SetClosures(school_id=ASHGROVE, closures=()))
    answer = olu.sends(AT, text=TABLE, act="set", **hidden(page))
    assert answer.status_code == 409
    assert "Closures set" in answer.text
    assert "term,Autumn term" in answer.text
    assert known(api).terms == ()
    assert olu.sends(AT, text=TABLE, act="set", **hidden(answer.text)).location


def test_a_file_of_an_older_spreadsheet_is_read(olu: Reader) -> None:
    text = "kind,name,from\ninset,Caf\u00e9 \u2013 training,01/09/2026\n"
    file = (BytesIO(text.encode("cp1252")), "days.csv")
    page = olu.sends(AT, file=file, act="show").text
    assert "INSET: Caf\u00e9 \u2013 training, 01/09/2026" in page


def test_no_file_and_one_that_is_too_large_are_told(olu: Reader) -> None:
    nothing = shows(olu, " ")
    assert nothing.status_code == 422
    assert "File: Choose a file." in nothing.text
    large = shows(olu, "x" * (LARGEST + 1))
    assert large.status_code == 422
    assert "File: It is too large to be read." in large.text


def test_a_school_brings_no_calendar_itself(olu: Reader, priya: Reader) -> None:
    assert priya.client.get(AT).status_code == 403
    assert shows(priya, TABLE).status_code == 403
    for page in ("terms", "closures", "exams"):
        at = f"/console/schools/{ASHGROVE}/{page}"
        assert f'href="{AT}"' in olu.reads(at)
        assert f'href="{AT}"' not in priya.reads(at)


def test_a_file_with_lines_of_another_kind_is_set_as_it_was_shown(olu: Reader) -> None:
    file = (BytesIO(b"\r" + TABLE.replace("\n", "\r").encode()), "dates.csv")
    page = olu.sends(AT, file=file, act="show").text
    # A browser leaves a first empty line out, and ends each as the web does.
    sent = TABLE.replace("\n", "\r\n")
    assert olu.sends(AT, text=sent, act="set", **hidden(page)).location
