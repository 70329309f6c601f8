"""Does the launcher set up what the lock asks for, once, and hand over cleanly?"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND_LINE = "import os, sys, decoy\nprint(decoy.WHOSE, os.getcwd(), sys.argv[1:])\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout of a small program that locks no packages, so it sets up offline."""
    checkout = tmp_path / "checkout"
    (checkout / "infra" / "command_line").mkdir(parents=True)
    shutil.copy(REPOSITORY / "caretaker", checkout)
    shutil.copy(REPOSITORY / "infra" / "set_up.py", checkout / "infra")
    (checkout / "infra" / "command_line" / "__main__.py").write_text(COMMAND_LINE)
    (checkout / "decoy.py").write_text("WHOSE = 'ours'")
    (checkout / "requirements.lock").write_text("# no packages\n")
    return checkout


@pytest.fixture
def ready(checkout: Path) -> Path:
    """A checkout that is set up; without pip, which takes seconds to install."""
    venv.create(checkout / ".venv", symlinks=True)
    shutil.copy(checkout / "requirements.lock", checkout / ".venv" / "installed.lock")
    return checkout


def start(
    launcher: Path, *arguments: str, cwd: Path, **variables: str
) -> subprocess.Popen[str]:
    """Start a launcher from a directory, without what this test run has set up."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return subprocess.Popen(
        [launcher, *arguments],
        cwd=cwd,
        env=inherited | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(launcher: Path, *arguments: str, cwd: Path) -> tuple[str, str]:
    """Run a launcher to its successful end; give what it printed, and its errors."""
    printed, errors = (started := start(launcher, *arguments, cwd=cwd)).communicate()
    assert started.returncode == 0, errors
    return printed, errors


def test_two_first_starts_at_once_set_up_once_and_later_ones_when_the_lock_changes(
    checkout: Path,
) -> None:
    launcher = checkout / "caretaker"
    both = [start(launcher, "up", cwd=checkout) for _ in range(2)]
    ends = [each.communicate() for each in both]
    assert [each.returncode for each in both] == [0, 0]
    printed = f"ours {checkout} ['up']\n"
    assert sorted(ends) == [(printed, ""), (printed, told("virtual environment"))]
    assert run(launcher, "up", cwd=checkout) == (printed, "")
    (checkout / "requirements.lock").write_text("# still no packages\n")
    assert run(launcher, "up", cwd=checkout) == (printed, told())


def told(*first: str) -> str:
    """What a set-up says of its steps where there is no terminal."""
    steps = [*first, "0 locked packages", "done"]
    return "".join(f"Setting up Caretaker (once): {step}\n" for step in steps)


def test_what_came_out_since_the_lock_was_made_changes_nothing(checkout: Path) -> None:
    shelf = checkout / "shelf"
    shelf.mkdir()
    one = wheel(shelf, "one", "1", "Requires-Dist: two[more]>=1")
    two = wheel(shelf, "two", "1", "Provides-Extra: more")
    wheel(shelf, "two", "2", "Provides-Extra: more")
    (checkout / "requirements.lock").write_text(
        f"--no-index\n--find-links={shelf}\n{one}\n{two}\n"
    )
    run(checkout / "caretaker", cwd=checkout)
    python = str(checkout / ".venv" / "bin" / "python")
    asked = [python, "-m", "pip", "freeze"]
    printed = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert printed.split() == ["one==1", "two==1"]


def wheel(shelf: Path, name: str, version: str, more: str) -> str:
    """Put a package on the shelf; what a lock says of it."""
    path = shelf / f"{name}-{version}-py3-none-any.whl"
    about = f"{name}-{version}.dist-info"
    made_by = (
        "Wheel-Version: 1.0\nGenerator: us\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    told = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{more}\n"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{about}/METADATA", told)
        file.writestr(f"{about}/WHEEL", made_by)
        file.writestr(f"{about}/RECORD", "")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"{name}=={version} --hash=sha256:{digest}"


def test_the_lock_has_everything_that_its_packages_need() -> None:
    # Nothing is resolved when it is installed, so a gap would show only in use.
    checked = [sys.executable, "-m", "pip", "check"]
    found = subprocess.run(checked, capture_output=True, text=True, check=False)
    assert found.stdout == "No broken requirements found.\n"


def test_half_a_set_up_is_made_again(ready: Path) -> None:
    (ready / ".venv" / "installed.lock").unlink()
    assert run(ready / "caretaker", cwd=ready)[1] == told("virtual environment")


def test_a_failed_set_up_asks_to_try_again_later_and_leaves_no_stamp(
    ready: Path,
) -> None:
    (ready / "requirements.lock").write_text("# another lock, and no pip for it\n")
    failed = start(ready / "caretaker", cwd=ready)
    printed, errors = failed.communicate()
    assert (printed, failed.returncode) == ("", 75)
    assert errors.endswith("Setting up Caretaker (once): pip failed, see above\n")
    assert not (ready / ".venv" / "installed.lock").exists()


def test_without_a_python_it_says_what_it_needs(checkout: Path, tmp_path: Path) -> None:
    launcher = checkout / "caretaker"
    # Only the places that a test cannot empty are left out of the search.
    launcher.write_text(re.sub(r"/usr/\S+/python3", "", launcher.read_text()))
    for program in ("sh", "dirname", "cmp"):
        (tmp_path / program).symlink_to(str(shutil.which(program)))
    failed = start(launcher, cwd=checkout, PATH=str(tmp_path))
    assert "needs Python 3.11 or newer with venv" in failed.communicate()[1]
    assert failed.returncode == 75


def test_it_starts_through_a_link_and_reads_paths_as_the_caller_means_them(
    ready: Path, tmp_path: Path
) -> None:
    inbox = tmp_path / "in box"
    inbox.mkdir()
    (inbox / "first").symlink_to("../checkout/caretaker")
    (inbox / "second").symlink_to("first")
    printed, _ = run(inbox / "second", "deliver", "message.eml", cwd=inbox)
    assert printed == f"ours {inbox} ['deliver', 'message.eml']\n"


def test_modules_in_the_callers_directory_are_not_imported(
    ready: Path, tmp_path: Path
) -> None:
    launcher = ready / "caretaker"
    (tmp_path / "decoy.py").write_text("WHOSE = 'theirs'")
    assert run(launcher, cwd=tmp_path)[0].startswith("ours")
    # The sabotage: without its guard, the launcher runs what lies about.
    launcher.write_text(launcher.read_text().replace("PYTHONSAFEPATH=1", ""))
    assert run(launcher, cwd=tmp_path)[0].startswith("theirs")
