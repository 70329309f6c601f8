"""Are terms and closures read as they are written on lines and in files, and back?"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from infra.command_line.calendar_lines import (
    CLOSURE,
    TERM,
    closure_of,
    closures_from,
    term_of,
    terms_from,
    written_closure,
    written_term,
)
from infra.command_line.options import Unclear

SHORT_TERM = "Summer term, 12/04/2027..20/07/2027"


@pytest.mark.parametrize("line", [TERM, SHORT_TERM])
def test_a_term_is_written_as_it_may_be_read(line: str) -> None:
    assert written_term(term_of(line)) == line


@pytest.mark.parametrize("line", [CLOSURE, "inset 01/09/2026, Safeguarding, all staff"])
def test_a_closure_is_written_as_it_may_be_read(line: str) -> None:
    assert written_closure(closure_of(line)) == line


@pytest.mark.parametrize(
    "line", ["", "Autumn", ", 01/09/2026..18/12/2026", "Autumn, soon", f"{TERM}, more"]
)
def test_what_is_no_term_is_refused(line: str) -> None:
    with pytest.raises(Unclear):
        term_of(line)


@pytest.mark.parametrize(
    "line", ["", "snow 12/01/2027, Snow", "emergency, Snow", "emergency 12/01/2027"]
)
def test_what_is_no_closure_is_refused(line: str) -> None:
    with pytest.raises(Unclear):
        closure_of(line)


def test_a_file_says_the_same_as_lines(tmp_path: Path) -> None:
    terms, closures = tmp_path / "terms.csv", tmp_path / "closures.csv"
    terms.write_text(
        "Name,From,Until,Half term from,Half term until\n"
        "Autumn term,01/09/2026,18/12/2026,26/10/2026,30/10/2026\n"
        "\n"
        "Summer term,2027-04-12,2027-07-20,,\n",
        "utf-8-sig",
    )
    assert terms_from(terms) == [term_of(TERM), term_of(SHORT_TERM)]
    closures.write_text(
        "kind,reason,from,until\n"
        'INSET,"Safeguarding, all staff",01/09/2026,\n'
        "emergency,Snow,12/01/2027,13/01/2027\n"
    )
    assert closures_from(closures) == [
        closure_of("inset 01/09/2026, Safeguarding, all staff"),
        closure_of(CLOSURE),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no column 'name'"),
        ("name,from\nAutumn,01/09/2026\n", "no column 'until'"),
        (
            "name,from,until\nAutumn,01/09/2026\n",
            "line 2: name, from, until are needed",
        ),
        ("name,from,until\nAutumn,01/09/2026,soon\n", "line 2: 'soon' is not a day"),
    ],
)
def test_a_file_that_is_none_of_terms_is_told_by_its_line(
    tmp_path: Path, content: str, said: str
) -> None:
    file = tmp_path / "terms.csv"
    file.write_text(content)
    with pytest.raises(Unclear, match=said):
        terms_from(file)


def test_a_kind_of_closure_that_is_none_is_told(tmp_path: Path) -> None:
    file = tmp_path / "closures.csv"
    file.write_text("from,kind,reason\n12/01/2027,snow,Snow\n")
    with pytest.raises(Unclear, match="line 2: 'snow' is none of emergency"):
        closures_from(file)


def test_a_file_that_cannot_be_read_ends_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "latin.csv").write_bytes(b"name,from,until\n\xe9\n")
    for name in ("none.csv", "latin.csv"):
        with pytest.raises(SystemExit) as ended:
            terms_from(tmp_path / name)
        assert ended.value.code == os.EX_NOINPUT
        assert "cannot be read" in capsys.readouterr().err
