"""How is the API described to programs? By OpenAPI, from the routes themselves."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask_smorest import Api

from contracts.fields import Duration
from services.gateway.problems import MEDIA_TYPE
from services.gateway.schemas import Problem

CONFIGURATION: dict[str, Any] = {
    "API_TITLE": "Caretaker",
    "API_VERSION": "1",
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/api",
    "OPENAPI_JSON_PATH": "openapi.json",
    "API_SPEC_OPTIONS": {
        "info": {
            "description": (
                "Bodies and answers are JSON. Moments are UTC, as in"
                " 2026-06-08T08:00:00.000000Z; durations are ISO 8601, as in PT4H, and"
                " count working time. Whatever is refused is answered with a problem"
                " document (RFC 9457) that names every bad field."
            ),
        },
        "components": {
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token of `./caretaker token create`.",
                }
            }
        },
        "security": [{"token": []}],
    },
}


class Description(Api):  # type: ignore[misc]  # flask-smorest is not typed
    """The routes as an OpenAPI document, every refusal a problem document."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _init_spec(self, **options: Any) -> None:
        super()._init_spec(**options)
        self.register_field(Duration, "string", "duration")

    def _register_etag_headers(self) -> None:
        """There are none: a ticket's version is in its body."""

    def _register_pagination_header(self) -> None:
        """There is none: the cursor of the next page is in the body."""

    def _register_responses(self) -> None:
        """Name a response for every status that refuses; routes refer to them."""
        for status in HTTPStatus:
            if status >= HTTPStatus.BAD_REQUEST:
                problem = {
                    "description": status.phrase,
                    "content": {MEDIA_TYPE: {"schema": Problem}},
                }
                self.spec.components.response(status.name, problem, lazy=True)
