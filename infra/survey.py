"""What does the code itself say of its services, their events and their rights?"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from contracts.declare import CATALOGUE, Declaration
from shared.application import Rooms
from shared.decider import Decider

REPOSITORY = Path(__file__).resolve().parents[1]
_STORED = "sqlalchemy"


class Survey(NamedTuple):
    """Where one event comes from and who listens: what a reader looks for first."""

    declaration: Declaration
    decider: Decider[Any] | None
    decided_in: tuple[str, ...]
    heard_by: tuple[str, ...]

    @property
    def stream(self) -> str:
        """How the streams that it stands in are named."""
        if self.decider is None:
            return ""
        return f"{self.decider.category}-<{self.decider.identity}>"


@cache
def services() -> dict[str, Rooms]:
    """The rooms of every service that keeps a log, by name."""
    places = sorted(REPOSITORY.glob("services/*/rooms.py"))
    names = [place.parent.name for place in places]
    return {name: import_module(f"services.{name}.rooms").ROOMS for name in names}


def messages(kind: str) -> list[Declaration]:
    """The declarations of a kind in contracts/; test samples are none of them."""
    for place in REPOSITORY.glob("contracts/*.py"):
        import_module(f"contracts.{place.stem}")
    return [
        declaration
        for declaration in CATALOGUE.all(kind)
        if declaration.message.__module__.startswith("contracts.")
    ]


def events(service: str) -> list[Survey]:
    """The events of a service in the order in which its language declares them."""
    declared = [one for one in messages("event") if one.service == service]
    return [_survey(one) for one in sorted(declared, key=_place)]


def evolved(decider: Decider[Any]) -> frozenset[type]:
    """The events that a decider's `evolve` takes, as its second argument says."""
    hints = list(get_type_hints(decider.evolve).values())
    return frozenset(_members(hints[1]))


def _survey(event: Declaration) -> Survey:
    rooms = services()[event.service]
    takes = [one for one in rooms.deciders if event.message in evolved(one)]
    return Survey(
        declaration=event,
        decider=takes[0] if len(takes) == 1 else None,
        decided_in=tuple(_makers(event)),
        heard_by=tuple(_listeners(event)),
    )


def _makers(event: Declaration) -> Iterator[str]:
    """The rooms that make the event: rules only, since those that keep rows show it."""
    for room, made in _rules_of(event.service):
        if event.message.__name__ in made:
            yield room


@cache
def _rules_of(service: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each room of a service that keeps no rows, and what is made in it."""
    home = REPOSITORY / "services" / service
    trees = [(place, _tree(place)) for place in sorted(home.rglob("*.py"))]
    return tuple(
        (place.relative_to(home).as_posix(), _made(tree))
        for place, tree in trees
        if not _imports(tree, _STORED)
    )


def _listeners(event: Declaration) -> Iterator[str]:
    """Who keeps what a source says, or answers this event of it."""
    for name, rooms in services().items():
        if event.service not in rooms.hears:
            continue
        keeps = rooms.fold.__module__.startswith("services.")
        if keeps or _answers(rooms, event):
            yield name


def _answers(rooms: Rooms, event: Declaration) -> bool:
    if not rooms.react.__module__.startswith("services."):
        return False
    return event.message.__name__ in _named(rooms.react.__module__)


@cache
def _named(module: str) -> frozenset[str]:
    place = REPOSITORY / f"{module.replace('.', '/')}.py"
    nodes = ast.walk(_tree(place))
    return frozenset(node.id for node in nodes if isinstance(node, ast.Name))


def _made(tree: ast.Module) -> frozenset[str]:
    """The names that are called, or chosen to be called, anywhere in a module."""
    made: set[str] = set()
    for node in ast.walk(tree):
        chosen: Sequence[ast.expr] = ()
        if isinstance(node, ast.Call):
            chosen = (node.func,)
        elif isinstance(node, ast.IfExp):
            chosen = (node.body, node.orelse)
        made |= {one.id for one in chosen if isinstance(one, ast.Name)}
    return frozenset(made)


def _imports(tree: ast.Module, package: str) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and node.module == package
        for node in tree.body
    )


@cache
def _tree(place: Path) -> ast.Module:
    return ast.parse(place.read_text())


def _place(declaration: Declaration) -> tuple[bool, str, int]:
    """Where a message is declared: the service's main language first."""
    name = declaration.message.__module__
    main = name == f"contracts.{declaration.service}"
    return not main, name, _lines(name)[declaration.message.__name__]


@cache
def _lines(module: str) -> dict[str, int]:
    """Where in a module each of its classes begins."""
    tree = _tree(Path(str(import_module(module).__file__)))
    return {one.name: one.lineno for one in tree.body if isinstance(one, ast.ClassDef)}


def _members(hint: Any) -> tuple[type, ...]:
    if get_origin(hint) in (Union, UnionType):
        return tuple(kind for part in get_args(hint) for kind in _members(part))
    return (hint,)
