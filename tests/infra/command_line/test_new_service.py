"""Does `./caretaker new-service` refuse what will not do?"""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from infra.command_line.new_service import new_service


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("intake", "there is a services/intake already"),
        ("log", "there is a contracts/log.py already"),
        ("Printing", "one word in small letters"),
        ("printing-2", "one word in small letters"),
        ("import", "one word in small letters"),
    ],
)
def test_a_name_that_will_not_do_is_refused(name: str, why: str) -> None:
    ended = CliRunner().invoke(new_service, [name])
    assert ended.exit_code == 1
    assert why in ended.output
