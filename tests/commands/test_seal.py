"""`seal` writes what a clone needs in place of a text, once, and the same every time."""

import pytest

from site_builder.commands.folders import folders_of
from site_builder.commands.seal import seal
from site_builder.evidence.seal import read_seal
from site_builder.model.problem import ConfigError

SHA = "cd" * 32


@pytest.fixture
def site(tmp_path):
    for name, text in {
        "site.yml": "title: Site\nbase_url: https://example.org\n",
        "articles/one/article.yml": f"id: one\nsha256: {SHA}\nlanguage: en\nparagraphs: 1\n",
        "articles/one/text.txt": "[p1] Seven words stand here in a row.\n",
        "articles/two/article.yml": f"id: two\nsha256: {SHA}\n",
    }.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_articles_with_a_text_are_sealed_and_the_second_time_nothing_is_written(site):
    path = site / "content/articles/one/seal.json"
    assert seal(folders_of(site)).counts == {"sealed": 1, "unchanged": 0}
    before = path.stat().st_mtime_ns
    found = read_seal(path.read_text("utf-8"))
    assert (found.sha256, found.language, [part.words for part in found.paragraphs]) == (SHA, "en", [7])
    assert seal(folders_of(site)).counts == {"sealed": 0, "unchanged": 1}
    assert path.stat().st_mtime_ns == before
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["article.yml", "seal.json", "text.txt"]


def test_an_article_without_a_text_cannot_be_sealed(site):
    report = seal(folders_of(site), ["two"])
    assert [(problem.code, problem.path) for problem in report.problems] == [("SB237", "content/articles/two/text.txt")]


def test_an_unknown_article_is_told(site):
    with pytest.raises(ConfigError) as caught:
        seal(folders_of(site), ["three"])
    assert caught.value.problems[0].code == "SB211"


@pytest.mark.parametrize(
    "text", ["no number\n", "[p2] begins late\n", "[p1] one\n\n[p3] three\n", "[p1] one\n\n[p2] too many\n"]
)
def test_a_text_with_wrong_numbers_is_told(site, text):
    (site / "content/articles/one/text.txt").write_text(text, "utf-8")
    report = seal(folders_of(site))
    assert [(problem.code, problem.path) for problem in report.problems] == [("SB236", "content/articles/one/text.txt")]
