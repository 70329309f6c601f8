"""What would differ between two versions of a catalogue, in words?"""

from __future__ import annotations

from contracts.answers import AnswerKind
from contracts.catalogue import CatalogueDifference, Differs, Use
from services.gateway.screens.catalogue_forms import LABELS, PARTS

KINDS = {
    AnswerKind.TEXT: "In words",
    AnswerKind.CHOICE: "By one of several choices",
    AnswerKind.DATE: "By a day",
    AnswerKind.PERSON: "By a name or an address",
}
USES = {
    Use.TEACHING: "Teaching",
    Use.LEARNING: "Learning",
    Use.ADMINISTRATION: "Administration",
    Use.SAFEGUARDING: "Safeguarding",
}
_HOW = {
    Differs.ADDED: "is added",
    Differs.REMOVED: "is taken away",
    Differs.MOVED: "is in another place",
}


def in_words(one: CatalogueDifference) -> str:
    """A difference as a person reads it: what it was, and what it would be."""
    what = f"“{one.offering}”"
    if one.question:
        what += f", question “{one.question}”"
    if one.how is not Differs.CHANGED:
        return f"{what} {_HOW[one.how]}"
    name = (PARTS if one.question else LABELS).get(one.field, one.field)
    before, after = (words or "nothing" for words in (one.before, one.after))
    return f"{what}, {name.lower()}: {after} instead of {before}"
