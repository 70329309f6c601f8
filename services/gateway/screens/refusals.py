"""How is a no told to a person? As a page, in words, with a way on."""

from __future__ import annotations

import logging
from typing import Any
from uuid import uuid4

from flask import Blueprint, render_template
from werkzeug.exceptions import HTTPException

from contracts.refusals import Refusal
from services.gateway.problems import LATER, RETRY_SECONDS

_log = logging.getLogger(__name__)


def install(screens: Blueprint) -> None:
    """Have whatever a screen refuses leave it as a page."""
    screens.register_error_handler(Refusal, refused)
    screens.register_error_handler(HTTPException, rejected)
    screens.register_error_handler(Exception, failed)


def refused(refusal: Refusal) -> Any:
    """The page of a refusal that no form showed."""
    seconds = refusal.details().get("seconds", RETRY_SECONDS)
    return _told(refusal.status, refusal.title, str(refusal), seconds)


def rejected(error: HTTPException) -> Any:
    """The page of what HTTP itself has against a request."""
    return _told(error.code or 500, error.name, error.description or "")


def failed(error: Exception) -> Any:
    """A fault of ours: the log gets the error, the person an id to name it by."""
    fault_id = uuid4()
    _log.error("fault %s", fault_id, exc_info=error)
    words = f"It is our fault, and it is logged. Please tell us its id: {fault_id}."
    return _told(500, "Something went wrong here", words)


def _told(status: int, title: str, words: str, seconds: int = RETRY_SECONDS) -> Any:
    page = render_template("layout/refused.html", title=title, words=words)
    later = {"Retry-After": str(seconds)} if status in LATER else {}
    return page, status, later
