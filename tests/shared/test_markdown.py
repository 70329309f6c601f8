"""How is Markdown that people wrote shown?"""

import pytest

from shared.markdown import render


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://elsewhere.example/pixel.png)",
        "<https://a.example/\"onmouseover='alert(1)'>",
    ],
)
def test_nothing_that_runs_or_loads_comes_through(evil: str) -> None:
    shown = render(evil)
    for tag in ("<script", "<img", 'href="javascript', 'href="data', " onmouse"):
        assert tag not in shown


def test_code_that_is_wide_is_scrolled_by_keyboard() -> None:
    assert render("```\n<pre>\n```").startswith('<pre tabindex="0"><code>&lt;pre&gt;')


def test_lines_lists_and_links_are_shown() -> None:
    shown = render("Hello\nthere\n\n- one\n- [two](https://two.example)")
    assert "Hello<br />\nthere" in shown
    assert "<li>one</li>" in shown
    assert '<a href="https://two.example">two</a>' in shown


def test_a_heading_stays_text_within_the_page_around_it() -> None:
    assert "<h" not in render("# Big\n\nAlso big\n===")
