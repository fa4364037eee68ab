"""What is wrong with the HTML of a page is found, and nothing else."""

import pytest

from site_builder.evidence.contrast import contrast, contrast_faults
from site_builder.evidence.markup import faults, links

SOUND = """\
<!doctype html>
<html lang="ar" dir="rtl">
<head><title>T</title><meta name="viewport" content="width=device-width">
<script type="application/ld+json">{}</script><script src="/a.js"></script></head>
<body><a href="#text">Skip</a><main id="text"><h1>One</h1><h2>Two</h2><h3>Three</h3><h2>Two</h2>
<img src="/a.png" alt=""></main></body></html>
"""


def told(text):
    return [fault.message for fault in faults(text.encode(), language="ar", right_to_left=True, mark="raw")]


def test_a_sound_page_has_no_fault():
    assert told(SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<!doctype html>", "", "the page does not begin with <!doctype html>"),
        ('lang="ar"', 'lang="en"', "the page does not say its language: <html lang> is 'en'"),
        (' dir="rtl"', "", 'the page is written from right to left and does not say dir="rtl"'),
        ("<title>T</title>", "<title> </title>", "the page has no <title>"),
        ('<meta name="viewport" content="width=device-width">', "", 'the page has no <meta name="viewport">'),
        ("<h1>One</h1>", "", "the page has no <h1>"),
        ("<h1>One</h1>", "<h1>One</h1><h1>Two</h1>", "the page has 2 <h1>"),
        ('<main id="text">', '<div id="text">', "the page has no <main>"),
        ('<a href="#text">', '<a href="/">', "the first link does not skip to the text"),
        ('<a href="#text">', '<a href="#elsewhere">', "the first link does not skip to the text"),
        ("<h3>Three</h3>", '<h3 id="text">Three</h3>', "the id `text` stands 2 times on the page"),
        ("<h3>Three</h3>", '<a href="#part">x</a>', "the link #part leads to no part of the page"),
        ("<h2>Two</h2><h3>", "<h3>", "an <h3> follows an <h1>"),
        ("<h1>One</h1>", "<h2>Nought</h2><h1>One</h1>", "the first heading is an <h2>"),
        ('<script src="/a.js">', "<script>", "the page has a script in it, which the response headers forbid"),
        ("</head>", "<style></style></head>", "the page has a <style> in it, which the response headers forbid"),
        ("<h1>", '<h1 style="color: red">', "<h1> has a `style`, which the response headers forbid"),
        ("<h1>", '<h1 onclick="x()">', "<h1> has `onclick`, which the response headers forbid"),
        ("One", '<b class="raw">One</b>', "a text of the content became HTML (<b>)"),
        (' alt=""', "", "the picture /a.png has no alternative text"),
    ],
)
def test_each_fault_is_told(old, new, message):
    assert old in SOUND
    assert message in told(SOUND.replace(old, new, 1))


def test_what_is_no_page_is_told():
    assert len(told("")) == 1


def test_links_are_those_to_other_pages_each_once():
    text = '<a href="/a/">a</a><a href="/a/">a</a><a href="#b">b</a><img src="c.png"><link href=" /d.css ">'
    assert links(text.encode()) == ("/a/", "c.png", "/d.css")


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_text_that_is_hard_to_read_is_told_for_each_scheme():
    dark = "@media (prefers-color-scheme: dark) { :root { --ink: #444; --paper: #333333 } }"
    css = f":root {{ --ink: #000; --paper: #fff }} {dark} html, body {{ color: var(--ink); background: var(--paper) }}"
    (fault,) = contrast_faults(css)
    assert fault.message == "text #444444 on paper #333333 has a contrast of 1.3 in the dark scheme"
    assert list(contrast_faults("html { color: rebeccapurple; background: url(x.png) }")) == []
    assert list(contrast_faults("p { color: #ccc; background: #fff }")) == []
