"""What does the HTML of a message show, with nothing in it that could do anything?

What is left has no scripts, no forms and no styles, and fetches nothing: pictures are
shown where the message carries them itself. It is shown in a sandboxed frame besides.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

import nh3

from services.intake.mail.attachments import Carried
from services.intake.mail.charsets import decode
from services.intake.mail.parts import Branch, Leaf, Part
from services.intake.mail.transfer import undo

MOST_HTML = 512 * 1024
"""Bytes of HTML that are read, as they travelled."""

MOST_PICTURES = 3 * 1024 * 1024
"""Bytes of pictures that are shown in one page."""

_PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
_LINKS = ("https://", "http://", "mailto:", "tel:")
_TAGS = nh3.ALLOWED_TAGS - {"area", "map"}


def html_of(raw: bytes, part: Part) -> str | None:
    """The HTML of a message as it was written; None where it has none."""
    leaf = _html_leaf(part)
    if leaf is None:
        return None
    content = raw[leaf.start : min(leaf.end, leaf.start + MOST_HTML)]
    return decode(undo(leaf.encoding, content), leaf.charset)


def safe(html: str, files: list[Carried]) -> str:
    """The HTML made safe; pictures that the message carries stand in it."""
    pictures = _pictures(files)

    def keep(_tag: str, name: str, value: str) -> str | None:
        if name in ("href", "cite"):
            return value if value.lower().startswith(_LINKS) else None
        if name != "src":
            return value
        return pictures.get(value.removeprefix("cid:").strip())

    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={**nh3.ALLOWED_ATTRIBUTES, "img": {"src", "alt"}},
        attribute_filter=keep,
        url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
        link_rel="noopener noreferrer nofollow",
    )


def _html_leaf(part: Part) -> Leaf | None:
    if isinstance(part, Branch):
        found = (_html_leaf(one) for one in part.parts)
        return next((leaf for leaf in found if leaf), None)
    is_page = part.kind == "text/html" and not (part.attached or part.name)
    return part if is_page else None


def _pictures(files: list[Carried]) -> Mapping[str, str]:
    """The pictures by what HTML calls them, as addresses that hold their content."""
    shown: dict[str, str] = {}
    left = MOST_PICTURES
    for one in files:
        if one.content_id and one.kind in _PICTURES and len(one.content) <= left:
            left -= len(one.content)
            said = b64encode(one.content).decode()
            shown[one.content_id] = f"data:{one.kind};base64,{said}"
    return shown
