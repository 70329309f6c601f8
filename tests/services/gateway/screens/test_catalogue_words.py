"""Is every difference, kind and use said in words?"""

from __future__ import annotations

from contracts.answers import AnswerKind
from contracts.catalogue import CatalogueDifference, Differs, Use
from services.gateway.screens.catalogue_words import KINDS, USES, in_words


def test_every_kind_of_answer_and_every_use_is_called_something() -> None:
    assert KINDS.keys() == {*AnswerKind}
    assert USES.keys() == {*Use}


def test_a_difference_says_what_it_was_and_what_it_would_be() -> None:
    one = CatalogueDifference(
        how=Differs.CHANGED, offering="Laptops", field="approval", after="the head"
    )
    said = "“Laptops”, who has to approve it: the head instead of nothing"
    assert in_words(one) == said


def test_every_other_difference_says_what_becomes_of_it() -> None:
    for how in set(Differs) - {Differs.CHANGED}:
        one = CatalogueDifference(how=how, offering="Laptops", question="Which room")
        assert in_words(one).startswith("“Laptops”, question “Which room” is ")
