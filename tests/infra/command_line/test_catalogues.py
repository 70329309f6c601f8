"""Does an operator set what a school can ask for from a file, and see it first?"""

from __future__ import annotations

import json
from pathlib import Path

from contracts.codec import dump
from infra.demo_catalogue import OFFERINGS
from tests.infra.command_line.desks import Desk
from tests.support.cast import ASHGROVE_NAME

WHOSE = ("schools", "catalogue", ASHGROVE_NAME)


def test_a_catalogue_is_checked_set_and_shown_as_the_same_json(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "forms.json"
    file.write_text(json.dumps([dump(one) for one in OFFERINGS[:1]]))
    told = desk.gets(*WHOSE, "--check", str(file))
    assert told.startswith("added Borrow a set of laptops\n")
    desk.gets(*WHOSE, "--set", str(file))
    [offering] = json.loads(desk.gets(*WHOSE))
    anew = [offering | {"title": "Laptops"}]
    file.write_text(json.dumps(anew))
    told = desk.gets(*WHOSE, "--check", str(file))
    assert "title: 'Laptops' instead of 'Borrow a set of laptops'" in told
    desk.gets(*WHOSE, "--set", str(file), "--version", "1")
    assert "Borrow a set" in desk.gets(*WHOSE, "--version", "1")
    file.write_text("[")
    assert "is not JSON" in desk.is_told(*WHOSE, "--set", str(file))
