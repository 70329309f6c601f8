"""What can one worker of the consumer do next?"""

from collections.abc import Iterator
from dataclasses import replace

from tests.model.apply import apply, judge_head, want
from tests.model.guards import Guards
from tests.model.state import Batch, Head, State, Step, Worker

IDLE = Worker()


def worker_steps(state: State, number: int, guards: Guards) -> Iterator[Step]:
    worker = state.workers[number]
    match worker.phase:
        case "idle":
            yield from _start(state, number, guards)
        case "received" | "busy" | "noted":
            yield from _take_lock(state, number, worker, guards)
        case "locked" | "torn":
            yield _commit(state, number, worker, guards)
        case "committed":
            yield _acknowledge(state, number, worker)
        case "checking":
            yield _look_again(state, number, worker, guards)
        case "pulling":
            yield _pull(state, number, guards)
        case "asked" if lock_is_free(state):
            yield _compare(state, number, worker, guards)


def lock_is_free(state: State) -> bool:
    return all(worker.phase not in ("locked", "torn") for worker in state.workers)


def receive(state: State, number: int, event: Head, guards: Guards) -> State:
    batch = Batch(event.position - 1, event)
    message = event if guards.acknowledge_after_commit else None
    return state.with_worker(number, Worker("received", batch, message))


def _start(state: State, number: int, guards: Guards) -> Iterator[Step]:
    for event in state.broker.queue:
        broker = replace(state.broker, queue=state.broker.queue - {event})
        taken = replace(state, broker=broker)
        yield f"receives {event}", receive(taken, number, event, guards)
    if guards.beacon and state.consumer.status != "forked":
        head = state.source.head
        yield f"asks for the head, {head}", state.with_worker(number, _told(state))


def _take_lock(
    state: State, number: int, worker: Worker, guards: Guards
) -> Iterator[Step]:
    """Take the checkpoint row, or leave word for whoever has it."""

    def become(after: Worker) -> State:
        return state.with_worker(number, after)

    if worker.phase == "busy":
        consumer = want(state.consumer, worker.batch.head.position)
        noted = become(replace(worker, phase="noted"))
        yield "notes what is wanted", replace(noted, consumer=consumer)
    elif worker.phase == "noted" and not guards.second_try:
        yield "acknowledges and leaves", become(IDLE)
    elif lock_is_free(state) or not guards.row_lock:
        locked = replace(worker, phase="locked", seen=state.consumer.checkpoint)
        yield "locks the checkpoint", become(locked)
    elif worker.phase == "received":
        yield "finds it locked", become(replace(worker, phase="busy"))
    else:
        # The holder had not committed when `wanted` was written: it will look.
        yield "finds it still locked, acknowledges and leaves", become(IDLE)


def _commit(state: State, number: int, worker: Worker, guards: Guards) -> Step:
    before, done = state.consumer, replace(worker, phase="committed", seen=Head())
    if worker.phase == "torn":
        after, label = replace(before, checkpoint=worker.seen), "moves the checkpoint"
    else:
        after = apply(before, worker.seen, worker.batch, guards)
        label = f"commits {after.status} at {after.checkpoint}"
        if not guards.one_transaction:
            done = replace(worker, phase="torn", seen=after.checkpoint)
            after, label = replace(after, checkpoint=before.checkpoint), "writes"
    return label, replace(state.with_worker(number, done), consumer=after)


def _acknowledge(state: State, number: int, worker: Worker) -> Step:
    checking = replace(worker, phase="checking", message=None)
    label = "acknowledges" if worker.message else "is done with the page"
    return label, state.with_worker(number, checking)


def _look_again(state: State, number: int, worker: Worker, guards: Guards) -> Step:
    """See whether anybody knew of more meanwhile, or only what came in itself."""
    consumer, own = state.consumer, worker.batch.head.position
    wanted = consumer.wanted if guards.recheck_wanted else own
    if consumer.status == "running" and wanted > consumer.checkpoint.position:
        label, after = f"sees that {wanted} is wanted", Worker("pulling")
    else:
        label, after = "sees that no more is wanted", IDLE
    return label, state.with_worker(number, after)


def _pull(state: State, number: int, guards: Guards) -> Step:
    """Fetch a page of the feed, outside the handler and its transaction.

    A page that brings nothing says what a beacon says. To drop it and look again
    would go on for ever.
    """
    checkpoint = state.consumer.checkpoint
    page = Batch(checkpoint.position, state.source.head)
    useful = page.events() and page.head.epoch == checkpoint.epoch
    dropped = not guards.page_is_told
    after = Worker("received", page) if useful or dropped else _told(state)
    return f"pulls up to {page.head}", state.with_worker(number, after)


def _told(state: State) -> Worker:
    head = state.source.head
    return Worker("asked", Batch(head.position, head), seen=state.consumer.checkpoint)


def _compare(state: State, number: int, worker: Worker, guards: Guards) -> Step:
    """Judge the head that was told, but only against what was known before asking.

    A checkpoint that has moved since may have passed that head without any fork.
    """
    consumer, heard = state.consumer, worker.batch.head
    if guards.beacon_unmoved and consumer.checkpoint != worker.seen:
        return "sees that the checkpoint has moved", state.with_worker(number, IDLE)
    match judge_head(consumer.checkpoint, heard, guards):
        case "fork":
            forked = replace(consumer, status="forked")
            label, after = "hears of a fork", replace(state, consumer=forked)
        case "gap" if consumer.status == "running":
            behind = state.with_worker(number, Worker("pulling"))
            return f"hears that {heard} exists", behind
        case _:
            label, after = "hears nothing new", state
    return label, after.with_worker(number, IDLE)
