"""What are tickets about at a school that has not said so itself?"""

from __future__ import annotations

from contracts.catalogue import Use
from contracts.categories import Matter

_ALL = tuple(Use)
_IN_CLASS = (Use.TEACHING, Use.LEARNING)
_OFFICE = (Use.ADMINISTRATION,)
_SAFE = (Use.SAFEGUARDING,)

CATEGORIES = (
    Matter(name="accounts", title="Accounts and access", uses=_ALL),
    Matter(name="devices", title="Computers and tablets", uses=_IN_CLASS),
    Matter(name="classroom", title="Screens and sound in class", uses=_IN_CLASS),
    Matter(name="printing", title="Printing and scanning", uses=_ALL),
    Matter(name="network", title="Network and Wi-Fi", uses=_ALL),
    Matter(name="software", title="Programs and apps", uses=_ALL),
    Matter(name="data", title="Files, data and backups", uses=_OFFICE),
    Matter(name="safety", title="Filtering and monitoring", uses=_SAFE),
    Matter(name="security", title="Security", uses=_SAFE),
    Matter(name="telephones", title="Telephones", uses=_OFFICE),
    Matter(name="advice", title="Advice and training", uses=_IN_CLASS),
)
"""What kind of thing is wrong or wanted."""

SERVICES = (
    Matter(name="email", title="Email and calendar", uses=_ALL),
    Matter(name="mis", title="Management information system", uses=_OFFICE),
    Matter(name="learning-platform", title="Learning platform", uses=_IN_CLASS),
    Matter(name="internet", title="Internet connection", uses=_ALL),
    Matter(name="wireless", title="Wi-Fi", uses=_ALL),
    Matter(name="filtering", title="Web filtering", uses=_SAFE),
    Matter(name="monitoring", title="Safeguarding monitoring", uses=_SAFE),
    Matter(name="storage", title="Shared files", uses=_ALL),
    Matter(name="backup", title="Backup", uses=_OFFICE),
    Matter(name="print-service", title="Printers", uses=_ALL),
    Matter(name="telephony", title="Telephony", uses=_OFFICE),
    Matter(name="website", title="School website", uses=_OFFICE),
)
"""Which part of a school's IT it is about."""
