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
SIGNS = 250_000
"""More than is searched for names, so that every finder has its fill."""
DIGITS = str.maketrans("0123456789", "abcdefghij")


def ingested(data):
    article = read_plain_text(data, "hostile.txt", NOW)
    findings = analyse(article, Knowledge(names=KNOWN))
    return article, findings, compose_briefing(article, findings, "hostile-0000")


LINES = {
    "one endless word": "a" * SIGNS,
    "one endless word of capitals": "A" * SIGNS,
    "endless capital words": "Aa " * (SIGNS // 3),
    "endless words of capitals": "AAAA BBBB " * (SIGNS // 10),
    "endless initials": "A. " * (SIGNS // 3),
    "endless stops": "." * SIGNS,
    "endless quotation marks": "“" * (SIGNS // 3),
    "quotation marks that open and never close": "“a " * (SIGNS // 5),
    "straight marks": '"a" ' * (SIGNS // 4),
    "nested quotations": "“a «b „c ‘" * (SIGNS // 20) + "’ ” » “" * (SIGNS // 20),
    "endless apostrophes": "'a" * (SIGNS // 2),
    "endless hyphens": "A-a-" * (SIGNS // 4),
    "joined names": "Bank of " * (SIGNS // 8),
    "lists of names": "Anna Aa, " * (SIGNS // 9),
    "different names": ", ".join(f"A{'abcdefghij'[n % 10]}{str(n).translate(DIGITS)}" for n in range(SIGNS // 9)),
    "different full names": ", ".join(f"Anna A{str(n).translate(DIGITS)}" for n in range(SIGNS // 13)),
    "one name in many": "Anna, Berta, Anna Cc, Anna Dd, " * (SIGNS // 31),
    "dates": "Thursday (Feb. 19) " * (SIGNS // 19),
    "figures": "12 " * (SIGNS // 3),
    "versions": "Aa 2.0." * (SIGNS // 7),
    "brackets": "(" * SIGNS,
    "at signs": "a@" * (SIGNS // 2),
    "addresses": "https://a " * (SIGNS // 10),
    "combining marks": "a" + "\u0301" * (SIGNS // 2),
    "soft hyphens": "a\u00ad" * (SIGNS // 3),
    "decoded twice": "Ã©" * (SIGNS // 4),
    "no spaces, no letters": "図" * (SIGNS // 3),
    "crumbs": "a / " * (SIGNS // 4),
    "backslashes": "\\[[*_`" * (SIGNS // 6),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LINES)
def test_a_long_line_is_read_in_bounded_time(name):
    article, findings, text = ingested(LINES[name].encode())
    assert len(findings.title) <= 91
    assert len(findings.entities) <= MOST_ENTITIES
    assert len(findings.quotations) <= MOST_QUOTATIONS
    assert len(text) < 2 * SIGNS
    assert sum(len(block.text) for block in article.blocks) <= SIGNS


@pytest.mark.slow
@pytest.mark.parametrize("name", ["endless capital words", "joined names", "quotation marks that open and never close"])
def test_many_lines_are_read_in_bounded_time(name):
    line = LINES[name][:300]
    article, _, _ = ingested("\n".join(f"{line} {number}." for number in range(2_000)).encode())
    assert article.blocks


@pytest.mark.slow
@pytest.mark.parametrize("megabytes", [1, 20])
def test_megabytes_in_one_line(megabytes):
    sentence = "The ferry company Norrline will replace its three diesel ferries by electric ones this year. "
    article, findings, _ = ingested((sentence * (megabytes * 1_000_000 // len(sentence))).encode())
    assert len(article.blocks) == 1
    assert findings.summary is not None
    assert any("only the first" in note for note in findings.notes)


@pytest.mark.slow
def test_many_short_lines_and_many_equal_ones():
    assert len(clean(read_lines("\n".join(f"a line of words number {n} ends." for n in range(50_000)))).kept) > 0
    same = clean(read_lines("This line is said again and again.\n" * 50_000))
    assert (len(same.kept), len(same.dropped)) == (1, 49_999)


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
