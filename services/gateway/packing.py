"""How does a page come over a slow line? Packed, for every browser that says it can.

What is packed may be told by its length to whoever makes a page repeat their words and
watches the line. So no secret stands in a page as it is: the token of its forms is
another text each time (`screens/visits.py`), and the session's is never in a page.
"""

from __future__ import annotations

import gzip

from flask import Response, request

LEAST = 1_000
"""Bytes below which packing gains nothing worth its work."""

_LEVEL = 6


def pack(response: Response) -> Response:
    """The same answer with its page packed; streams and files are left alone."""
    if response.mimetype != "text/html" or response.is_streamed:
        return response
    response.vary.add("Accept-Encoding")
    takes = request.accept_encodings.quality("gzip") > 0
    if takes and len(response.get_data()) >= LEAST:
        response.set_data(gzip.compress(response.get_data(), _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
