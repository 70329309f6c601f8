"""Which network does something come from, as far as its sender cannot change it?"""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address

_ONE_HOUSEHOLD = 64
"""Bits of an IPv6 address that name a network; its holder has all the rest."""


def network_of(origin: str) -> str:
    """The network of an address: one IPv4 address, or an IPv6 /64.

    What is no address is taken as it is: those that share it share what is counted.
    """
    try:
        address = ip_address(origin.strip())
    except ValueError:
        return origin
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            return str(IPv6Network((address, _ONE_HOUSEHOLD), strict=False))
        address = address.ipv4_mapped
    return str(address)
