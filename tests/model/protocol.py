"""Which steps can the protocol take from here, of its own accord?"""

from collections.abc import Iterator
from dataclasses import replace

from tests.model.guards import Guards
from tests.model.state import Consumer, Head, State, Step, Worker
from tests.model.worker import lock_is_free, worker_steps


def steps(state: State, guards: Guards) -> Iterator[Step]:
    yield from _relay(state, guards)
    for number in range(len(state.workers)):
        for label, after in worker_steps(state, number, guards):
            yield f"worker {number + 1} {label}", after
    yield from _operator(state, guards)


def open_epoch(state: State, guards: Guards) -> Step:
    """The documented recovery at the source: the log goes on under a new number.

    One more than the source's own number will not do: a restored copy may not know
    that the next one has been used already.
    """
    source = state.source
    ended = source.abandoned | {source.head}
    used = ended if guards.fresh_epoch else {source.head}
    epoch = 1 + max(log.epoch for log in used)
    earlier = frozenset(log for log in ended if log.epoch != epoch)
    after = replace(source, head=replace(source.head, epoch=epoch), abandoned=earlier)
    return f"operator opens epoch {epoch}", replace(state, source=after)


def was_restored(state: State, epoch: int) -> bool:
    return any(log.epoch == epoch for log in state.source.abandoned)


def _relay(state: State, guards: Guards) -> Iterator[Step]:
    """Offer the next event; in a second step, as it may crash between, move on."""
    source = state.source
    begins = not source.under_way
    if begins and source.published == source.head.position:
        return
    after = replace(state, source=replace(source, under_way=begins))
    if begins == guards.cursor_after_confirm:
        yield _offer(after, source.published + 1 if begins else source.published)
    else:
        moved = replace(after.source, published=source.published + 1)
        yield "relay moves its cursor", replace(after, source=moved)


def _offer(state: State, position: int) -> Step:
    head, broker = state.source.head, state.broker
    event = Head(head.hash[:position], head.epoch)
    after = replace(broker, queue=broker.queue | {event}, taken=broker.taken | {event})
    return f"broker takes {event}", replace(state, broker=after)


def _operator(state: State, guards: Guards) -> Iterator[Step]:
    """What a person does about an alarm, once no worker is in its transaction."""
    consumer, source = state.consumer, state.source
    if consumer.status == "parked" and lock_is_free(state):
        running = replace(consumer, status="running")
        yield from _resume(state, running, "operator retries without a fix")
        fixed = replace(running, poison="")
        yield from _resume(state, fixed, "operator retries after a fix")
    if consumer.status != "forked":
        return
    if source.head.epoch > consumer.checkpoint.epoch and lock_is_free(state):
        empty = Consumer(
            checkpoint=Head("", source.head.epoch),
            wanted=source.head.position,
            poison=consumer.poison,
        )
        yield from _resume(state, empty, "operator rebuilds from the feed")
    elif was_restored(state, source.head.epoch):
        yield open_epoch(state, guards)


def _resume(state: State, consumer: Consumer, label: str) -> Iterator[Step]:
    for number, worker in enumerate(state.workers):
        if worker.phase == "idle":
            after = replace(state, consumer=consumer)
            yield label, after.with_worker(number, Worker("pulling"))
            return
