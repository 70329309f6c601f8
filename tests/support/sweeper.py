"""What does another process that sweeps clocks do? `... sweeper SLA KEYS MOMENT`.

It says that it is ready, waits for a word, and gives whatever is due at the moment.
"""

from __future__ import annotations

import sys
from datetime import datetime

from services.sla.rooms import ROOMS
from services.sla.sweep import check_due_clocks, give_due_alarms
from shared.application import Application
from shared.database import Database
from shared.keyring import KEYS, Keyring
from tests.support.town import MASTER


def sweep(url: str, keys_url: str, moment: datetime) -> None:
    database, keys = Database(url, ROOMS.tables), Database(keys_url, KEYS, kernel=False)
    sla = Application(ROOMS, database, Keyring(keys, MASTER), lambda: moment)
    print("ready", flush=True)
    sys.stdin.readline()
    looked = 0
    while check_due_clocks(sla, moment) + give_due_alarms(sla, moment):
        looked += 1
    print(f"looked {looked} times", flush=True)
    database.close()
    keys.close()


if __name__ == "__main__":
    sweep(sys.argv[1], sys.argv[2], datetime.fromisoformat(sys.argv[3]))
