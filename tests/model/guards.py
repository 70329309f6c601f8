"""Which precautions does the protocol take, so that each can be taken out?"""

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, kw_only=True)
class Guards:
    # The relay moves its cursor only over what the broker has confirmed.
    cursor_after_confirm: bool = True
    # A worker acknowledges only what is committed, or noted as wanted.
    acknowledge_after_commit: bool = True
    # One worker at a time is between reading the checkpoint and the commit.
    row_lock: bool = True
    # The checkpoint moves in the transaction of the effect.
    one_transaction: bool = True
    # The next event must name the hash of the checkpoint as its previous one.
    previous_hash: bool = True
    # What stands at the position of the checkpoint must have its hash.
    same_hash: bool = True
    # An event from an epoch before that of the checkpoint is dropped.
    older_epoch: bool = True
    # A newer epoch in a message, or any other in a head told, stops the school.
    other_epoch: bool = True
    # The number of an epoch is never used again, whatever a restored copy knows.
    fresh_epoch: bool = True
    # An event further on than the next is wanted, not judged.
    gap: bool = True
    # What cannot be applied stops the school; it is not passed over.
    park: bool = True
    # What arrives while parked is noted as wanted.
    note_while_parked: bool = True
    # After its commit a worker looks whether another has noted more as wanted.
    recheck_wanted: bool = True
    # A worker that has noted what is wanted tries the lock once more.
    second_try: bool = True
    # A page of the feed that brings nothing new is judged as a head told.
    page_is_told: bool = True
    # The consumer asks the source for its head, now and then.
    beacon: bool = True
    # A head told that lies behind the checkpoint is a fork.
    beacon_behind: bool = True
    # A head told is judged only if the checkpoint is as it was before asking.
    beacon_unmoved: bool = True

    def without(self, *names: str) -> "Guards":
        known = {field.name for field in fields(self)}
        assert known.issuperset(names)
        return replace(self, **dict.fromkeys(names, False))
