"""Does `./caretaker docs` say what it wrote?"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from infra import documents
from infra.command_line.documents import docs


def test_it_names_each_document_and_whether_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "REPOSITORY", tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/events.md").write_text(documents.list_events())
    printed = CliRunner().invoke(docs).output
    assert printed == "docs/events.md  as it was\ndocs/access.md  written\n"
