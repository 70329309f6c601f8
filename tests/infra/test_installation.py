"""Does a command reach what is there, and make nothing that is not?"""

from __future__ import annotations

from pathlib import Path

import pytest

from infra.installation import NotThere, installation
from tests.infra.verify.stories import build
from tests.support.cast import ASHGROVE
from tests.support.town import MASTER, SERVICES


def test_every_service_is_there_to_be_read(tmp_path: Path) -> None:
    town = build(lambda name: f"sqlite:///{tmp_path / name}.db")
    told = {"CARETAKER_MASTER_KEY": MASTER.hex()}
    with installation(told, tmp_path) as opened:
        assert set(opened.applications) >= set(SERVICES)
        assert opened.owner("intake") is None
        first = opened.link.feed("intake", ASHGROVE, 0, 1)
    assert first == town.log("intake", ASHGROVE)[:1]
    town.close()


def test_what_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotThere), installation({}, tmp_path / "nothing"):
        pass
    assert not (tmp_path / "nothing").exists()
    key = {"CARETAKER_MASTER_KEY": MASTER.hex()}
    with pytest.raises(NotThere, match=r"keys\.db"), installation(key, tmp_path):
        pass
    assert list(tmp_path.glob("*.db")) == []


def test_on_a_server_the_owner_has_a_url_of_their_own(tmp_path: Path) -> None:
    told = {
        "CARETAKER_MASTER_KEY": MASTER.hex(),
        "CARETAKER_DATABASE_URL": "postgresql://caretaker@/c_{service}",
        "CARETAKER_MIGRATION_URL": "postgresql://owner@/c_{service}",
    }
    with installation(told, tmp_path) as opened:
        assert opened.url("sla") == "postgresql+psycopg2://caretaker@/c_sla"
        assert opened.owner("sla") == "postgresql+psycopg2://owner@/c_sla"
