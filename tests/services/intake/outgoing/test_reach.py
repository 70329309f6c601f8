"""Where may we be sent by what somebody typed?"""

from __future__ import annotations

import pytest

from services.intake.outgoing.reach import is_barred, is_public


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("0.0.0.1", "100.64.0.1", "192.0.2.1", "224.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:a00:1::", "2002:7f00:1::"),
        *("::a00:1", "::808:808", "::ffff:0:a00:1", "::ffff:0:808:808", "5f00::1"),
        *("fec0::1", "feff::1", "64:ff9b::808:808", "4000::1", "1fff::1"),
        *("64:ff9b::a00:1", "64:ff9b:1::1", "2001:0:4136:e378::1", "", "nowhere"),
    ],
)
def test_nobody_is_sent_into_a_network_of_somebodys_own(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "2002:808:808::"],
)
def test_the_internet_is_reached(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST.", "a.localhost", "printer.local", "db.internal"),
        *("127.0.0.1", "127.1", "2130706433", "0177.0.0.1", "::1", "fec0::1", ""),
    ],
)
def test_what_can_be_told_before_it_is_looked_up_is_told_at_once(host: str) -> None:
    assert is_barred(host)


@pytest.mark.parametrize("host", ["receiver.example", "8.8.8.8", "2606:4700::1111"])
def test_other_hosts_are_looked_up(host: str) -> None:
    assert not is_barred(host)
