"""Where is a browser to prove the screens with, and how does it get there?"""

import shutil
from pathlib import Path

from infra.postgres import programs

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> Path | None:
    """The first browser of the Chromium family on PATH."""
    found = (shutil.which(name) for name in NAMES)
    return next((Path(place) for place in found if place), None)


def install() -> None:
    """Install Debian's Chromium."""
    programs.install("chromium")
