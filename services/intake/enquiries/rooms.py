"""What are the rooms of enquiries made of?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from contracts.privacy import PrivacyTextSet
from services.intake.enquiries import queries, taking
from services.intake.enquiries.privacy import PRIVACY
from services.intake.enquiries.rows import keep_enquiry, keep_privacy_text
from services.intake.enquiries.rules import ENQUIRY, OfEnquiries
from shared.application import Answer, Handler

DECIDERS = (replace(ENQUIRY, terms=taking.terms), PRIVACY)
ANSWERS: Mapping[type, Answer] = queries.ANSWERS
HANDLERS: Mapping[type, Handler] = taking.HANDLERS
KEPT: tuple[tuple[Any, Callable[..., None]], ...] = (
    (OfEnquiries, keep_enquiry),
    (PrivacyTextSet, keep_privacy_text),
)
"""By the events that each is told by."""
