"""Addresses: javascript in no disguise, no path that two readers read in two ways."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.text.urls import base_path, digest_url, escape_path, host, is_external, is_safe_link

SAFE = [
    "",
    "#part",
    "/topics/ai/",
    "other.md",
    "../assets/map.png",
    "//example.org/x",
    "https://example.org/",
    "HTTP://EXAMPLE.ORG",
    "mailto:a@example.org",
    "tel:+390612345",
    "a/b:c",
    "?q=javascript:x",
    "./javascript:x",
    "1javascript:x",
]


@pytest.mark.parametrize("url", SAFE)
def test_a_safe_link_may_be_linked(url):
    assert is_safe_link(url)


UNSAFE = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\tjavascript:alert(1)",
    "java\nscript:alert(1)",
    "java\tscript:alert(1)",
    "java\r\nscript:alert(1)",
    "java\0script:alert(1)",
    "\x01javascript:alert(1)",
    "\u200bjavascript:alert(1)",
    "\u2028javascript:alert(1)",
    "\u202ejavascript:alert(1)",
    "\ufeffjavascript:alert(1)",
    "java\u200dscript:alert(1)",
    "javascript&colon;alert(1):",
    "vbscript:x",
    "data:text/html,x",
    "data:image/svg+xml;base64,x",
    "file:///etc/passwd",
    "blob:https://example.org/x",
    "ftp://example.org",
    "view-source:x",
    "unknown+x.y-z:x",
]


@pytest.mark.parametrize("url", [url for url in UNSAFE if "&" not in url])
def test_every_other_scheme_is_refused_in_any_disguise(url):
    assert not is_safe_link(url)


@given(st.text(st.sampled_from("\0\x01\t\n\r \x7f\x85\u200b\u200e\u2028\u202e\u2066\ufeff"), max_size=3), st.data())
def test_signs_that_browsers_skip_hide_no_scheme(noise, data):
    word = "javascript"
    place = data.draw(st.integers(0, len(word)))
    assert not is_safe_link(f"{word[:place]}{noise}{word[place:]}:alert(1)")


@pytest.mark.parametrize(
    ("url", "external"),
    [("//example.org", True), ("https://example.org", True), ("mailto:a@b.c", True), ("/a/", False), ("a", False)],
)
def test_a_link_with_a_scheme_or_host_leads_out_of_the_site(url, external):
    assert is_external(url) is external


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://example.org", ""),
        ("https://example.org/", ""),
        ("https://example.org/news", "/news"),
        ("https://example.org/a/b/", "/a/b"),
    ],
)
def test_the_path_of_a_site_has_no_slash_at_its_end(url, path):
    assert base_path(url) == path


@pytest.mark.parametrize(
    ("url", "name"),
    [("https://Example.org:8080/x", "example.org"), ("/x", ""), ("https://[broken/x", ""), ("", "")],
)
def test_the_host_of_an_address_is_its_name_alone(url, name):
    assert host(url) == name


@pytest.mark.parametrize(
    ("path", "escaped"),
    [
        ("/topics/ai/", "/topics/ai/"),
        ("/a b/ü", "/a%20b/%C3%BC"),
        ("/a%20b", "/a%20b"),
        ("/100%", "/100%25"),
        ("/100%zz%41", "/100%25zz%41"),
        ('/"><script>', "/%22%3E%3Cscript%3E"),
        ("/a'b", "/a'b"),
        ("/\ud800", "/?"),
    ],
)
def test_an_address_is_escaped_once(path, escaped):
    assert escape_path(path) == escaped
    assert escape_path(escaped) == escaped


@given(st.text())
def test_an_escaped_path_holds_nothing_that_html_could_read(path):
    escaped = escape_path(path)
    assert re.fullmatch(r"[A-Za-z0-9/:?#\[\]@!$&'()*+,;=%~._-]*", escaped)
    if "%" not in path:
        assert unquote(escaped) == path


SHA = "0123456789abcdef" * 4

ASSETS = [
    ("map.png", "/assets/map.0123456789.png"),
    ("Maps/My Map.PNG", "/assets/maps/my-map.0123456789.png"),
    ("a#b?c%20.svg", "/assets/a-b-c-20.0123456789.svg"),
    ("архив.tar.gz", "/assets/arkhiv.tar.0123456789.gz"),
    ("LICENSE", "/assets/license.0123456789"),
    ("a/../b.txt", "/assets/a/file/b.0123456789.txt"),
    ("...", "/assets/file.0123456789"),
    ("a\nb.css", "/assets/a-b.0123456789.css"),
    ("x" * 300 + ".js", f"/assets/{'x' * 100}.0123456789.js"),
]


@pytest.mark.parametrize(("name", "url"), ASSETS)
def test_the_address_of_an_asset_is_plain_whatever_its_name(name, url):
    assert digest_url("/assets", name, SHA) == url


@given(st.text(min_size=1))
def test_the_address_of_an_asset_stays_below_its_folder(name):
    url = digest_url("/assets", name, SHA)
    assert re.fullmatch(r"/assets(?:/[a-z0-9_-][a-z0-9._-]*)+", url)
    assert escape_path(url) == url
