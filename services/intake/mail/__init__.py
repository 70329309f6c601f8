"""How is a mail message read, from its bytes to a request that somebody makes?"""

from services.intake.mail.attachments import Carried
from services.intake.mail.checks import failed, proved
from services.intake.mail.message import (
    Mail,
    NamesNoSender,
    NotAMessage,
    files_in,
    page_of,
    read_message,
)
from services.intake.mail.quoting import fold

__all__ = [
    "Carried",
    "Mail",
    "NamesNoSender",
    "NotAMessage",
    "failed",
    "files_in",
    "fold",
    "page_of",
    "proved",
    "read_message",
]
