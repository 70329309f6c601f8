"""Which reference data is there to look at?"""

from __future__ import annotations

from datetime import date

from contracts.gias import GetReference, ReferenceKind, ReferenceView
from infra.demo_register import GIAS_LINKS, commands
from tests.support.town import Town


def test_the_demo_loads_a_cut_with_its_source_and_licence_beside_it(town: Town) -> None:
    for command in commands():
        town.execute(command)
    shown: ReferenceView = town.ask(GetReference(kind=ReferenceKind.GIAS_LINKS))
    assert (shown.rows, shown.dated_on) == (40, date(2025, 4, 22))
    told = GIAS_LINKS.with_name("README.md").read_text()
    assert GIAS_LINKS.name in told
    assert "Department for Education, 22 April 2025" in told
    assert "Open Government Licence v3.0" in told
