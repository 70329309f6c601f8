"""Which languages does this program understand? All that there are.

A service hears events whose speakers it never imports: whoever runs services learns
every language first, or what they hear would be unknown to them, and parked.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import contracts


def learn_all() -> None:
    """Declare the messages of every file of contracts."""
    for module in iter_modules(contracts.__path__):
        import_module(f"contracts.{module.name}")
