"""Which programs prove the files for production, and how do they get there?"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from infra.postgres import programs

DOVECOT_PLACES = ("/usr/lib/dovecot", "/usr/libexec/dovecot")
"""Where packages put what the server starts for each connection."""

POSTFIX_PLACES = ("/usr/lib/postfix/sbin", "/usr/libexec/postfix")
"""Where packages put what its master process starts, and that itself."""

SYSTEM = "/usr/sbin"
"""Where packages put servers; it is seldom on the PATH of people."""

_OLDEST_KUSTOMIZE = 4
_VERSION = re.compile(r"Kustomize Version: v(\d+)")


class Monitoring(NamedTuple):
    """What Prometheus and Alertmanager bring to check their own files with."""

    promtool: Path
    amtool: Path


def find_monitoring() -> Monitoring | None:
    """Both tools, on PATH."""
    found = [shutil.which(name) for name in Monitoring._fields]
    paths = [Path(place) for place in found if place]
    return Monitoring(*paths) if len(paths) == len(found) else None


def install_monitoring() -> None:
    """Install Debian's packages of both; neither server is started."""
    programs.install("prometheus")
    programs.install("prometheus-alertmanager")


def find_kubectl() -> Path | None:
    """kubectl on PATH, if it makes manifests of what today's kustomize understands."""
    found = shutil.which("kubectl")
    if found is None:
        return None
    asked = [found, "version", "--client"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    version = _VERSION.search(told)
    recent = version is not None and int(version[1]) >= _OLDEST_KUSTOMIZE
    return Path(found) if recent else None


def install_kubectl() -> None:
    """Install Debian's package; it is recent enough from Debian 13 on."""
    programs.install("kubernetes-client")


def find_clamd() -> Path | None:
    """ClamAV's scanner, where packages put it or on PATH."""
    found = shutil.which("clamd") or shutil.which("clamd", path=SYSTEM)
    return Path(found) if found else None


def install_clamd() -> None:
    """Install Debian's package; the scanner that comes with it is not started."""
    programs.install("clamav-daemon")


def find_postfix() -> Path | None:
    """Postfix's master process, where it may be started: it begins as root."""
    found = [Path(place, "master") for place in POSTFIX_PLACES]
    there = next((one for one in found if one.is_file()), None)
    return there if os.geteuid() == 0 else None


def install_postfix() -> None:
    """Install Debian's package; the server that comes with it is not started."""
    programs.install("postfix")


def find_dovecot() -> Path | None:
    """A mail server with IMAP."""
    found = shutil.which("dovecot") or shutil.which("dovecot", path=SYSTEM)
    imap = [Path(place, "imap") for place in DOVECOT_PLACES]
    return Path(found) if found and any(one.is_file() for one in imap) else None


def install_dovecot() -> None:
    """Install Debian's package; the server that comes with it is not started."""
    programs.install("dovecot-imapd")
