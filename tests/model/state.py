"""What is there to know about the protocol at one moment?"""

from dataclasses import dataclass, replace
from typing import Literal

Phase = Literal[
    "idle",
    "received",  # has a batch, holds nothing yet
    "busy",  # found the checkpoint row locked
    "noted",  # has raised `wanted` because of that
    "locked",  # in its transaction, has read the checkpoint
    "torn",  # wrote the effect but not the checkpoint (sabotage only)
    "committed",
    "checking",  # has acknowledged, looks whether more is wanted
    "pulling",
    "asked",  # holds the head that the beacon told
]


@dataclass(frozen=True, slots=True)
class Head:
    """A log as far as one event: "ab" is event b at position 2, after event a.

    The text plays the hash. It is equal only if every event before it is equal,
    and without its last letter it is the previous hash. The epoch is that of the
    log it was read from, not of the day when the event was appended.
    """

    hash: str = ""
    epoch: int = 1

    @property
    def position(self) -> int:
        return len(self.hash)

    def __str__(self) -> str:
        return f"{self.hash}@{self.epoch}"


@dataclass(frozen=True, slots=True)
class Batch:
    """Events after position `start` and up to `head`: a message or a feed page."""

    start: int
    head: Head

    def events(self) -> list[str]:
        last = self.head.position
        return [self.head.hash[:end] for end in range(self.start + 1, last + 1)]


@dataclass(frozen=True, slots=True)
class Source:
    head: Head = Head()
    published: int = 0  # the relay's cursor, kept beside the log
    under_way: bool = False  # the relay is between the broker and its cursor
    appended: int = 0  # names the next event, so that no name comes twice
    abandoned: frozenset[Head] = frozenset()  # logs that a restore or epoch ended


@dataclass(frozen=True, slots=True)
class Broker:
    queue: frozenset[Head] = frozenset()
    taken: frozenset[Head] = frozenset()  # what some queue has ever held
    lost: frozenset[Head] = frozenset()  # what the broker itself has dropped


@dataclass(frozen=True, slots=True)
class Consumer:
    """The consumer's database: its checkpoint and the effects it has applied."""

    checkpoint: Head = Head()
    effects: str = ""
    wanted: int = 0
    status: Literal["running", "parked", "forked"] = "running"
    poison: str = ""  # events that the present code cannot apply


@dataclass(frozen=True, slots=True)
class Worker:
    phase: Phase = "idle"
    batch: Batch = Batch(0, Head())
    message: Head | None = None  # what it has yet to acknowledge
    seen: Head = Head()  # the checkpoint as it read it


@dataclass(frozen=True, slots=True)
class Budget:
    """What the world may still do to the protocol; finite, so that we can finish."""

    appends: int = 0
    crashes: int = 0
    losses: int = 0
    duplicates: int = 0
    restores: int = 0


@dataclass(frozen=True, slots=True)
class State:
    workers: tuple[Worker, ...]
    budget: Budget
    source: Source = Source()
    broker: Broker = Broker()
    consumer: Consumer = Consumer()

    def with_worker(self, number: int, worker: Worker) -> "State":
        before, after = self.workers[:number], self.workers[number + 1 :]
        return replace(self, workers=(*before, worker, *after))


Step = tuple[str, State]


def in_step(known: str, budget: Budget, *, workers: int = 1, poison: str = "") -> State:
    """Everybody has heard of the same log, and nothing is under way."""
    head = Head(known)
    heads = frozenset(Head(event) for event in Batch(0, head).events())
    return State(
        workers=(Worker(),) * workers,
        budget=budget,
        source=Source(head=head, published=head.position, appended=head.position),
        broker=Broker(taken=heads),
        consumer=Consumer(checkpoint=head, effects=known, poison=poison),
    )
