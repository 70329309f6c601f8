"""What must be true in every state, and where must every state be able to go?"""

from tests.model.protocol import was_restored
from tests.model.state import Head, State


def has_converged(state: State) -> bool:
    consumer, head = state.consumer, state.source.head
    return (
        consumer.status == "running"
        and consumer.checkpoint == head
        and consumer.effects == head.hash
    )


def _effects_are_one_history(state: State) -> bool:
    """The first events of a log, in order, each once, in the epoch of the checkpoint.

    A log that was abandoned counts, until the source's next epoch says that it is.
    """
    epoch = state.consumer.checkpoint.epoch
    return any(
        log.epoch == epoch and log.hash.startswith(state.consumer.effects)
        for log in state.source.abandoned | {state.source.head}
    )


def _published_means_taken(state: State) -> bool:
    """Whatever lies behind the relay's cursor has been in a queue, in some epoch."""
    taken = {event.hash for event in state.broker.taken}
    log = state.source.head.hash
    return all(log[:end] in taken for end in range(1, state.source.published + 1))


def _acknowledged_means_recorded(state: State) -> bool:
    """What a queue took is still there, in hand, or known to the database.

    What the broker itself loses is no breach of ours: the beacon makes up for it.
    """
    in_hand = {worker.message for worker in state.workers}
    waiting = state.broker.queue | state.broker.lost | in_hand
    return all(_recorded(state, event) for event in state.broker.taken - waiting)


def _recorded(state: State, event: Head) -> bool:
    consumer = state.consumer
    return (
        not state.source.head.hash.startswith(event.hash)
        or consumer.status == "forked"
        or event.epoch < consumer.checkpoint.epoch
        or event.position <= max(consumer.checkpoint.position, consumer.wanted)
    )


def _alarm_means_fork(state: State) -> bool:
    """A school is only stopped for a fork when its source did lose a log."""
    forked = state.consumer.status == "forked"
    return not forked or was_restored(state, state.consumer.checkpoint.epoch)


EFFECTS = "the effects are one history"
PUBLISHED = "what is published was taken"
ACKNOWLEDGED = "what is acknowledged is recorded"
ALARM = "an alarm means a fork"
CONVERGES = "every state can converge"
PROMISES = {
    EFFECTS: _effects_are_one_history,
    PUBLISHED: _published_means_taken,
    ACKNOWLEDGED: _acknowledged_means_recorded,
    ALARM: _alarm_means_fork,
}
