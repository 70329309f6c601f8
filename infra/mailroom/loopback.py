"""Does what is sent to a place stay on this machine, or travel encrypted?"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_of_this_machine(host: str) -> bool:
    """Whether what is sent to a host never leaves this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_safe(url: str) -> bool:
    """Whether a secret may be sent to a URL."""
    try:
        place = urlsplit(url)
        host = place.hostname or ""
    except ValueError:
        return False
    encrypted = place.scheme == "https" and host != ""
    return encrypted or (place.scheme == "http" and is_of_this_machine(host))
