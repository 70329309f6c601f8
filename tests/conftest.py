"""Which fixtures does every test have? Each lives in a file of tests/support."""

import pytest

pytest.register_assert_rewrite("tests.support")

from tests.support import quick_files  # noqa: E402 - rewritten, like all of them

quick_files.keep_in(quick_files.IN_MEMORY)
quick_files.keep_compiled()

pytest_plugins = [
    "tests.support.postgres",
    "tests.support.rabbitmq",
    "tests.support.properties",
    "tests.support.databases",
    "tests.support.disk",
    "tests.support.appending",
    "tests.support.mail_sink",
    "tests.support.postfix",
    "tests.support.receiver",
    "tests.support.scanners",
    "tests.support.token_server",
    "tests.support.dovecot",
    "tests.support.serving",
    "tests.support.town",
    "tests.support.platform",
    "tests.support.apart",
    "tests.support.browser",
    "tests.support.tools",
    "tests.support.monitors",
]
