"""How is Markdown that people wrote shown? As CommonMark, and never as their HTML."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup


def render(text: str) -> Markup:
    """Safe HTML; a line end is a line end, as in a mail.

    Code may be wider than its place: it is scrolled by keyboard, too.
    """
    shown = _parser().render(text).replace("<pre>", '<pre tabindex="0">')
    return Markup(shown)  # noqa: S704  # html is disabled, so each <pre> is our own


@cache
def _parser() -> MarkdownIt:
    """Without HTML and images; markdown-it itself refuses addresses that run scripts.

    Headings would break the outline of the page around them: they stay text.
    """
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    return parser.enable("table").disable(
        ["image", "heading", "lheading", "html_block"]
    )
