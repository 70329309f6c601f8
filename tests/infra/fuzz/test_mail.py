"""Does a search for what the reader fails at find a fault, and none without one?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from infra.command_line.fuzz import fuzz
from tests.services.intake.mail.samples import NAMES, sample
from tests.support.reading import REPOSITORY

_FAULT = """
import sys
from infra.fuzz import mail, reading

fold = reading.fold

def faulty(text):
    if chr(0xFFFD) in text:
        raise RuntimeError("it fails at what cannot be decoded")
    return fold(text)

reading.fold = faulty
mail.main(*sys.argv[1:])
"""


def search(folder: Path, *program: str) -> subprocess.CompletedProcess[str]:
    """A short search, the same in every run, from the samples on."""
    seeds = folder / "seeds"
    seeds.mkdir()
    for number, name in enumerate(NAMES):
        (seeds / f"{number:03}.eml").write_bytes(sample(name))
    options = ("-runs=400", "-seed=1", f"-artifact_prefix={folder}/")
    return subprocess.run(
        [sys.executable, *program, str(seeds), *options],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_short_search_finds_nothing_that_fails(tmp_path: Path) -> None:
    ended = search(tmp_path, "-m", "infra.fuzz.mail")
    assert ended.returncode == 0, ended.stderr
    assert "Done 400 runs" in ended.stderr
    assert [*tmp_path.glob("crash-*")] == []


def test_a_developer_searches_from_every_sample_and_is_told_the_seed(
    tmp_path: Path,
) -> None:
    words = ["mail", "--runs", "60", "--seed", "5", "--keep", str(tmp_path / "kept")]
    ended = CliRunner().invoke(fuzz, words)
    assert ended.exit_code == 0
    assert ended.output.splitlines() == ["seed 5", "nothing was found that fails"]


def test_a_fault_in_the_reader_would_be_found_and_what_fails_kept(
    tmp_path: Path,
) -> None:
    """The twin."""
    ended = search(tmp_path, "-c", _FAULT)
    assert ended.returncode != 0
    assert "it fails at what cannot be decoded" in ended.stdout + ended.stderr
    assert len([*tmp_path.glob("crash-*")]) == 1
