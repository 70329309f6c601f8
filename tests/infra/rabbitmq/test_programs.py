"""Is a whole server found, and half of one not taken for it?"""

from __future__ import annotations

from pathlib import Path

import pytest

from infra.rabbitmq import programs


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory where this machine's packages put their servers."""
    monkeypatch.setattr(programs, "PLACES", (f"{tmp_path}/*/sbin",))
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    return tmp_path


def a_server(place: Path, *names: str) -> Path:
    place.mkdir(parents=True)
    for name in names:
        (place / name).touch()
    return place


def test_a_server_is_found_wherever_packages_put_it(packages: Path) -> None:
    found = a_server(packages / "3.10.8" / "sbin", "rabbitmq-server", "rabbitmqctl")
    assert programs.find_programs() == found


def test_half_a_server_is_none(packages: Path) -> None:
    a_server(packages / "3.10.8" / "sbin", "rabbitmqctl")
    assert programs.find_programs() is None


def test_a_server_without_the_port_mapper_is_none(
    packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_server(packages / "3.10.8" / "sbin", "rabbitmq-server", "rabbitmqctl")
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert programs.find_programs() is None
