"""Do the import contracts in pyproject.toml refuse the imports they are there for?"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
DOWNWARDS = "services speak through shared and contracts, never the other way"
APART = "no service imports another"
TREE = {
    "contracts/alerts.py": "",
    "contracts/approvals.py": "",
    "contracts/audit.py": "",
    "contracts/calendar.py": "",
    "contracts/calls.py": "",
    "contracts/catalogue.py": "",
    "contracts/directory.py": "",
    "contracts/escalation.py": "",
    "contracts/gias.py": "",
    "contracts/guidance.py": "",
    "contracts/hooks.py": "",
    "contracts/intake.py": "import contracts.declare",
    "contracts/look.py": "",
    "contracts/macros.py": "",
    "contracts/people.py": "",
    "contracts/ratings.py": "",
    "contracts/rota.py": "",
    "contracts/sign_in.py": "",
    "contracts/sla.py": "import contracts.declare",
    "contracts/ties.py": "",
    "contracts/declare.py": "import marshmallow",
    "shared/decider.py": "import contracts.declare",
    "shared/store.py": "import sqlalchemy, os, time",
    "services/intake/domain.py": "import contracts.intake, shared.decider",
    "services/sla/domain.py": "import shared.decider, services.sla.working_time",
    "services/sla/policies.py": "import contracts.intake, contracts.sla",
    "services/sla/projections.py": "import sqlalchemy, shared.store",
    "services/sla/queries.py": "import sqlalchemy",
    "services/sla/service.py": "import nameko, services.sla.domain, shared.store",
    "services/sla/tables.py": "import sqlalchemy",
    "services/sla/working_time.py": "import datetime, contracts.sla",
    "infra/up.py": "import services.sla.service, services.intake.domain",
}
SINS = [
    ("contracts/sla.py", "shared.decider", DOWNWARDS),
    ("shared/store.py", "services.sla.tables", DOWNWARDS),
    ("services/sla/service.py", "infra.up", DOWNWARDS),
    ("services/sla/service.py", "services.intake.domain", APART),
    ("contracts/sla.py", "contracts.intake", "no service's messages import another's"),
    ("services/sla/domain.py", "time", "the domain is pure"),
    ("services/sla/policies.py", "shared.store", "the domain is pure"),
    ("services/sla/working_time.py", "shared.store", "the domain is pure"),
    ("services/sla/working_time.py", "os", "the domain is pure"),
    ("shared/decider.py", "shared.store", "what the domain may import is pure too"),
    ("contracts/declare.py", "sqlalchemy", "what the domain may import is pure too"),
    ("services/sla/queries.py", "nameko", "nameko stays at the rim"),
]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house that keeps to the rules, checked by the rules of this one."""
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    for name, source in TREE.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{source}\n")
    for folder in {file.parent for file in tmp_path.rglob("*/*.py")}:
        (folder / "__init__.py").touch()
    (tmp_path / "services" / "__init__.py").touch()
    return tmp_path


def broken(house: Path) -> list[str]:
    """Name the contracts that the house breaks."""
    lint = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    printed = subprocess.run(
        lint, cwd=house, env=environment, capture_output=True, text=True, check=False
    ).stdout
    assert "Contracts:" in printed, printed
    verdicts = [line.rpartition(" BROKEN") for line in printed.splitlines()]
    return [contract for contract, is_broken, _ in verdicts if is_broken]


def test_a_house_that_keeps_to_the_rules_passes(house: Path) -> None:
    assert broken(house) == []


@pytest.mark.parametrize(("file", "imported", "contract"), SINS)
def test_an_import_that_breaks_a_rule_is_found(
    house: Path, file: str, imported: str, contract: str
) -> None:
    sinner = house / file
    sinner.write_text(f"{sinner.read_text()}import {imported}\n")
    assert contract in broken(house)
