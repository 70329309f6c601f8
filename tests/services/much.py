"""What makes databases full: much of every kind, of many schools?"""

from __future__ import annotations

SCHOOLS, EACH, OPEN, NAMED = 40, 500, 10, 5
"""Schools; tickets of each, of which so many are open, and so many looked for."""

ASKS, OF_A_MONTH, LATE = 19, 31 * 24 * 3, SCHOOLS * EACH - 12 * 24 * 60
"""One letter of so many asks; letters of a month, tickets since the 13th of January."""

GUARDED = 400
"""One ticket of so many is about safeguarding: all of them are of that school."""

ENQUIRIES_KEPT = 50
"""Enquiries that are not erased, of as many as there are tickets."""

_SCHOOL = "('5c000000-0000-4000-8000-' || lpad((n % :schools)::text, 12, '0'))::uuid"
_ID = "('71c70000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid"
_SPREAD = "(timestamptz '2026-01-01' + n * interval '20 minutes')"
_ALL = " from generate_series(0, :schools * :each - 1) as n"
FILL = {
    "intake": (
        f"insert into tickets select {_SCHOOL}, {_ID}, n, 'REF-' || n, {_ID}, 'Priya',"
        " 'priya@school.example', 'Subject', 'It is dark', 'email', 'low', 'low', 'p4',"
        " case when n / :schools < :open then 'open' else 'resolved' end, null, 0, 1,"
        " timestamptz '2026-01-01' + n * interval '1 minute',"
        " timestamptz '2026-01-01' + n * interval '1 minute',"
        f" {_ID}, null, null, null, 1700000000000000 + n, null, 'incident', null, null,"
        " null, 'category-' || n % 7, 'service-' || n % 5, null, null, null, null,"
        " null, 0, (n % :guarded = 7)::int" + _ALL,
        f"insert into ticket_words (school, ticket_id, words) select {_SCHOOL}, {_ID},"
        " to_tsvector('simple', case when n / :schools < :named then 'projector'"
        " else 'printer' end || ' word' || n % 997 || ' name' || n % 89)" + _ALL,
        f"insert into letters select {_SCHOOL}, {_ID}, {_ID}, {_ID}, 'resolution',"
        f" {_ID}, 'priya@school.example', null, null, 'sent', 1, '', {_SPREAD},"
        f" {_SPREAD}, {_SPREAD}, {_SPREAD}, (n % :asks = 0)::int" + _ALL,
        "insert into enquiries select '00000000-0000-4000-8000-000000000001',"
        f" {_ID}, 1, case when n < :kept then 'received' else 'erased' end, 'form',"
        f" 'offer', 'contract', 0, {_SPREAD}, date '2020-01-01' + n, 'Cedric', '', '',"
        " '', '', 0, '', '', 0, '', null" + _ALL,
        f"insert into first_replies select {_SCHOOL}, {_ID}, {_SPREAD}, {_SPREAD}, ''"
        f"{_ALL}",
        f"insert into ratings select {_SCHOOL}, {_ID}, {_ID},"
        f" to_char({_SPREAD}, 'YYYY-MM'), 'good', case when n % :asks = 0 then 'Quick!'"
        f" end, {_SPREAD}" + _ALL,
    ),
    "sla": (
        f"insert into clocks select {_SCHOOL}, {_ID}, 'p4', 1, {_ID}" + _ALL,
        f"insert into targets select {_SCHOOL}, {_ID}, 'response', 'running', 0,"
        " timestamptz '2030-01-01', case when n < 30 then timestamptz '2020-01-01'"
        " else timestamptz '2030-01-01' end, null" + _ALL,
    ),
    "directory": (
        f"insert into people select {_SCHOOL}, {_ID}, {_ID}, 'Priya', 'priya',"
        " 'priya@school.example', null, null" + _ALL,
        f"insert into passwords select {_SCHOOL}, {_ID}, 'hash'" + _ALL,
        f"insert into tokens select {_SCHOOL}, {_ID}, 'head', n::text,"
        " timestamptz '2030-01-01', 0" + _ALL,
        f"insert into sessions select {_SCHOOL}, {_ID}, {_ID}, n::text, 'a browser',"
        " timestamptz '2026-01-01', timestamptz '2026-01-01',"
        " timestamptz '2030-01-01'" + _ALL,
    ),
}
