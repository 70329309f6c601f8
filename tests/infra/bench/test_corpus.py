"""Are the messages of a benchmark the same in every run, and no two of them alike?"""

from __future__ import annotations

from infra.bench.corpus import EVERY, SAMPLES, corpus


def test_the_same_numbers_make_the_same_messages() -> None:
    assert [*corpus(300, 50)] == [*corpus(0, 350)][300:]


def test_no_two_are_alike() -> None:
    assert len({*corpus(0, 1_000)}) == 1_000


def test_one_of_a_hundred_is_broken_and_the_others_are_published_samples() -> None:
    samples = {path.read_bytes() for path in SAMPLES.rglob("*.eml")}
    for number, raw in enumerate(corpus(0, 1_000)):
        told = raw.removesuffix(b"\r\n%d\r\n" % number)
        sample = told.replace(b"<s%d." % number, b"<", 1)
        assert (sample in samples) is (number % EVERY > 0)
