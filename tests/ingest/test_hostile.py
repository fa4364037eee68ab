"""Articles that want to cost more than they should: nothing here may grow faster than its input."""

import datetime as dt

import pytest

from site_builder.ingest.analysis import MOST_ENTITIES, MOST_QUOTATIONS, Knowledge, analyse
from site_builder.ingest.cleaning import clean
from site_builder.ingest.compose import compose_briefing
from site_builder.ingest.known import compile_names
from site_builder.ingest.lines import read_lines
from site_builder.ingest.reading import read_plain_text
from site_builder.model.briefing import FrontMatter
from site_builder.model.entity import EntityRecord
from site_builder.text.frontmatter import split
from site_builder.text.schema import decode

NOW = dt.date(2026, 3, 1)
KNOWN = compile_names([EntityRecord(id="aa", name="Aa aa", kind="other", aliases=("A", "Aa", "Aaa"))])
MEGABYTE = 1_000_000
DIGITS = str.maketrans("0123456789", "abcdefghij")


def ingested(data):
    article = read_plain_text(data, "hostile.txt", NOW)
    findings = analyse(article, Knowledge(names=KNOWN))
    return article, findings, compose_briefing(article, findings, "hostile-0000")


LINES = {
    "one endless word": "a" * MEGABYTE,
    "one endless word of capitals": "A" * MEGABYTE,
    "endless capital words": "Aa " * (MEGABYTE // 3),
    "endless words of capitals": "AAAA BBBB " * (MEGABYTE // 10),
    "endless initials": "A. " * (MEGABYTE // 3),
    "endless stops": "." * MEGABYTE,
    "endless quotation marks": "“" * (MEGABYTE // 3),
    "quotation marks that open and never close": "“a " * (MEGABYTE // 5),
    "straight marks": '"a" ' * (MEGABYTE // 4),
    "nested quotations": "“a «b „c ‘" * (MEGABYTE // 20) + "’ ” » “" * (MEGABYTE // 20),
    "endless apostrophes": "'a" * (MEGABYTE // 2),
    "endless hyphens": "A-a-" * (MEGABYTE // 4),
    "joined names": "Bank of " * (MEGABYTE // 8),
    "lists of names": "Anna Aa, " * (MEGABYTE // 9),
    "different names": ", ".join(f"A{'abcdefghij'[n % 10]}{str(n).translate(DIGITS)}" for n in range(MEGABYTE // 9)),
    "different full names": ", ".join(f"Anna A{str(n).translate(DIGITS)}" for n in range(MEGABYTE // 13)),
    "one name in many": "Anna, Berta, Anna Cc, Anna Dd, " * (MEGABYTE // 31),
    "dates": "Thursday (Feb. 19) " * (MEGABYTE // 19),
    "figures": "12 " * (MEGABYTE // 3),
    "versions": "Aa 2.0." * (MEGABYTE // 7),
    "brackets": "(" * MEGABYTE,
    "at signs": "a@" * (MEGABYTE // 2),
    "addresses": "https://a " * (MEGABYTE // 10),
    "combining marks": "a" + "\u0301" * (MEGABYTE // 2),
    "soft hyphens": "a\u00ad" * (MEGABYTE // 3),
    "decoded twice": "Ã©" * (MEGABYTE // 4),
    "no spaces, no letters": "図" * (MEGABYTE // 3),
    "crumbs": "a / " * (MEGABYTE // 4),
    "backslashes": "\\[[*_`" * (MEGABYTE // 6),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LINES)
def test_a_line_of_a_megabyte_is_read_in_bounded_time(name):
    article, findings, text = ingested(LINES[name].encode())
    assert len(findings.title) <= 91
    assert len(findings.entities) <= MOST_ENTITIES
    assert len(findings.quotations) <= MOST_QUOTATIONS
    assert len(text) < 2 * MEGABYTE
    assert sum(len(block.text) for block in article.blocks) <= MEGABYTE


@pytest.mark.slow
@pytest.mark.parametrize("name", ["endless capital words", "joined names", "quotation marks that open and never close"])
def test_many_lines_are_read_in_bounded_time(name):
    line = LINES[name][:300]
    article, _, _ = ingested("\n".join(f"{line} {number}." for number in range(5_000)).encode())
    assert article.blocks


@pytest.mark.slow
def test_twenty_megabytes_in_one_line():
    sentence = "The ferry company Norrline will replace its three diesel ferries by electric ones this year. "
    article, findings, _ = ingested((sentence * (20 * MEGABYTE // len(sentence))).encode())
    assert len(article.blocks) == 1
    assert findings.summary is not None
    assert any("only the first" in note for note in findings.notes)


@pytest.mark.slow
def test_many_short_lines_and_many_equal_ones():
    assert len(clean(read_lines("\n".join(f"a line of words number {n} ends." for n in range(100_000)))).kept) > 0
    same = clean(read_lines("This line is said again and again.\n" * 100_000))
    assert (len(same.kept), len(same.dropped)) == (1, 99_999)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: injected\n---\nThe council of Harrow voted for a pool.",
        "The council: [[wiki]] <script>alert(1)</script> voted *for* `a` pool.",
        "# \n\n- \n\n1. \n\nThe council of Harrow voted for a pool.",
        "!!python/object/apply:os.system [echo]\nThe council of Harrow voted for a pool.",
        "\u202eThe council of Harrow voted\u202c for \x1b[31m a pool.",
    ],
)
def test_nothing_of_a_text_becomes_markup_or_yaml(text):
    _, _, written = ingested(text.encode())
    assert written.count("\n---\n") == 1
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert decode(FrontMatter, split(written).yaml).id == "hostile-0000"
    body = written.split("\n---\n", 1)[1]
    assert "<script>" not in body.replace("\\<", "")
