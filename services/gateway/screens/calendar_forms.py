"""What do the forms of a school's calendar have in common?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.directory import SchoolView
from contracts.refusals import Conflict, Invalid, Refusal
from services.gateway.screens.forms import Form
from services.gateway.screens.rows import Rows

_NO_DAY = "Not a valid date."
_MOST_DIGITS = 20


@dataclass(frozen=True)
class Filled:
    """A form as it stands: its rows, what else is said, and why it was not taken.

    `focus` is the field or button that is next, after a button made room.
    """

    rows: Rows
    said: Mapping[str, str]
    refused: Refusal | None = None
    focus: str = ""

    def form(self, school: SchoolView) -> Form:
        """Its fields, with what is wrong in words of the form.

        Who is told of what changed meanwhile has seen it: sent once more, it counts.
        """
        values = {**self.said, **self.rows.values()}
        if isinstance(self.refused, Conflict):
            values["version"] = str(school.version)
        made = Form(values)
        return made if self.refused is None else made.keep(_in_words(self.refused))


def labels(rows: Rows, noun: str, parts: Mapping[str, str]) -> dict[str, str]:
    """What each field is called where all mistakes are told together."""
    return {
        f"{rows.table.name}.{index}.{part}": f"{noun} {index + 1}, {words}"
        for index in range(len(rows.rows))
        for part, words in parts.items()
    }


def of_one_day(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows as they were typed; one without a last day is of one day."""
    return [
        {"until_on": one["from_on"], **one} if "from_on" in one else one for one in rows
    ]


def version_of(typed: str) -> int | None:
    """The version that the form was made on; None where it names none.

    One of more digits than a number has is none that there is, and is refused as such.
    """
    digits = typed.isascii() and typed.isdecimal()
    return int(typed[:_MOST_DIGITS]) if digits else None


def _in_words(refused: Refusal) -> Refusal:
    if not isinstance(refused, Invalid):
        return refused
    return Invalid(
        {
            name: ["Not a day such as 01/09/2026." if m == _NO_DAY else m for m in told]
            for name, told in refused.errors.items()
        }
    )
