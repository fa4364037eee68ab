"""The figures are counted as others count them: on data so small that they can be worked out by hand."""

import gzip
import json

from tests.score import measures, score


def test_text_is_compared_by_four_words_at_a_time(tmp_path):
    words = " ".join(f"word{number} of the long story." for number in range(60))
    page = f"<!DOCTYPE html><html><body><article><p>{words}</p></article></body></html>"
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "ground-truth.json").write_text(json.dumps({"a": {"articleBody": words}}), "utf-8")
    (found,) = measures.pages(tmp_path)
    assert (found.precision, found.recall, found.value, found.articles) == (1.0, 1.0, 1.0, 1)
    assert measures._shingled("a b c d e", "a b c d x") == (0.5, 0.5)


def test_entities_are_sets_of_each_document(tmp_path):
    text = "The council thanked Dana Whitlock of Rome."
    rows = {
        "id": "1",
        "lang": "en",
        "text": text,
        "entities": [[20, 33, "PER", "Dana Whitlock"], [0, 1, "ORG", "Nobody"]],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(rows) + "\n", "utf-8")
    bare, typed = measures.entities(tmp_path / "a.jsonl")
    assert (bare.precision, bare.recall, bare.value) == (0.5, 0.5, 0.5)
    assert typed.value == 0.5


def test_key_points_count_where_the_reference_has_them(tmp_path):
    body = "The council of Harrow voted for a new pool.\nThe pool of Harrow will open on the eastern shore in May.\n"
    rows = {"id": "1", "title": "A pool", "body": body, "summary": "The council of Harrow voted for a new pool!"}
    (tmp_path / "a.jsonl").write_text(json.dumps(rows) + "\n", "utf-8")
    (found,) = measures.key_points(tmp_path / "a.jsonl")
    assert found.value == 0.5


def test_without_gold_data_it_says_so(tmp_path, capsys):
    assert score.main([str(tmp_path / "none")]) == 1
    assert "no gold data" in capsys.readouterr().err


def test_the_hand_written_topics_keep_to_forty_keywords():
    from site_builder.model.entity import TopicRecord
    from site_builder.text.schema import decode

    records = decode(tuple[TopicRecord, ...], measures.TOPICS.read_text("utf-8"))
    assert max(len(record.keywords) for record in records) <= 40
