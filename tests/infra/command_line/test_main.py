"""Are the commands listed quickly, and is each where the table says?"""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from infra.command_line.main import COMMANDS, caretaker

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_where_the_table_says_and_does_what_it_says(name: str) -> None:
    command = caretaker.get_command(click.Context(caretaker), name)
    assert command is not None
    assert command.name == name
    assert command.help is not None


def test_help_lists_every_command_and_imports_none() -> None:
    listing = (
        "import sys; from infra.command_line.main import caretaker;"
        "caretaker(['--help'], standalone_mode=False);"
        "print([name for name in sys.modules if name.startswith('infra')])"
    )
    command = [sys.executable, "-c", listing]
    printed = subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout
    *_, loaded = printed.splitlines()
    assert all(f"  {name} " in printed for name in COMMANDS)
    assert loaded == "['infra', 'infra.command_line', 'infra.command_line.main']"


def test_an_unknown_command_is_refused_by_name(tmp_path: Path) -> None:
    command = [str(REPOSITORY / "caretaker"), "mial"]
    ended = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "No such command 'mial'" in ended.stderr
