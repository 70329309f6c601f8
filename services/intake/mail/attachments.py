"""Which files does a message carry, whatever they are wrapped in?

A part of its own, an image that its HTML shows, a message within the message, lines of
uuencode in the text, a winmail.dat (TNEF) as Outlook sends it: each is one file here.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from contracts.mail import LARGEST_MESSAGE
from services.intake.mail.headers import decode_words, split
from services.intake.mail.parts import Branch, Leaf, Part
from services.intake.mail.text import one_line
from services.intake.mail.tnef import unwrap
from services.intake.mail.transfer import undo
from services.intake.mail.uuencoded import uuencoded_files

MOST_FILES = 50
"""Files that are kept by themselves; the message as received has the others too."""

LONGEST_NAME = 200

_TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}

# What runs when it is opened (the list that Outlook blocks, without what is only text).
_RUNS = frozenset(
    """
    ade adp app appx appxbundle asp bas bat cer chm cmd com cpl crt der diagcab exe fxp
    gadget hlp hta inf ins iso isp its jar jnlp js jse ksh lnk mad maf mag mam maq mar
    mas mat mau mav maw mcf mda mdb mde mdt mdw mdz msc msh msi msix msp mst ops pcd pif
    pl prf prg ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psm1 pst reg scf scr sct sh shb shs
    sys tmp url vb vbe vbp vbs vhd vhdx vsmacros vsw ws wsc wsf wsh xbap xll xnk
    """.split()  # noqa: SIM905  # a list of words is read as words
)
_RUNNING = {
    "application/x-msdownload",
    "application/x-dosexec",
    "text/javascript",
}


@dataclass(frozen=True, kw_only=True)
class Carried:
    """A file as it left its sender; `content_id` is what HTML calls it by."""

    name: str
    kind: str
    content: bytes
    content_id: str = ""

    @property
    def offered(self) -> bool:
        """Whether somebody may be led to open it: it does not run by itself."""
        endings = {one.lower().strip(". ") for one in self.name.split(".")[1:]}
        return self.kind not in _RUNNING and not endings & _RUNS


def files_of(raw: bytes, part: Part) -> list[Carried]:
    """The files in their order, MOST_FILES and the size of a message at most."""
    kept: list[Carried] = []
    left = LARGEST_MESSAGE
    for one in _files(raw, part):
        left -= len(one.content)
        if left < 0 or len(kept) == MOST_FILES:
            break
        kept.append(_named(one, len(kept) + 1))
    return kept


def _files(raw: bytes, part: Part) -> Iterator[Carried]:
    if isinstance(part, Branch):
        for one in part.parts:
            yield from _files(raw, one)
        return
    kind = part.kind
    plain = kind in ("text/plain", "text/html") and not (part.attached or part.name)
    if plain and (
        kind == "text/html" or b"\nbegin" not in raw[part.start - 1 : part.end]
    ):
        return
    content = undo(part.encoding, raw[part.start : part.end])
    if plain:
        yield from _inside(content)
    elif kind in _TNEF or part.name.lower() == "winmail.dat":
        yield from _wrapped(part, content)
    else:
        name = part.name or (_subject(content) if kind == "message/rfc822" else "")
        yield Carried(name=name, kind=kind, content=content, content_id=part.content_id)


def _inside(content: bytes) -> Iterator[Carried]:
    for name, decoded in uuencoded_files(content):
        yield Carried(name=name, kind=_kind_of(name), content=decoded)


def _wrapped(leaf: Leaf, content: bytes) -> Iterator[Carried]:
    """What Outlook wrapped up; the wrapping itself where it cannot be undone."""
    found = unwrap(content, MOST_FILES)
    if not found:
        yield Carried(name=leaf.name or "winmail.dat", kind=leaf.kind, content=content)
    for name, data in found:
        yield Carried(name=name.strip(), kind=_kind_of(name.strip()), content=data)


def _subject(content: bytes) -> str:
    subject = decode_words(split(content, 0, len(content)).text("subject", None))
    return f"{one_line(subject)[:100] or 'message'}.eml"


def _kind_of(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _named(carried: Carried, number: int) -> Carried:
    """A name that is a name and no path, with the kind's ending where there is none."""
    name = PurePosixPath(one_line(carried.name).replace("\\", "/")).name
    if not name.strip(". "):
        name = f"attachment-{number}{mimetypes.guess_extension(carried.kind) or ''}"
    if len(name) > LONGEST_NAME:
        ending = PurePosixPath(name).suffix[:20]
        name = name[: LONGEST_NAME - len(ending)] + ending
    return Carried(
        name=name,
        kind=carried.kind[:100],
        content=carried.content,
        content_id=carried.content_id[:LONGEST_NAME],
    )
