"""Which texts hold personal data, who may read them, and how are they erased?"""

from services.intake.personal_data.finding import follow
from services.intake.personal_data.protecting import HANDLERS
from services.intake.personal_data.queries import ANSWERS, marked_of
from services.intake.personal_data.rows import keep_text
from services.intake.personal_data.rules import TEXT, OfTexts
from services.intake.personal_data.terms import terms

__all__ = [
    "ANSWERS",
    "HANDLERS",
    "TEXT",
    "OfTexts",
    "follow",
    "keep_text",
    "marked_of",
    "terms",
]
