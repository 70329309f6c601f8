"""Where may we be sent by what somebody typed? Only out, to addresses of the internet.

Whoever names an address could name one of our own network, or a name that leads there.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_INTERNET = ip_network("2000::/3")
"""Of IPv6 the internet is here only; elsewhere are networks of somebody's own, and
addresses that stand for one of IPv4, which a gateway would connect to."""

_OWN_NAMES = ("localhost", ".localhost", ".local", ".internal")


def is_public(address: str) -> bool:
    """Whether an address is one host on the internet, and nobody's own network."""
    try:
        return _is_public(ip_address(address.partition("%")[0]))
    except ValueError:
        return False


def is_barred(host: str) -> bool:
    """Whether a host can be told to be no place to send to before it is looked up."""
    name = host.lower().rstrip(".")
    if name.endswith(_OWN_NAMES):
        return True
    # An address may be written in ways that only the resolver knows: 127.1 is one.
    try:
        return not _is_public(ip_address(name))
    except ValueError:
        return not any(letter.isalpha() for letter in name.rpartition(".")[2])


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return _is_public(inner)
        if address.teredo or address not in _INTERNET:
            return False
    return address.is_global and not address.is_multicast
