"""Is there a message that our reader fails at? An instrumented search for one.

Run as `python -m infra.fuzz.mail FOLDER OPTIONS...`, with libFuzzer's own options: what
is found to lead somewhere new is kept in the folder, and what fails beside it.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["services.intake.mail"]):
    from infra.fuzz.reading import read

MEGABYTES = 1_024
"""Memory that the whole search may take."""

LONGEST = 65_536
"""Bytes of a message that is tried."""


def main(folder: str, *options: str) -> None:
    """Search until the options say that it is enough; it ends the process."""
    limits = (f"-rss_limit_mb={MEGABYTES}", f"-max_len={LONGEST}", "-timeout=60")
    atheris.Setup([sys.argv[0], folder, *limits, *options], read_one)
    atheris.Fuzz()


def read_one(raw: bytes) -> None:
    """Read a message; whatever is raised is what is searched for."""
    read(raw)


if __name__ == "__main__":
    main(*sys.argv[1:])
