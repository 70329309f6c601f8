"""What goes wrong, and how soon, when one guard of the protocol is taken out?"""

from dataclasses import dataclass, fields
from pathlib import Path

import pytest

from tests.model.check import counterexamples, everything_in
from tests.model.guards import Guards
from tests.model.properties import ACKNOWLEDGED, ALARM, CONVERGES, EFFECTS, PUBLISHED
from tests.model.state import Budget, State, in_step


@dataclass(frozen=True, kw_only=True)
class Twin:
    """The guard taken out, the promise that breaks, and the steps that it takes.

    `besides` are guards that are out in any case: a beacon would hide a stall.
    """

    out: str
    breaks: str
    in_steps: int
    world: State
    besides: tuple[str, ...] = ()


FORK = in_step("a", Budget(appends=2, restores=1))
CRASH = in_step("", Budget(appends=1, crashes=1))
COMPETE = in_step("", Budget(appends=2), workers=2)
QUIET = in_step("", Budget(appends=2))
TWINS = {
    "a cursor moved before the confirm claims what no queue took": Twin(
        out="cursor_after_confirm", breaks=PUBLISHED, in_steps=2, world=CRASH
    ),
    "a cursor moved before the confirm and a crash: never offered": Twin(
        out="cursor_after_confirm",
        besides=("beacon",),
        breaks=CONVERGES,
        in_steps=3,
        world=CRASH,
    ),
    "an acknowledgement before the commit forgets the event": Twin(
        out="acknowledge_after_commit", breaks=ACKNOWLEDGED, in_steps=3, world=CRASH
    ),
    "an acknowledgement before the commit and a crash: never applied": Twin(
        out="acknowledge_after_commit",
        besides=("beacon",),
        breaks=CONVERGES,
        in_steps=4,
        world=CRASH,
    ),
    "two workers without the row lock apply an event twice": Twin(
        out="row_lock",
        breaks=EFFECTS,
        in_steps=8,
        world=in_step("", Budget(appends=1, duplicates=1), workers=2),
    ),
    "a checkpoint in a transaction of its own: applied twice after a crash": Twin(
        out="one_transaction", breaks=EFFECTS, in_steps=9, world=CRASH
    ),
    "a restored source is merged when the previous hash is not compared": Twin(
        out="previous_hash", breaks=EFFECTS, in_steps=8, world=FORK
    ),
    "an event of the log that was given up comes back after the recovery": Twin(
        out="older_epoch", breaks=EFFECTS, in_steps=15, world=FORK
    ),
    "a consumer slides into an epoch that it was not rebuilt for": Twin(
        out="other_epoch", breaks=EFFECTS, in_steps=8, world=FORK
    ),
    "a feed that brings nothing is pulled again for ever": Twin(
        out="page_is_told", breaks=CONVERGES, in_steps=7, world=FORK
    ),
    "another event at the same position passes for a duplicate": Twin(
        out="same_hash",
        breaks=CONVERGES,
        in_steps=2,
        world=in_step("a", Budget(appends=1, restores=1)),
    ),
    "an epoch's number used twice: the second recovery cannot be told": Twin(
        out="fresh_epoch",
        breaks=CONVERGES,
        in_steps=6,
        world=in_step("a", Budget(restores=2)),
    ),
    "an event that came early is taken for a fork": Twin(
        out="gap", breaks=ALARM, in_steps=8, world=QUIET
    ),
    "an event that came early leaves a hole": Twin(
        out="gap",
        besides=("previous_hash",),
        breaks=EFFECTS,
        in_steps=8,
        world=QUIET,
    ),
    "a poison event that is skipped leaves a hole": Twin(
        out="park",
        breaks=EFFECTS,
        in_steps=7,
        world=in_step("", Budget(appends=2), poison="a"),
    ),
    "what arrives while parked is acknowledged without a trace": Twin(
        out="note_while_parked",
        breaks=ACKNOWLEDGED,
        in_steps=14,
        world=in_step("", Budget(appends=2), poison="a"),
    ),
    "a holder that does not look at what is wanted leaves the tail": Twin(
        out="recheck_wanted",
        besides=("beacon",),
        breaks=CONVERGES,
        in_steps=11,
        world=COMPETE,
    ),
    "a worker that notes what is wanted too late leaves the tail": Twin(
        out="second_try",
        besides=("beacon",),
        breaks=CONVERGES,
        in_steps=12,
        world=COMPETE,
    ),
    "a last event that the broker lost is never missed": Twin(
        out="beacon",
        breaks=CONVERGES,
        in_steps=3,
        world=in_step("", Budget(appends=1, losses=1)),
    ),
    "a source that was cut short and is quiet goes unnoticed": Twin(
        out="beacon_behind",
        breaks=CONVERGES,
        in_steps=1,
        world=in_step("a", Budget(restores=1)),
    ),
    "a head told before the checkpoint moved is taken for a fork": Twin(
        out="beacon_unmoved",
        breaks=ALARM,
        in_steps=7,
        world=in_step("", Budget(appends=1), workers=2),
    ),
}
DOCUMENT = Path(__file__).parents[2] / "docs" / "model.md"
every_twin = pytest.mark.parametrize("twin", TWINS.values(), ids=TWINS.keys())


@every_twin
def test_with_the_guard_nothing_goes_wrong(twin: Twin) -> None:
    found = everything_in(twin.world, Guards().without(*twin.besides))
    assert counterexamples(found) == {}


@every_twin
def test_without_the_guard_the_promise_breaks(twin: Twin) -> None:
    found = everything_in(twin.world, Guards().without(*twin.besides, twin.out))
    path = counterexamples(found)[twin.breaks]
    assert len(path) == twin.in_steps, path


def test_every_guard_has_its_twin() -> None:
    guards = {guard.name for guard in fields(Guards)}
    assert {twin.out for twin in TWINS.values()} == guards


@every_twin
def test_the_document_tells_how_soon(twin: Twin) -> None:
    rows = [line.split("|") for line in DOCUMENT.read_text().splitlines()]
    told = [(row[1], row[2], row[4]) for row in rows if len(row) == 6]
    besides = f" `{', '.join(twin.besides)}` " if twin.besides else " "
    assert (f" `{twin.out}` ", besides, f" {twin.in_steps} ") in told
