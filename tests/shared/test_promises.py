"""Does docs/log.md name tests that exist, and every twin that there is?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
DOCUMENT = (REPOSITORY / "docs" / "log.md").read_text()
_PROMISE = re.compile(r"^### (G\d+): .*?\n(.*?)(?=^##)", re.MULTILINE | re.DOTALL)
PROMISES = dict(_PROMISE.findall(DOCUMENT))
NAMED = re.compile(r"`(test_\w+)`")
DEFINED = re.compile(r"^def (test_\w+)", re.MULTILINE)

ABOUT_OTHER_THINGS = {
    "test_without_a_word_a_process_listens_on_this_machine_alone",
    "test_without_an_end_to_silence_nobody_would_have_a_turn_again",
    "test_without_an_environment_everything_is_under_the_data",
    "test_without_green_threads_it_is_simply_done",
    "test_without_looking_at_it_first_a_part_of_the_password_is_named",
    "test_without_lifting_its_own_policies_the_owner_carries_nothing_over",
    "test_without_taking_turns_the_other_replica_fails",
    "test_without_the_right_token_nobody_is_answered",
}


def defined(folder: str) -> set[str]:
    files = (REPOSITORY / folder).rglob("test_*.py")
    return {name for file in files for name in DEFINED.findall(file.read_text())}


def test_every_test_that_is_named_exists() -> None:
    assert set(NAMED.findall(DOCUMENT)) - defined("tests") == set()


@pytest.mark.parametrize("promise", PROMISES)
def test_every_promise_is_proved(promise: str) -> None:
    proofs, _, twins = PROMISES[promise].partition("- Twin")
    assert NAMED.search(proofs)
    assert twins or promise == "G2", "the twin, or why there is none yet"


def test_every_twin_of_the_kernel_is_told() -> None:
    twins = {n for n in defined("tests/shared") if n.startswith("test_without_")}
    assert twins - set(NAMED.findall(DOCUMENT)) - ABOUT_OTHER_THINGS == set()


def test_the_promises_are_told_in_order() -> None:
    numbers = [int(promise[1:]) for promise in PROMISES]
    assert numbers == sorted(numbers)
    assert len(numbers) == 16
