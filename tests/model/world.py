"""What may the world do to the protocol, while its budget lasts?"""

from collections.abc import Iterator
from dataclasses import replace

from tests.model.guards import Guards
from tests.model.protocol import open_epoch, was_restored
from tests.model.state import Head, State, Step, Worker
from tests.model.worker import receive

LETTERS = "abcdef"


def events_of_the_world(state: State, guards: Guards) -> Iterator[Step]:
    budget = state.budget
    if budget.appends:
        yield _append(_spend(state, appends=budget.appends - 1))
    if budget.crashes:
        yield from _crash(_spend(state, crashes=budget.crashes - 1))
    if budget.losses:
        yield from _lose(_spend(state, losses=budget.losses - 1))
    if budget.duplicates:
        less = _spend(state, duplicates=budget.duplicates - 1)
        yield from _duplicate(less, guards)
    if budget.restores:
        yield from _restore(_spend(state, restores=budget.restores - 1))
    if was_restored(state, state.source.head.epoch):
        yield open_epoch(state, guards)


def _spend(state: State, **left: int) -> State:
    return replace(state, budget=replace(state.budget, **left))


def _append(state: State) -> Step:
    source = state.source
    letter = LETTERS[source.appended]
    head = replace(source.head, hash=source.head.hash + letter)
    after = replace(source, head=head, appended=source.appended + 1)
    return f"source appends {head}", replace(state, source=after)


def _crash(state: State) -> Iterator[Step]:
    if state.source.under_way:
        source = replace(state.source, under_way=False)
        yield "relay crashes", replace(state, source=source)
    for number, worker in enumerate(state.workers):
        if worker.phase != "idle":
            unacknowledged = {worker.message} if worker.message else set()
            queue = state.broker.queue | unacknowledged
            broker = replace(state.broker, queue=queue)
            after = replace(state, broker=broker).with_worker(number, Worker())
            yield f"worker {number + 1} crashes", after


def _lose(state: State) -> Iterator[Step]:
    queue = state.broker.queue
    for event in queue:
        yield f"broker loses {event}", _without(state, frozenset({event}))
    handed_out = {worker.message for worker in state.workers if worker.message}
    forgetful = tuple(replace(worker, message=None) for worker in state.workers)
    wiped = _without(state, queue | handed_out)
    yield "broker is wiped", replace(wiped, workers=forgetful)


def _without(state: State, gone: frozenset[Head]) -> State:
    broker = state.broker
    after = replace(broker, queue=broker.queue - gone, lost=broker.lost | gone)
    return replace(state, broker=after)


def _duplicate(state: State, guards: Guards) -> Iterator[Step]:
    for event in state.broker.queue:
        for number, worker in enumerate(state.workers):
            if worker.phase == "idle":
                label = f"worker {number + 1} receives a copy of {event}"
                yield label, receive(state, number, event, guards)


def _restore(state: State) -> Iterator[Step]:
    """Put the source back to an older copy of its database, epoch and cursor too."""
    source, head = state.source, state.source.head
    copies = [replace(head, hash=head.hash[:end]) for end in range(head.position)]
    copies += [log for log in source.abandoned if log.epoch < head.epoch]
    for copy in copies:
        cursor = source.published if copy.epoch == head.epoch else 0
        after = replace(
            source,
            head=copy,
            published=min(cursor, copy.position),
            under_way=False,
            abandoned=source.abandoned | {head},
        )
        yield f"source is restored to {copy}", replace(state, source=after)
