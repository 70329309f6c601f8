"""How is a message read as it comes, in no more memory than it has bytes?

aiosmtpd keeps each line by itself: thirty megabytes of empty lines take a gigabyte.
"""

from __future__ import annotations

END_OF_LINE_AFTER_DOT = b".\r\n"
"""What the last bytes of a message are, and seldom any others."""

_END = b"\r\n.\r\n"


class Incoming:
    """The bytes between DATA and the line that is a dot alone; `most` may come."""

    def __init__(self, most: int) -> None:
        # The end of the line before belongs to what ends an empty message.
        self._bytes, self._most = bytearray(b"\r\n"), most
        self.is_too_large = False

    def take(self, piece: bytes) -> bool:
        """Whether the message is at its end, as which a piece ends."""
        self._bytes += piece
        if len(self._bytes) > self._most + len(_END):
            self.is_too_large = True
            del self._bytes[: -len(_END)]
        return self._bytes.endswith(_END)

    def content(self) -> bytes:
        """The message, without the dots that were put before dots (RFC 5321, 4.5.2)."""
        whole, self._bytes = self._bytes, bytearray()
        del whole[-len(END_OF_LINE_AFTER_DOT) :]
        if b"\r\n." in whole:
            whole = whole.replace(b"\r\n.", b"\r\n")
        return bytes(memoryview(whole)[2:])
