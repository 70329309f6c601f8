"""How does somebody like their pages?"""

from tests.services.gateway.screens.pages import Reader


def test_colours_are_the_devices_until_somebody_chooses(olu: Reader) -> None:
    assert 'data-theme="auto"' in olu.reads("/account")
    olu.sends("/account/preferences", theme="dark", shortcuts="on")
    assert 'data-theme="dark"' in olu.reads("/account")
    assert 'data-theme="dark"' in olu.reads("/help")


def test_what_is_no_theme_is_the_devices(olu: Reader) -> None:
    olu.sends("/account/preferences", theme="neon")
    assert 'data-theme="auto"' in olu.reads("/account")
    olu.client.set_cookie("caretaker-theme", "neon")
    assert 'data-theme="auto"' in olu.reads("/account")


def test_single_keys_can_be_switched_off(olu: Reader) -> None:
    assert "Single keys are on." in olu.reads("/help")
    olu.sends("/account/preferences", theme="auto")
    assert "Single keys are off." in olu.reads("/help")
