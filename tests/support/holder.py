"""What if somebody holds a school's lock and stands still? `... holder URL IDLE`.

It appends an event, says so while the transaction is open, waits for a word, and then
commits. IDLE is how long the server lets it hold still, 0 for ever.
"""

from __future__ import annotations

import sys

from contracts.refusals import Unavailable
from shared import postgresql
from shared.database import Database
from shared.store import Log
from tests.support.appending import NOW, new
from tests.support.cast import ASHGROVE


def hold(url: str, idle: str) -> None:
    limit = "set_config('idle_in_transaction_session_timeout', "
    assert f"{limit}'10s'" in postgresql._LIMITS
    limits = postgresql._LIMITS.replace(f"{limit}'10s'", f"{limit}'{idle}'")
    postgresql._LIMITS = limits
    database = Database(url)
    try:
        with database.school(ASHGROVE) as connection:
            Log("garden", ASHGROVE, connection).append([new(1, stream="held")], NOW)
            print("holding", flush=True)
            sys.stdin.readline()
        print("committed", flush=True)
    except Unavailable:
        print("unavailable", flush=True)
    database.close()


if __name__ == "__main__":
    hold(sys.argv[1], sys.argv[2])
