"""How does a colour of a school become a stylesheet, read in light and in dark?

The address of a stylesheet tells its colour and its content: browsers keep it for ever,
and it says nothing of any school.
"""

from __future__ import annotations

from hashlib import sha256

from flask import Blueprint, Flask, Response
from werkzeug.exceptions import NotFound as NoSuchPage

from contracts.colours import WHITE, Colour, contrast, darkened, lightened, parse

LIGHT = (WHITE, Colour(0xF4, 0xF6, 0xF8), Colour(0xE5, 0xEF, 0xFA))
DARK = (Colour(0x15, 0x18, 0x1C), Colour(0x1D, 0x21, 0x26), Colour(0x1C, 0x30, 0x48))
"""The paper, the shade and the picked of our pages, on which links are read."""


def install(app: Flask) -> None:
    """Serve a stylesheet for every colour there is."""
    shades = Blueprint("shades", __name__)

    @shades.get("/shades/<name>")
    def stylesheet(name: str) -> Response:
        colour = parse(f"#{name.partition('.')[0]}")
        if colour is None or address(colour) != f"/shades/{name}":
            raise NoSuchPage("There is no such file.")
        response = Response(_written(colour), content_type="text/css; charset=utf-8")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    app.register_blueprint(shades)


def address(colour: Colour) -> str:
    """Where the stylesheet of a colour is."""
    told = sha256(_written(colour).encode()).hexdigest()[:16]
    return f"/shades/{str(colour)[1:]}.{told}.css"


def address_of(accent: str | None) -> str | None:
    """The same for what a school has set; None for one that has set nothing."""
    colour = parse(accent or "")
    return address(colour) if colour else None


def on_white(colour: Colour) -> str:
    """The contrast of white text on it, rounded down."""
    return f"{int(contrast(colour, WHITE) * 100) / 100:.2f}"


def _written(colour: Colour) -> str:
    """As tokens alone: our own stylesheet says what they colour, in a portal only."""
    in_dark = lightened(colour, *DARK)
    return (
        ".portal {\n"
        f"  --accent: light-dark({colour}, {in_dark});\n"
        f"  --on-accent: light-dark({WHITE}, {DARK[0]});\n"
        f"  --link: light-dark({darkened(colour, *LIGHT)}, {in_dark});\n"
        "}\n"
    )
