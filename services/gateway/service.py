"""When does the gateway run?"""

from __future__ import annotations

import os

from flask import Flask

from services.gateway.app import create_app
from services.gateway.origins import trusted_proxies
from shared.entrypoints import Serves
from shared.hints import Hints
from shared.link import Link


def _made(link: Link, hints: Hints) -> Flask:
    return create_app(link, hints=hints, proxies=trusted_proxies(os.environ))


class GatewayService:
    """Serves the JSON API and the screens; holds no facts of its own."""

    name = "gateway"
    web = Serves(_made, "intake", "sla")
