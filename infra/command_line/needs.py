"""What do tests need of a machine besides Python, and what becomes of them without?"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from rich.console import Console

from infra import chromium, tools
from infra.postgres import programs
from infra.rabbitmq import programs as rabbitmq

console = Console(highlight=False)


class Need(NamedTuple):
    """A program that some tests use; `what` names it to whoever has to install it."""

    name: str
    marker: str
    option: str
    what: str
    find: Callable[[], object]
    install: Callable[[], None]


POSTGRESQL = Need(
    "PostgreSQL",
    "needs_postgresql",
    "--without-postgresql",
    f"PostgreSQL {programs.OLDEST} or newer (initdb and postgres, on PATH or where"
    " packages put them)",
    programs.find_programs,
    programs.install,
)
RABBITMQ = Need(
    "RabbitMQ",
    "needs_rabbitmq",
    "--without-rabbitmq",
    "RabbitMQ 3.10 or newer (rabbitmq-server, rabbitmqctl and epmd, where packages put"
    " them)",
    rabbitmq.find_programs,
    rabbitmq.install,
)
CHROMIUM = Need(
    "Chromium",
    "needs_chromium",
    "--without-chromium",
    "Chromium (chromium or google-chrome, on PATH)",
    chromium.find,
    chromium.install,
)
PROMETHEUS = Need(
    "Prometheus",
    "needs_prometheus",
    "--without-prometheus",
    "Prometheus and Alertmanager (promtool and amtool, on PATH)",
    tools.find_monitoring,
    tools.install_monitoring,
)
KUBECTL = Need(
    "kubectl",
    "needs_kubectl",
    "--without-kubectl",
    "kubectl (1.21 or newer, on PATH)",
    tools.find_kubectl,
    tools.install_kubectl,
)
DOVECOT = Need(
    "Dovecot",
    "needs_dovecot",
    "--without-dovecot",
    "Dovecot (dovecot with IMAP, on PATH or where packages put it, and setpriv)",
    tools.find_dovecot,
    tools.install_dovecot,
)
CLAMAV = Need(
    "ClamAV",
    "needs_clamav",
    "--without-clamav",
    "ClamAV (clamd 1.0 or newer, on PATH or in /usr/sbin, and setpriv)",
    tools.find_clamd,
    tools.install_clamd,
)
POSTFIX = Need(
    "Postfix",
    "needs_postfix",
    "--without-postfix",
    "Postfix (3.6 or newer, where packages put it, as root, and setpriv)",
    tools.find_postfix,
    tools.install_postfix,
)
NEEDS = (
    *(POSTGRESQL, RABBITMQ, CHROMIUM, PROMETHEUS, KUBECTL),
    *(DOVECOT, CLAMAV, POSTFIX),
)


def is_met(need: Need) -> bool:
    """See to it that the tests find the program, where that is up to us."""
    if need.find() is None and programs.can_install():
        console.print(f"Setting up Caretaker's tests (once): {need.name}, through apt")
        # When apt fails it has said why; what it costs is said next.
        with suppress(subprocess.CalledProcessError):
            need.install()
    return need.find() is not None


def leave_out(need: Need, pytest: Sequence[str], arguments: Sequence[str]) -> list[str]:
    """Say what is missing and what that costs; in CI, that is a failure."""
    # The verbosity comes last: it decides whether tests are listed one a line.
    only = ["--collect-only", f"-m={need.marker}", "--verbosity=-1"]
    collect = [*pytest, *arguments, *only]
    found = subprocess.run(collect, capture_output=True, text=True, check=False)
    count = sum("::" in line for line in found.stdout.splitlines())
    console.print(
        f"Missing: {need.what}. Tests left out: {count}",
        style="bold yellow",
        soft_wrap=True,
    )
    if os.environ.get("CI", "").lower() not in ("", "0", "false"):
        sys.exit("In CI nothing is left out.")
    return [need.option]
