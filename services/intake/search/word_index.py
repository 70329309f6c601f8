"""How do SQLite and PostgreSQL find what has certain words, by how they begin?

Both keep the words that `words.py` beside this makes, just as it makes them, so the
same search finds the same on both. PostgreSQL keeps them as a `tsvector` with a GIN
index. SQLite keeps them in a row, which triggers hold a full-text index to.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    DDL,
    ColumnElement,
    Connection,
    Dialect,
    Subquery,
    Table,
    Text,
    and_,
    bindparam,
    cast,
    event,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.types import TypeDecorator, TypeEngine

FEW = 500
"""SQLite fetches so many and puts them in order; of more, it looks in their order."""

_LOOKED_FOR = "looked_for"


class Words(TypeDecorator[frozenset[str]]):
    """Words as a database finds them: a `tsvector`, or text with spaces between."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind: Any = Text() if dialect.name == "sqlite" else TSVECTOR()
        return dialect.type_descriptor(kind)

    def process_bind_param(
        self, value: frozenset[str] | None, dialect: Dialect
    ) -> str | None:
        if value is None:
            return None
        if dialect.name == "sqlite":
            return " ".join(sorted(value))
        return " ".join(_lexeme(word) for word in sorted(value))


def keep_index(words: Table) -> None:
    """Have SQLite make an index of a table's words with it, and hold it to its rows.

    The index keeps no words of its own beside the rows': a row that goes, or that is
    emptied, takes its words along.
    """
    for statement in _ON_SQLITE:
        # A DDL element would read the per cent sign as a place for a value.
        made: Any = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
        event.listen(words, "after_create", made.execute_if(dialect="sqlite"))


def way_to_find(connection: Connection, begun: Sequence[str]) -> str:
    """How rows with words that begin so are found best.

    PostgreSQL sees for itself whether they are few or many; SQLite has to be told.
    """
    if connection.dialect.name != "sqlite":
        return "told by the server"
    asked = {_LOOKED_FOR: _on_sqlite(begun), "few": FEW}
    return "many" if connection.execute(_MANY, asked).scalar_one() > FEW else "few"


def has_words(words: Table, way: str, count: int) -> ColumnElement[bool]:
    """The condition that a row has words that begin like `count` others."""
    if way == "few":
        return words.c.entry.in_(text(_FOUND))
    if way == "many":
        spaced = literal_column("' '").concat(words.c.words)
        begun: list[Any] = [
            bindparam(f"{_LOOKED_FOR}_{number}") for number in range(count)
        ]
        return and_(*(func.instr(spaced, one) > 0 for one in begun))
    asked = cast(bindparam(_LOOKED_FOR, type_=Text()), TSQUERY)
    return words.c.words.bool_op("@@")(asked)


def looking_for(way: str, begun: Sequence[str]) -> dict[str, str]:
    """The values of that condition."""
    if way == "few":
        return {_LOOKED_FOR: _on_sqlite(begun)}
    if way == "many":
        return {f"{_LOOKED_FOR}_{n}": f" {word}" for n, word in enumerate(begun)}
    return {_LOOKED_FOR: " & ".join(f"{_lexeme(word)}:*" for word in begun)}


def newest_with_any(words: Table, dialect: str) -> Subquery:
    """The newest rows that have a word that begins like one, and any of several.

    Their number is bounded: what a school has had of old costs nothing more.
    """
    if dialect == "sqlite":
        return text(_NEWEST).columns(words.c.entry).subquery()
    asked = cast(bindparam(_LOOKED_FOR, type_=Text()), TSQUERY)
    # A sum is in no index: else rows would be gone through from the newest on.
    newest = (words.c.entry + 0).desc()
    found = select(words.c.entry).where(words.c.words.bool_op("@@")(asked))
    return found.order_by(newest).limit(bindparam("newest")).subquery()


def looking_for_any(dialect: str, one: str, several: Sequence[str]) -> dict[str, str]:
    """The values of that condition, besides how many are the `newest`."""
    if dialect == "sqlite":
        any_of = " OR ".join(_on_sqlite([word]) for word in several)
        return {_LOOKED_FOR: f"{_on_sqlite([one])} AND ({any_of})"}
    any_of = " | ".join(f"{_lexeme(word)}:*" for word in several)
    return {_LOOKED_FOR: f"{_lexeme(one)}:* & ({any_of})"}


def _lexeme(word: str) -> str:
    """A word as PostgreSQL reads it, whatever is in it."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _on_sqlite(begun: Sequence[str]) -> str:
    """Words as SQLite looks for them: each a string, and what begins so."""
    return " ".join('"' + word.replace('"', '""') + '"*' for word in begun)


_SIGNS = "".join(sign for sign in map(chr, range(33, 127)) if not sign.isalnum())
_IN_WORDS = _SIGNS.replace("'", "''").replace('"', '""')

# Only white space parts the words, for they are made already. Where they stand is not
# asked; what somebody begins to type is, at every key.
_ON_SQLITE = (
    "create virtual table ticket_words_found using fts5("
    "words, content='ticket_words', content_rowid='entry',"
    f""" tokenize="ascii tokenchars '{_IN_WORDS}'","""
    " prefix='1 2 3', detail=none, columnsize=0)",
    "create trigger ticket_words_added after insert on ticket_words begin"
    " insert into ticket_words_found (rowid, words) values (new.entry, new.words);"
    " end",
    "create trigger ticket_words_removed after delete on ticket_words begin"
    " insert into ticket_words_found (ticket_words_found, rowid, words)"
    " values ('delete', old.entry, old.words); end",
    "create trigger ticket_words_changed after update of words on ticket_words begin"
    " insert into ticket_words_found (ticket_words_found, rowid, words)"
    " values ('delete', old.entry, old.words);"
    " insert into ticket_words_found (rowid, words) values (new.entry, new.words);"
    " end",
)
_FOUND = (
    "select rowid as entry from ticket_words_found"
    " where ticket_words_found match :looked_for"
)
_NEWEST = f"{_FOUND} order by rowid desc limit :newest"
_MANY = text(f"select count(*) from ({_FOUND} limit :few + 1)")  # noqa: S608
