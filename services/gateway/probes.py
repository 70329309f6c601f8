"""Is the gateway alive, can it reach the services, and what has it counted?"""

from __future__ import annotations

import logging
from typing import Any

from flask import Blueprint, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from services.gateway.asking import gateway
from services.gateway.log import SERVICES

probes = Blueprint("probes", __name__)
_log = logging.getLogger(__name__)


@probes.get("/healthz")
def healthz() -> Any:
    """The process answers."""
    return jsonify({"status": "alive"})


@probes.get("/readyz")
def readyz() -> Any:
    """Every service answers; 503 names those that do not."""
    answers = {service: _answers(service) for service in SERVICES}
    ready = all(answers.values())
    told = {
        "status": "ready" if ready else "not ready",
        "services": {name: "ready" if up else "away" for name, up in answers.items()},
    }
    return jsonify(told), 200 if ready else 503


@probes.get("/metrics")
def metrics() -> Response:
    """What Prometheus reads."""
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _answers(service: str) -> bool:
    made = gateway()
    try:
        made.link.heads(service, made.clock())
    except Exception:
        # Whatever it is that keeps a service from answering, it is not ready.
        _log.warning("%s does not answer", service, exc_info=True)
        return False
    return True
