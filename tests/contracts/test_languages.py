"""Does a program that runs services know what each of them may say?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]

ASKED = """
from contracts import languages
from contracts.declare import CATALOGUE
languages.learn_all()
print(*{declared.service for declared in CATALOGUE.all("event")})
"""


def known(program: str) -> set[str]:
    """The services whose events a fresh program knows."""
    asked = [sys.executable, "-c", program]
    run = subprocess.run(
        asked, cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


def test_a_program_that_learns_all_languages_knows_every_speaker() -> None:
    assert {"directory", "intake", "sla"} <= known(ASKED)


def test_without_learning_it_would_know_none() -> None:
    assert known(ASKED.replace("languages.learn_all()", "")) == set()
