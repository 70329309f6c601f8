"""What does a page of HTML say, as plain text?

Python's own parser is not asked, since it takes the square of what is left open:
100 kB of `<a ` cost it two minutes. Here each character is looked at once.
"""

from __future__ import annotations

import re
from html import unescape

_TOKEN = re.compile(
    r"""
      <!--.*?(?:-->|\Z)
    | <(?P<close>/?)(?P<name>[a-z][a-z0-9]*)
        (?:"[^"]*"|'[^']*'|[^'">]+)*+>?
    | <[!?/][^>]*>?
    | (?P<text>[^<]+|<)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

_UNSEEN = {
    name: re.compile(rf"</{name}", re.IGNORECASE)
    for name in ("script", "style", "title")
}
_PARAGRAPHS = re.compile(r"p|h[1-6]|[uod]l|table|blockquote|pre")
_LINES = re.compile(r"address|article|div|d[dt]|footer|form|header|hr|li|section|tr")
_CELLS = re.compile(r"t[dh]")


def plain(html: str, most: int) -> str:
    """What a reader would see of it, up to about `most` characters."""
    page = _Page()
    unclosed: set[str] = set()
    at = 0
    while at < len(html) and page.size < most:
        match = _TOKEN.match(html, at)
        assert match is not None, "whatever is no tag is text"
        at = match.end()
        if match["text"]:
            page.say(_unescaped(match["text"]))
            continue
        name = (match["name"] or "").lower()
        if name in _UNSEEN and not match["close"] and name not in unclosed:
            end = _UNSEEN[name].search(html, at)
            # One that is never closed is passed over, and its like not searched again.
            at = end.start() if end else at
            unclosed |= set() if end else {name}
        page.mark(name, closing=bool(match["close"]))
    return page.text()


class _Page:
    """Text that is being set: blanks are one, and breaks side by side are one."""

    def __init__(self) -> None:
        self.size = 0
        self._said: list[str] = []
        self._breaks = 0
        self._blank = False
        self._bullet = ""
        self._as_typed = False

    def say(self, text: str) -> None:
        """Add what stands between two tags."""
        if not self._as_typed:
            self._set(" ".join(text.split()), text)
            return
        for index, line in enumerate(text.split("\n")):
            self._breaks += index > 0
            self._set(line.rstrip(), line)

    def mark(self, name: str, *, closing: bool) -> None:
        """Heed what a tag does to the lines."""
        if name == "br":
            self._breaks += 1
        elif _PARAGRAPHS.fullmatch(name):
            self._breaks = max(self._breaks, 2)
        elif _LINES.fullmatch(name):
            self._breaks = max(self._breaks, 1)
        elif _CELLS.fullmatch(name):
            self._blank = True
        if name == "pre":
            self._as_typed = not closing
        if name == "li" and not closing:
            self._bullet = "- "

    def text(self) -> str:
        """All that was set."""
        return "".join(self._said).strip()

    def _set(self, words: str, text: str) -> None:
        if not words:
            self._blank = self._blank or bool(text)
            return
        if self._breaks:
            words = "\n" * min(self._breaks, 2) + self._bullet + words
        elif self._blank or text[0].isspace():
            words = " " + words
        self._said.append(words)
        self.size += len(words)
        self._breaks, self._bullet = 0, ""
        self._blank = text[-1].isspace()


def _unescaped(text: str) -> str:
    try:
        return unescape(text)
    except ValueError:
        # A character number of thousands of digits is more than Python will read.
        return text
