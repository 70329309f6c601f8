"""How is a telephone number written, so that the same one is known again?"""

from __future__ import annotations

import pytest

from contracts.telephone import normal_number, worldwide_number


@pytest.mark.parametrize(
    ("said", "known_by"),
    [
        ("020 7946 0000", "+442079460000"),
        ("+44 (0)20 7946-0000", "+442079460000"),
        ("0044 20 7946 0000", "+442079460000"),
        ("+33 1 23 45 67 89", "+33123456789"),
        ("204", "204"),
        ("anonymous", ""),
        ("", ""),
        ("12", ""),
        ("+44 20 7946 0000; ext=1", ""),
    ],
)
def test_a_number_is_the_same_however_it_is_written(said: str, known_by: str) -> None:
    assert normal_number(said) == known_by


@pytest.mark.parametrize(
    ("said", "dialled"),
    [
        ("020 7946 0000", "+442079460000"),
        ("07700 900123", "+447700900123"),
        ("+33 1 23 45 67 89", "+33123456789"),
        ("204", ""),
        ("+4420", ""),
        ("+0044 20 7946 0000", ""),
        ("+44 20 7946 0000 0000 0000", ""),
        ("020 7946 OOOO", ""),
        ("\u0660\u0662\u0660 7946 0000", ""),
        ("", ""),
    ],
)
def test_only_what_is_dialled_from_anywhere_is_somebodys(
    said: str, dialled: str
) -> None:
    assert worldwide_number(said) == dialled
