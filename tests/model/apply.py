"""What does the consumer make of a batch, or of a head that it hears?"""

from dataclasses import replace
from typing import Literal

from tests.model.guards import Guards
from tests.model.state import Batch, Consumer, Head

Verdict = Literal["next", "known", "gap", "fork"]


def apply(consumer: Consumer, seen: Head, batch: Batch, guards: Guards) -> Consumer:
    """Fold a batch into the effects, from the checkpoint that was seen under lock."""
    if consumer.status == "forked":
        return consumer
    if batch.head.epoch < seen.epoch and guards.older_epoch:
        return consumer  # from a log that was given up: no longer true
    if batch.head.epoch > seen.epoch and guards.other_epoch:
        return replace(consumer, status="forked")  # ours is the one given up
    if consumer.status == "parked":
        noted = batch.head.position if guards.note_while_parked else 0
        return want(consumer, noted)
    return _fold(replace(consumer, checkpoint=seen), batch, guards)


def want(consumer: Consumer, position: int) -> Consumer:
    return replace(consumer, wanted=max(consumer.wanted, position))


def judge_head(checkpoint: Head, heard: Head, guards: Guards) -> Verdict:
    """Compare the head that a source tells with the checkpoint it had before."""
    if guards.other_epoch and heard.epoch != checkpoint.epoch:
        return "fork"
    if heard.position < checkpoint.position:
        return "fork" if guards.beacon_behind else "known"
    if heard.position == checkpoint.position:
        return _same_position(checkpoint, heard.hash, guards)
    return "gap"


def _fold(consumer: Consumer, batch: Batch, guards: Guards) -> Consumer:
    for event in batch.events():
        match _judge(consumer.checkpoint, event, guards):
            case "known":
                continue
            case "fork":
                return replace(consumer, status="forked")
            case "gap":
                return want(consumer, len(event))
        letter = event[-1]
        if letter in consumer.poison and guards.park:
            parked: Consumer = replace(consumer, status="parked")
            return want(parked, batch.head.position)
        effect = "" if letter in consumer.poison else letter
        consumer = replace(
            consumer,
            checkpoint=Head(event, consumer.checkpoint.epoch),
            effects=consumer.effects + effect,
        )
    return consumer


def _judge(checkpoint: Head, event: str, guards: Guards) -> Verdict:
    position = len(event)
    if position < checkpoint.position:
        return "known"
    if position == checkpoint.position:
        return _same_position(checkpoint, event, guards)
    if position > checkpoint.position + 1 and guards.gap:
        return "gap"
    if event[:-1] != checkpoint.hash and guards.previous_hash:
        return "fork"
    return "next"


def _same_position(checkpoint: Head, event: str, guards: Guards) -> Verdict:
    return "fork" if event != checkpoint.hash and guards.same_hash else "known"
