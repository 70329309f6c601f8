"""How does a live page learn that something happened?"""

from uuid import UUID

from shared.hints import LOST, Hint, Hints
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.chains import chain
from tests.support.sample_messages import BED

SOON = 0.01


def test_who_listens_is_told_what_it_was_about_and_once_for_a_batch() -> None:
    hints = Hints()
    with hints.listening() as one, hints.listening() as other:
        hints.give([*chain(3), *chain(1, school=BECKFIELD)])
        for listening in (one, other):
            assert listening.next(SOON) == Hint(ASHGROVE, BED)
            assert listening.next(SOON) == Hint(BECKFIELD, BED)
            assert listening.next(SOON) is None


def test_who_does_not_listen_any_more_is_not_told() -> None:
    hints = Hints()
    with hints.listening() as listening:
        pass
    hints.give(chain(1))
    assert listening.next(SOON) is None


def test_who_does_not_keep_up_is_told_that_something_was_lost() -> None:
    hints = Hints()
    with hints.listening() as listening:
        for number in range(201):
            hints.give(chain(1, school=UUID(int=number)))
        assert listening.next(SOON) == LOST
        assert listening.next(SOON) is None
        hints.give(chain(1))
        assert listening.next(SOON) == Hint(ASHGROVE, BED)


def test_who_listens_hears_that_there_will_be_no_more() -> None:
    hints = Hints()
    with hints.listening() as listening:
        assert not hints.over
        hints.close()
        assert listening.next(0) == LOST
    assert hints.over
