"""Where can somebody go from any page?"""

from tests.services.gateway.screens.pages import Reader


def test_only_who_works_at_the_desk_is_shown_its_places(
    olu: Reader, priya: Reader
) -> None:
    assert 'href="/console"' in olu.reads("/help")
    assert 'href="/console"' not in priya.reads("/help")
    olu.client.delete_cookie("caretaker")
    assert 'href="/console"' not in olu.reads("/help")
