"""Is every screen there?"""

from __future__ import annotations

from importlib import import_module

from services.gateway.screens.every import SCREENS
from services.gateway.screens.frame import Screens
from tests.support.reading import REPOSITORY

PLACE = REPOSITORY / "services" / "gateway" / "screens"


def test_every_module_with_screens_is_there() -> None:
    modules = [
        import_module(f"services.gateway.screens.{place.stem}")
        for place in PLACE.glob("*.py")
        if "\nscreens = Screens(" in place.read_text()
    ]
    assert {*modules} == {*SCREENS}


def test_each_is_named_once() -> None:
    assert all(isinstance(one.screens, Screens) for one in SCREENS)
    assert len({one.screens.name for one in SCREENS}) == len(SCREENS)
