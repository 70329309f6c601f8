"""What is typed into the forms of Ashgrove, where it takes several fields?"""

HOURS = {
    "timezone": "Europe/London",
    "mon-0-opens": "07:00",
    "mon-0-closes": "17:00",
}

TERM = {
    "support_in_holidays": "none",
    "terms.0.name": "Autumn term",
    "terms.0.from_on": "2026-09-01",
    "terms.0.until_on": "2026-12-18",
}
CLOSURE = {
    "closures.0.from_on": "2026-09-01",
    "closures.0.kind": "inset",
    "closures.0.reason": "Training",
}
EXAMS = {"exams.0.name": "Mocks", "exams.0.from_on": "2027-01-11"}
SMALL = {"impact": "low", "urgency": "low"}
PROPOSAL = "0ffe0000-0000-4000-8000-000000000002"
OFFER = {
    "proposal_id": PROPOSAL,
    "effective_on": "2026-09-01",
    "p1.response": "0.25",
    "reopening": "continue",
    "warn_at_percents": "50, 75",
}
