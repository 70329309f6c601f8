"""Is a file judged once, and one that could not be scanned tried again?"""

from __future__ import annotations

from dataclasses import replace

from contracts.scanning import WHOLE, FileScanned, RecordScan, Scanned
from services.intake.scanning.scans import SCANS
from tests.services.intake.incoming.test_arrival import MAIL
from tests.support.cast import ASHGROVE
from tests.support.scenario import Scenario, at

scans = Scenario(SCANS)

record = RecordScan(
    school_id=ASHGROVE,
    mail_id=MAIL,
    place=0,
    attempt=1,
    outcome=Scanned.INFECTED,
    said="Eicar",
    again_at=None,
)
scanned = FileScanned(
    mail_id=MAIL,
    place=0,
    attempt=1,
    outcome=Scanned.INFECTED,
    said="Eicar",
    again_at=None,
)
AGAIN = at("mon 09:01")
not_scanned = replace(
    scanned, outcome=Scanned.NOT_SCANNED, said="Too large.", again_at=AGAIN
)


def test_what_a_scanner_says_of_a_file_is_recorded() -> None:
    scans.given().when(record).then(scanned)


def test_a_file_is_judged_once() -> None:
    clean = replace(record, attempt=2, outcome=Scanned.CLEAN, said="")
    scans.given(scanned).when(clean).then_nothing()


def test_the_files_of_a_message_are_judged_each_by_itself() -> None:
    whole = replace(record, place=WHOLE)
    scans.given(scanned).when(whole).then(replace(scanned, place=WHOLE))


def test_what_could_not_be_scanned_is_judged_later() -> None:
    again, later = replace(record, attempt=2), replace(scanned, attempt=2)
    scans.given(not_scanned).when(again).then(later)


def test_of_two_who_had_it_scanned_the_first_counts() -> None:
    scans.given(not_scanned).when(record).then_nothing()
