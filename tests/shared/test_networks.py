"""Which network does something come from, as far as its sender cannot change it?"""

from __future__ import annotations

import pytest

from shared.networks import network_of


@pytest.mark.parametrize(
    ("origin", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        (" 192.0.2.7 ", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("a unix socket", "a unix socket"),
    ],
)
def test_the_network_of_an_address_is_what_its_sender_cannot_change(
    origin: str, network: str
) -> None:
    assert network_of(origin) == network
