"""One article, written in every format that ingest reads, by the tests themselves."""

import csv
import functools
import io
import json
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from html import escape

TITLE = "Norrline orders electric ferries for the northern islands"
DATE = "2025-05-04T08:15Z"
PUBLISHER = "Harbour Courier"
BYLINE = "Ingrid Solheim"
URL = "https://courier.example/2025/norrline-electric-ferries"
PARAGRAPHS = (
    (
        "The ferry company Norrline will replace its three diesel ferries by electric ones before the end of the "
        "decade, chief executive Dana Whitlock told the council of Harrow on Thursday."
    ),
    (
        "“We do not want smoke over our harbour any more,” said Dana Whitlock, who has led Norrline since 2019. She "
        "expects each electric ferry to save four hundred tons of diesel a year."
    ),
    (
        "The ships will be built by Brandt Shipyards in Rostock, which won the order against two rivals from Norway. "
        "The first of the electric ferries is to sail from Harrow to Skerry Island in the summer of 2027."
    ),
)
HEADING = "What passengers will notice"
REST = (
    (
        "The crossing to Skerry Island will take eight minutes longer, because an electric ferry is charged at the "
        "pier while passengers board. The app SeaPass, which sells the tickets of Norrline, will show how full a "
        "ferry is."
    ),
    (
        "Mayor Rosa Tindall welcomed the order. “The council has waited for this for ten years,” Tindall said, and "
        "promised that Harrow would pay for half of the new pier."
    ),
)
ITEMS = ("Three ferries with room for four hundred passengers each", "Two charging towers at the pier of Harrow")
LAST = (
    "Norrline has not said what the electric ferries cost. Shipyards in the region charge about forty million euros "
    "for a ship of that size, according to the harbour authority of Rostock."
)
MORE_NAVIGATION = ("Home", "Weather", "Sport", "Subscribe now")


def text():
    parts = [TITLE, f"By {BYLINE}", "Published: 2025-05-04T08:15Z", f"Source: {PUBLISHER}", f"URL: {URL}", ""]
    for part in (*PARAGRAPHS, HEADING, *REST):
        parts += [part, ""]
    parts += [f"- {item}" for item in ITEMS]
    return "\n".join([*parts, "", LAST, ""]).encode()


def body_html():
    parts = [f"<p>{escape(part)}</p>" for part in PARAGRAPHS]
    parts += [f"<h2>{HEADING}</h2>", *(f"<p>{escape(part)}</p>" for part in REST)]
    parts += ["<ul>", *(f"<li>{item}</li>" for item in ITEMS), "</ul>", f"<p>{escape(LAST)}</p>"]
    return "\n".join(parts)


def html():
    links = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in MORE_NAVIGATION)
    told = json.dumps(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": DATE,
            "author": {"@type": "Person", "name": BYLINE},
            "publisher": {"@type": "Organization", "name": PUBLISHER},
        }
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{TITLE} | {PUBLISHER}</title>
<link rel="canonical" href="{URL}"><meta property="og:site_name" content="{PUBLISHER}">
<script type="application/ld+json">{told}</script><script>document.title = "pwned"</script></head>
<body><nav><ul>{links}</ul></nav><main><article><h1>{TITLE}</h1>
{body_html()}
</article></main><aside><p><a href="/more">More on ships and islands</a></p></aside>
<footer><p>All rights reserved. Cookies and privacy.</p></footer></body></html>""".encode()


def markdown():
    parts = [f"# {TITLE}", *PARAGRAPHS, f"## {HEADING}", *REST, "\n".join(f"* {item}" for item in ITEMS), LAST]
    front = f"---\ntitle: {TITLE}\ndate: {DATE}\nauthor: {BYLINE}\nsource: {PUBLISHER}\nurl: {URL}\n---\n\n"
    return (front + "\n\n".join(parts) + "\n").encode()


def rss():
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>{PUBLISHER}</title><link>https://courier.example/</link><description>News</description>
<language>en</language><item><title>{TITLE}</title><link>{URL}</link><dc:creator>{BYLINE}</dc:creator>
<pubDate>Sun, 04 May 2025 08:15:00 GMT</pubDate><description>Short.</description>
<content:encoded>{escape(body_html())}</content:encoded></item></channel></rss>""".encode()


def atom():
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>{PUBLISHER}</title><id>urn:x</id>
<updated>{_seconds()}</updated>
<entry><title type="html">{escape(TITLE)}</title><id>urn:y</id><link href="{URL}"/>
<author><name>{BYLINE}</name></author>
<published>{_seconds()}</published><updated>{_seconds()}</updated><content type="html">{escape(body_html())}</content>
</entry></feed>""".encode()


def json_feed():
    item = {"id": "1", "url": URL, "title": TITLE, "date_published": _seconds(), "content_html": body_html()}
    item["authors"] = [{"name": BYLINE}]
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": PUBLISHER, "language": "en", "items": [item]}
    ).encode()


@functools.cache
def mail():
    """The same bytes in one run: the library draws lots for its boundaries."""
    message = EmailMessage()
    message["From"] = f"{PUBLISHER} <news@courier.example>"
    message["To"] = "reader@example.org"
    message["Subject"] = TITLE
    message["Date"] = "Sun, 04 May 2025 08:15:00 +0000"
    message["List-Unsubscribe"] = "<https://courier.example/leave>"
    message.set_content("See the HTML part of this letter.")
    leave = '<p><a href="https://courier.example/leave">Unsubscribe</a></p>'
    message.add_alternative(f"<html><body><h1>{TITLE}</h1>{body_html()}{leave}</body></html>", subtype="html")
    return message.as_bytes()


def mailbox():
    return b"From news@courier.example Sun May  4 08:15:00 2025\n" + mail() + b"\n"


@functools.cache
def docx():
    """Likewise: the library writes the time into them."""
    import docx as library

    document = library.Document()
    document.core_properties.author = ""
    document.add_paragraph(TITLE, style="Title")
    for part in PARAGRAPHS:
        document.add_paragraph(part)
    document.add_heading(HEADING, 2)
    for part in REST:
        document.add_paragraph(part)
    for item in ITEMS:
        document.add_paragraph(item, style="List Bullet")
    document.add_paragraph(LAST)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf():
    """The least PDF that has pages, lines and two sizes (ISO 32000-1, chapters 7.5, 9.4)."""
    commands = []
    y = 800.0
    for part, size in (
        (TITLE, 18),
        *((part, 11) for part in PARAGRAPHS),
        (HEADING, 14),
        *((part, 11) for part in REST),
        *((f"• {item}", 11) for item in ITEMS),
        (LAST, 11),
    ):
        for row in _wrapped(part, 900 // size):
            y -= 1.2 * size
            shown = row.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            commands.append(f"BT /F1 {size} Tf 1 0 0 1 60 {y:.1f} Tm (".encode() + shown + b") Tj ET")
        y -= 10
    stream = b"\n".join(commands)
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(written)
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, start)
    )


def row_fields():
    plain = "\n".join([*PARAGRAPHS, f"## {HEADING}", *REST, *(f"- {item}" for item in ITEMS), LAST])
    return {"title": TITLE, "date": DATE, "author": BYLINE, "source": PUBLISHER, "url": URL, "text": plain}


def csv_list():
    file = io.StringIO()
    writer = csv.DictWriter(file, row_fields())
    writer.writeheader()
    writer.writerow(row_fields())
    return file.getvalue().encode()


def json_lines():
    return (json.dumps(row_fields()) + "\n").encode()


@functools.cache
def archive():
    """Likewise."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("articles/ferry.html", html())
        zipped.writestr("__MACOSX/articles/._ferry.html", b"\0\0")
    return file.getvalue()


FORMATS: dict[str, Callable[[], bytes]] = {
    "ferry.txt": text,
    "ferry.html": html,
    "ferry.md": markdown,
    "rss.xml": rss,
    "atom.xml": atom,
    "feed.json": json_feed,
    "letter.eml": mail,
    "letters.mbox": mailbox,
    "ferry.docx": docx,
    "ferry.pdf": pdf,
    "list.csv": csv_list,
    "list.jsonl": json_lines,
    "all.zip": archive,
}


def _seconds():
    return DATE.replace("Z", ":00Z")


def _wrapped(text, width):
    row = ""
    for word in text.split():
        if row and len(row) + len(word) >= width:
            yield row
            row = ""
        row = f"{row} {word}" if row else word
    yield row
