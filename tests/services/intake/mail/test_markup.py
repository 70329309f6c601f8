"""Is a page of HTML readable as plain text?"""

from __future__ import annotations

import pytest

from services.intake.mail.markup import plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("Lamp", "Lamp"),
        ("  the\n <b>la</b>mp   is <i> dark </i>!", "the lamp is dark !"),
        ("a<br>b<BR/>c<br><br><br>d", "a\nb\nc\n\nd"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<div><div>a</div></div><div>b</div>", "a\nb"),
        ("<div>a<br></div><div>b</div>", "a\nb"),
        ("<h1>a</h1>b<ul><li>c</li><li>d</li></ul>e", "a\n\nb\n\n- c\n- d\n\ne"),
        ("<table><tr><td>a<th>b</tr><tr><td>c</table>", "a b\nc"),
        ("x<pre>a\n  b\n\n\nc</pre>y  z", "x\n\na\n  b\n\nc\n\ny z"),
        ("&lt;a&gt; &amp; caf&eacute; &#163;30 &nosuch;", "<a> & café £30 &nosuch;"),
        (f"a &#{'9' * 5000}; b", f"a &#{'9' * 5000}; b"),
        ("1 < 2 <3 and a<b", "1 < 2 <3 and a"),
        ("<a title=\"a > b\" href='x>y'>c</a>", "c"),
        ('<a title="never closed>b', '"never closed>b'),
        ("<p class=x", ""),
        ("a<!-- <p>b -- > c -->d<!-- e", "ad"),
        ("<!DOCTYPE html><?xml?><![if !mso]>a<![endif]></>b", "ab"),
        ("<style>a</style ><SCRIPT>b<p></script>c<title>d</title>e", "ce"),
        ("a<style>b", "ab"),
        ("a<style>b<style>c</p>d", "abc\n\nd"),
        ("a</style>b", "ab"),
    ],
)
def test_a_page_is_read(html: str, text: str) -> None:
    assert plain(html, 100_000) == text


def test_no_more_is_read_than_is_asked_for() -> None:
    assert plain("<p>abc" * 1_000, 12) == "abc\n\nabc\n\nabc"
