"""When does the gateway run?"""

from __future__ import annotations

from services.gateway.app import create_app
from shared.entrypoints import Serves


class GatewayService:
    """Serves the JSON API; holds no facts of its own."""

    name = "gateway"
    web = Serves(create_app)
