"""How do browsers get styles and scripts? Named by their content, for ever."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, Response, request, url_for
from werkzeug.exceptions import NotFound

REPOSITORY = Path(__file__).parents[3]
OURS = REPOSITORY / "services" / "gateway" / "static"
THEIRS = REPOSITORY / "node_modules"

FILES = {
    "bootstrap.css": THEIRS / "bootstrap" / "dist" / "css" / "bootstrap.min.css",
    "htmx.js": THEIRS / "htmx.org" / "dist" / "htmx.min.js",
} | {path.name: path for path in sorted(OURS.iterdir())}
"""What is served, by the name that templates use."""

_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """A file as it is served: its address tells its content."""

    name: str
    kind: str
    content: bytes
    packed: bytes

    @property
    def address(self) -> str:
        stem, _, ending = self.name.rpartition(".")
        return f"{stem}.{sha256(self.content).hexdigest()[:16]}.{ending}"


@cache
def load(name: str) -> Asset:
    """An asset by its name; KeyError for what is not served."""
    path = FILES[name]
    content = path.read_bytes()
    packed = gzip.compress(content, 9, mtime=0)
    return Asset(name, _KINDS[path.suffix], content, packed)


def install(app: Flask) -> None:
    """Serve the assets, and let templates name them: `{{ asset("caretaker.css") }}`."""
    assets = Blueprint("assets", __name__)

    @assets.get("/assets/<address>")
    def asset(address: str) -> Response:
        found = next((a for a in map(load, FILES) if a.address == address), None)
        if found is None:
            raise NotFound("There is no such file.")
        packs = request.accept_encodings.quality("gzip") > 0
        response = Response(found.packed if packs else found.content)
        response.headers["Content-Type"] = found.kind
        response.headers["Cache-Control"] = _FOR_EVER
        response.headers["Vary"] = "Accept-Encoding"
        if packs:
            response.headers["Content-Encoding"] = "gzip"
        return response

    def address_of(name: str) -> str:
        return url_for("assets.asset", address=load(name).address)

    app.register_blueprint(assets)
    app.jinja_env.globals["asset"] = address_of
