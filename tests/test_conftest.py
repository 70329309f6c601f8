"""Do tests run in an ordinary process, whatever is installed beside them?"""

import warnings

import pytest


def test_pytest_is_never_patched_by_eventlet(pytestconfig: pytest.Config) -> None:
    import eventlet.patcher

    assert not pytestconfig.pluginmanager.has_plugin("pytest_nameko")
    assert not any(
        map(eventlet.patcher.is_monkey_patched, ("socket", "thread", "time"))
    )


def test_a_warning_fails_the_test_that_causes_it() -> None:
    with pytest.raises(DeprecationWarning, match="old"):
        warnings.warn("old", DeprecationWarning, stacklevel=1)
