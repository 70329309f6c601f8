"""Which password is made for somebody who has none, or has forgotten theirs?"""

from __future__ import annotations

import secrets

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is taken for another when it is typed from a screen."""


def make_password() -> str:
    """Sixteen letters in fours, to be typed from a screen: some 79 bits."""
    fours = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(fours)
