"""Which text do these bytes stand for, whatever they are labelled?"""

from __future__ import annotations

import codecs
import re

# Labels that lie more often than not stand for what is sent under them, as browsers
# have it: the larger set of which the named one is a part.
_MEANT = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
_OUTLANDISH = {"ks_c_5601-1987": "cp949", "x-sjis": "cp932", "x-gbk": "gb18030"}

# Encodings of Python's own that no mail program sends; some are quadratic.
_NOT_OF_MAIL = {"idna", "punycode", "raw-unicode-escape", "unicode-escape"}

# Python remembers every name it is asked for, so it is asked for short ones only.
_LABEL = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,39}")


def decode(content: bytes, label: str | None) -> str:
    """The text, as well as it can be told; what cannot be told is replaced."""
    charset = _charset(label)
    if charset == "ascii":
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return content.decode(_MEANT.get(charset, charset), "replace")


def _charset(label: str | None) -> str:
    """Python's name of the charset; where the label is none, that of plain text."""
    name = (label or "").strip().lower()
    name = _OUTLANDISH.get(name, name)
    if not _LABEL.fullmatch(name):
        return "ascii"
    try:
        charset = codecs.lookup(name).name
        b"?".decode(charset, "replace")
    except (LookupError, UnicodeError):
        return "ascii"
    return "ascii" if charset in _NOT_OF_MAIL else charset
