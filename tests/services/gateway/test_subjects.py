"""Is there every subject that programs may ask about?"""

from __future__ import annotations

from importlib import import_module

from services.gateway.routes import Routes
from services.gateway.subjects import SUBJECTS
from tests.support.reading import REPOSITORY

PLACE = REPOSITORY / "services" / "gateway"


def test_every_module_with_routes_is_a_subject() -> None:
    modules = [
        import_module(f"services.gateway.{place.stem}")
        for place in PLACE.glob("*.py")
        if "\nroutes = Routes(" in place.read_text()
    ]
    assert {*modules} == {*SUBJECTS}


def test_each_is_named_once() -> None:
    assert all(isinstance(one.routes, Routes) for one in SUBJECTS)
    assert len({one.routes.name for one in SUBJECTS}) == len(SUBJECTS)
