"""The language of intake for what enquirers are told of their data, in versions."""

from __future__ import annotations

from contracts.access import Right
from contracts.declare import command, event, query, text, view, whole
from contracts.values import SchoolId

LONGEST_PRIVACY_TEXT = 5_000


@command("intake.set_privacy_text", needs=Right.MANAGE_SCHOOLS)
class SetPrivacyText:
    """Say what enquirers are told of their data, and how long that is kept."""

    school_id: SchoolId
    words: str = text(least=1, most=LONGEST_PRIVACY_TEXT)
    news: str = text(least=1, most=500)
    keep_days: int = whole(least=30, most=1_095)
    version: int | None = None


@event("intake.privacy_text_set")
class PrivacyTextSet:
    """Enquirers are shown this text from now on, and what they send is kept so long.

    `news` is what they agree to who want to hear of news. Earlier enquiries keep the
    day on which they are erased.
    """

    text_version: int
    words: str
    news: str
    keep_days: int


@query("intake.get_privacy_text", needs=Right.WORK_TICKETS)
class GetPrivacyText:
    """What are enquirers told of their data, now or in another version of the text?"""

    text_version: int | None = None


@view("intake.privacy_text")
class PrivacyTextView:
    """A privacy text; version 0 is the one that counts while none was set."""

    text_version: int
    words: str
    news: str
    keep_days: int
    version: int
