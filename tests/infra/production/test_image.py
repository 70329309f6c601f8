"""Would the image hold all that the platform needs, and nothing that it does not?"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.infra.production.reading import is_pinned
from tests.support.apart import free_ports
from tests.support.reading import REPOSITORY

DOCKERFILE = (REPOSITORY / "Dockerfile").read_text()
HADOLINT = str(Path(sys.executable).with_name("hadolint"))
_COPIED = re.compile(r"^COPY (\w+) /caretaker/(\w+)$", re.MULTILINE)
_COMPILES = re.compile(r"^RUN python (-m compileall .*) /caretaker$", re.MULTILINE)
_PIN = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)

WITHOUT = """
import importlib.abc, runpy, sys
names = set(sys.argv[1].split(","))
class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in names:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent())
sys.argv = ["infra.apart", "all"]
runpy.run_module("infra.apart", run_name="__main__")
"""
"""Runs the platform where some packages are not to be had."""


def pins(lock: str) -> dict[str, str]:
    return dict(_PIN.findall((REPOSITORY / lock).read_text()))


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """The folders that the Dockerfile copies, and nothing else of the repository."""
    copied = _COPIED.findall(DOCKERFILE)
    assert len(copied) >= 4
    ignored = shutil.ignore_patterns("__pycache__", "bench", "skeleton")
    for source, target in copied:
        shutil.copytree(REPOSITORY / source, tmp_path / target, ignore=ignored)
    (tmp_path / "node_modules").symlink_to(REPOSITORY / "node_modules")
    return tmp_path


def test_the_dockerfile_is_as_its_linter_wants_it() -> None:
    ended = subprocess.run(
        [HADOLINT, "Dockerfile"], cwd=REPOSITORY, capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stdout.decode()


def test_what_it_is_built_on_is_pinned_by_its_version() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(bases) == 3
    assert [base for base in bases if not is_pinned(base)] == []


def test_nobody_in_it_is_root() -> None:
    users = re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)
    assert users == ["10001"]
    assert DOCKERFILE.index("USER 10001") < DOCKERFILE.index("ENTRYPOINT")


def test_what_is_installed_is_what_was_tested() -> None:
    tested, installed = pins("requirements.lock"), pins("requirements-production.lock")
    assert "nameko" in installed
    assert installed.items() <= tested.items()
    assert {"pytest", "mypy", "playwright"}.isdisjoint(installed)
    assert "--require-hashes" in DOCKERFILE


def test_no_start_compiles_what_is_in_it(image: Path) -> None:
    [options] = _COMPILES.findall(DOCKERFILE)
    subprocess.run([sys.executable, *options.split(), image / "contracts"], check=True)
    kept = {one.name.partition(".")[0] for one in image.rglob("*.pyc")}
    assert kept == {one.stem for one in (image / "contracts").glob("*.py")}


def test_all_services_run_from_what_is_copied_and_installed(image: Path) -> None:
    spare = pins("requirements.lock").keys() - pins("requirements-production.lock")
    absent = {
        module
        for module, names in packages_distributions().items()
        if {name.lower().replace("_", "-") for name in names} <= spare
    }
    assert {"pytest", "mypy", "hypothesis"} <= absent
    internal, public = free_ports(2)
    environment = os.environ | {
        "PYTHONPATH": str(image),
        "PYTHONSAFEPATH": "1",
        "CARETAKER_DATA": str(image / "data"),
        "CARETAKER_PORT": str(public),
        "CARETAKER_INTERNAL_PORT": str(internal),
    }
    running = subprocess.Popen(
        [sys.executable, "-c", WITHOUT, ",".join(sorted(absent))],
        cwd=image,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert running.stdout is not None
        said = []
        for line in running.stdout:
            said.append(line)
            if '"ready"' in line:
                break
        else:
            pytest.fail("".join(said))
        probe = [sys.executable, "-m", "infra.probe"]
        assert (
            subprocess.run(probe, cwd=image, env=environment, check=False).returncode
            == 0
        )
        nobody = environment | {"CARETAKER_INTERNAL_PORT": "9"}
        assert subprocess.run(probe, cwd=image, env=nobody, check=False).returncode == 1
    finally:
        running.terminate()
        assert running.wait(60) == 0
        assert running.stdout is not None
        running.stdout.close()
