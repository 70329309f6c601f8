"""How is a mail message read, from its bytes to a request that somebody makes?"""

from services.intake.mail.message import Mail, NotAMessage, read_message

__all__ = ["Mail", "NotAMessage", "read_message"]
