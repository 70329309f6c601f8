"""Whom does a note name with an @? Told before it is kept, where that is not clear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

from contracts.mentions import MOST_MENTIONED, Mentioned
from contracts.people import Person
from contracts.refusals import Invalid
from contracts.values import PROVIDER
from services.gateway.screens import names

_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_NAMED = re.compile(r"(?<![\w@/.-])@([^\W\d_][\w'’-]*(?:\.[\w'’-]+)*)")


def mentioned_in(text: str, school_id: UUID) -> tuple[Mentioned, ...]:
    """Those of the desk whom a note names; Invalid where a name means none or several.

    By a first name, by all of it with dots between (`@olu.bello`), or by what stands
    before the @ of their address. What stands in `code` names nobody.
    """
    desk = [names.person(one.actor, PROVIDER) for one in names.colleagues()]
    known = [one for one in desk if one is not None]
    called: dict[str, None] = dict.fromkeys(_NAMED.findall(_CODE.sub(" ", text)))
    wrong: list[str] = []
    found: dict[UUID, Mentioned] = {}
    for name in called:
        fitting = [one for one in known if _fits(name, one)]
        if len(fitting) == 1:
            somebody = fitting[0]
            found[somebody.person_id] = Mentioned(
                person_id=somebody.person_id, email=somebody.email
            )
        else:
            wrong.append(_why(name, fitting, school_id))
    if len(found) > MOST_MENTIONED:
        wrong.append(f"A note names at most {MOST_MENTIONED} people.")
    if wrong:
        raise Invalid({"text": wrong})
    return tuple(found.values())


def _fits(name: str, somebody: Person) -> bool:
    return name.casefold() in _handles(somebody)


def _handles(somebody: Person) -> set[str]:
    words = somebody.name.casefold().split()
    local = somebody.email.casefold().partition("@")[0]
    return {words[0], ".".join(words), local}


def _why(name: str, fitting: list[Person], school_id: UUID) -> str:
    if fitting:
        some = " or ".join(_told(fitting))
        return f"@{name} may be any of several: write {some}."
    theirs = names.people(school_id)
    if any(_fits(name, one) for one in theirs):
        return f"@{name} is of the school, and reads no notes. Have them told instead."
    return f"Nobody of the desk is called @{name}. Without the @ it names nobody."


def _told(fitting: list[Person]) -> Iterator[str]:
    for one in fitting:
        yield f"@{one.email.partition('@')[0]} ({one.name})"
