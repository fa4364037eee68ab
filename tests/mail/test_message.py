"""An e-mail is sound for any mail program, says the same bytes every time, and no text breaks out of its place."""

import datetime as dt
import email
import re
from dataclasses import replace
from email import policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.mail.message import Letter, address, compose, inlined, plain

HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title><style>
p { color: red } @media (min-width: 600px) { p { color: blue } }
</style></head>
<body><p class="a">Caffè “quoted” &amp; <a href="https://example.org/a?b=1&amp;c=2">so on</a></p></body></html>"""
LETTER = Letter(
    subject="Desk – Week 8, 2026",
    sender_name="The Desk, Ltd.",
    sender="desk@example.org",
    recipient="reader@example.net",
    reply_to="answers@example.org",
    unsubscribe="https://example.org/unsubscribe?a=b",
    domain="example.org",
    language="en",
    date=dt.datetime(2026, 2, 23, tzinfo=dt.timezone(dt.timedelta(hours=1))),
    text="Caffè “quoted”\nhttps://example.org/" + "long/" * 40 + "\n",
    html=HTML,
)
HOSTILE = [
    "a\r\nBcc: everyone@example.com",
    "a\n\n<script>alert(1)</script>",
    "😀 עברית עربي \u202e",
    "x" * 2000,
    "é" * 2000,
    "word " * 400,
    "=?utf-8?q?fake?=",
    "\x00\x1b[31m",
    "\udc80",
    '"quoted", <angle@example.com>; (comment)',
]


def read(letter=LETTER):
    data = compose(letter)
    return data, email.message_from_bytes(data, policy=policy.default)


def test_it_has_a_plain_part_and_then_the_same_as_html():
    _, message = read()
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    for part in message.iter_parts():
        assert part.get_content_charset() == "utf-8"
        assert part["Content-Transfer-Encoding"] == "quoted-printable"
    text = message.get_body(("plain",)).get_content()
    assert text.replace("\r\n", "\n") == LETTER.text
    html = message.get_body(("html",)).get_content()
    assert "Caffè “quoted” &amp;" in html
    assert 'href="https://example.org/a?b=1&amp;c=2"' in html


def test_its_headers_are_those_that_mail_programs_look_for():
    _, message = read()
    assert message["Subject"] == "Desk – Week 8, 2026"
    assert message["From"].addresses[0].addr_spec == "desk@example.org"
    assert message["From"].addresses[0].display_name == "The Desk, Ltd."
    assert message["To"].addresses[0].addr_spec == "reader@example.net"
    assert message["Reply-To"] == "answers@example.org"
    assert message["Date"].datetime == LETTER.date
    assert message["List-Unsubscribe"] == "<https://example.org/unsubscribe?a=b>"
    assert message["List-Id"] == "<editions.example.org>"
    assert message["Content-Language"] == "en"
    assert re.fullmatch(r"<[0-9a-f]{32}@example\.org>", message["Message-ID"])
    assert all(len(message.get_all(name)) == 1 for name in message)


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_it_says_it_stays_sound(words):
    said = replace(
        LETTER, subject=words, sender_name=words, text=words, html=HTML.replace("so on", words.replace("<", "&lt;"))
    )
    data, message = read(said)
    lines = data.split(b"\r\n")
    assert data.isascii()
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert max(map(len, lines)) <= 998
    assert message.defects == []
    assert [part.defects for part in message.walk()] == [[], [], []]
    assert "Bcc" not in message
    assert set(message.keys()) == set(read()[1].keys())
    assert message["From"].addresses[0].addr_spec == "desk@example.org"
    assert len(message["From"].addresses) == 1
    line = " ".join(re.sub("[\x00-\x08\x0b-\x1f\udc80]", "", words).split()).replace("=?", "= ?")
    assert message["Subject"] == (line if len(line) <= 200 else line[:199] + "…")


@settings(max_examples=50, deadline=None)
@given(words=st.text(max_size=200))
def test_any_words_make_a_sound_message(words):
    data, message = read(replace(LETTER, subject=words, sender_name=words, text=words))
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert message.defects == []
    assert len(list(message.iter_parts())) == 2


def test_the_same_letter_is_the_same_bytes_and_another_has_another_id():
    first, message = read()
    assert compose(LETTER) == first
    for other in (
        replace(LETTER, recipient="other@example.net"),
        replace(LETTER, text="Else"),
        replace(LETTER, html=HTML.replace("so on", "else")),
        replace(LETTER, subject="Else"),
    ):
        assert read(other)[1]["Message-ID"] != message["Message-ID"]
    # Sent twice, it is one message to who receives it.
    later = replace(LETTER, date=LETTER.date + dt.timedelta(1))
    assert read(later)[1]["Message-ID"] == message["Message-ID"]


def test_without_anybody_to_send_it_to_it_names_nobody():
    _, message = read(replace(LETTER, recipient=None, reply_to=None, unsubscribe=None))
    assert str(message["To"]) == "undisclosed-recipients:;"
    assert "Reply-To" not in message
    assert "List-Unsubscribe" not in message


def test_the_style_goes_into_the_elements_and_what_depends_on_the_screen_stays():
    html = inlined(HTML)
    assert '<p class="a" style="color: red;">' in html
    (style,) = re.findall("<style>(.*?)</style>", html, re.DOTALL)
    assert style.strip().startswith("@media (min-width: 600px)")
    assert "color: red" not in style


def test_nothing_is_fetched_for_it():
    # Nobody listens at port 9; a file of this machine is no style sheet either.
    links = '<link rel="stylesheet" href="http://127.0.0.1:9/a.css"><link rel="stylesheet" href="file:///etc/hostname">'
    html = inlined(HTML.replace("<title>", links + "<title>"))
    assert 'style="color: red;"' in html


@pytest.mark.parametrize(
    "text", ["desk@example.org", "a.b+c@mail.example.org", "o'neil@example.org", " desk@EXAMPLE.org ", "x@localhost"]
)
def test_an_address_passes(text):
    local, _, domain = text.strip().partition("@")
    assert address(text) == f"{local}@{domain.lower()}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "desk",
        "@example.org",
        "desk@",
        "desk@example.org, other@example.org",
        "desk@example.org\nBcc: other@example.org",
        "Desk <desk@example.org>",
        "a b@example.org",
        ".a@example.org",
        "a..b@example.org",
        "desk@exa mple.org",
        "désk@example.org",
        "desk@exämple.org",
        "x" * 65 + "@example.org",
        '"quoted"@example.org',
        "desk@[127.0.0.1]",
    ],
)
def test_what_is_no_address_does_not(text):
    with pytest.raises(ValueError, match=r"^(should be|has letters)"):
        address(text)


def test_plain_text_is_folded_but_for_addresses():
    url = "https://example.org/" + "a" * 100
    text = plain(f"One &amp; &lt;two&gt;\n{'word ' * 40}\n{url}\n{'x' * 100}\n\n\n\n\n\nend\n")
    lines = text.splitlines()
    assert lines[0] == "One & <two>"
    assert url in lines
    assert "x" * 100 in lines
    assert all(len(line) <= 72 for line in lines if line not in {url, "x" * 100})
    assert "\n\n\n\n" not in text
    assert text.endswith("end\n")
