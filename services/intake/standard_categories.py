"""What are tickets about at a school that has not said so itself?"""

from __future__ import annotations

from contracts.catalogue import Use
from contracts.categories import Subject

_ALL = tuple(Use)
_IN_CLASS = (Use.TEACHING, Use.LEARNING)
_OFFICE = (Use.ADMINISTRATION,)
_SAFE = (Use.SAFEGUARDING,)

CATEGORIES = (
    Subject(name="accounts", title="Accounts and access", uses=_ALL),
    Subject(name="devices", title="Computers and tablets", uses=_IN_CLASS),
    Subject(name="classroom", title="Screens and sound in class", uses=_IN_CLASS),
    Subject(name="printing", title="Printing and scanning", uses=_ALL),
    Subject(name="network", title="Network and Wi-Fi", uses=_ALL),
    Subject(name="software", title="Programs and apps", uses=_ALL),
    Subject(name="data", title="Files, data and backups", uses=_OFFICE),
    Subject(name="safety", title="Filtering and monitoring", uses=_SAFE),
    Subject(name="security", title="Security", uses=_SAFE),
    Subject(name="telephones", title="Telephones", uses=_OFFICE),
    Subject(name="advice", title="Advice and training", uses=_IN_CLASS),
)
"""What kind of thing is wrong or wanted."""

SERVICES = (
    Subject(name="email", title="Email and calendar", uses=_ALL),
    Subject(name="mis", title="Management information system", uses=_OFFICE),
    Subject(name="learning-platform", title="Learning platform", uses=_IN_CLASS),
    Subject(name="internet", title="Internet connection", uses=_ALL),
    Subject(name="wireless", title="Wi-Fi", uses=_ALL),
    Subject(name="filtering", title="Web filtering", uses=_SAFE),
    Subject(name="monitoring", title="Safeguarding monitoring", uses=_SAFE),
    Subject(name="storage", title="Shared files", uses=_ALL),
    Subject(name="backup", title="Backup", uses=_OFFICE),
    Subject(name="print-service", title="Printers", uses=_ALL),
    Subject(name="telephony", title="Telephony", uses=_OFFICE),
    Subject(name="website", title="School website", uses=_OFFICE),
)
"""Which part of a school's IT it is about."""
