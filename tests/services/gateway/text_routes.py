"""What is sent to the routes about texts and remote sessions, in an allowed order?"""

from __future__ import annotations

from typing import Any

from tests.services.gateway.remote_routes import REMOTE_ROUTES

_ONE = "/schools/{school}/texts/{text}"

TEXTS: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    **REMOTE_ROUTES,
    "texts.count_personal_data": (("GET", "/personal-data"), {}),
    "texts.get_text": (("GET", _ONE), {}),
    "texts.restrict_text": (("POST", f"{_ONE}/restrict"), {"json": {}}),
    "texts.read_restricted": (("POST", f"{_ONE}/read"), {}),
    "texts.leave_text": (("POST", f"{_ONE}/leave"), {"json": {"reason": "None"}}),
    "texts.redact_text": (("POST", f"{_ONE}/redact"), {"json": {"reason": "A card"}}),
}
"""Method and address of the routes; what is sent."""
