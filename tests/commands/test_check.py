"""`check` tells what a build, the evidence and the built pages tell; `--fix` mends what is safe."""

import datetime as dt
import json
import threading
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from click.testing import CliRunner

from site_builder.cli import cli
from site_builder.commands.build import build
from site_builder.commands.check import check
from site_builder.commands.folders import folders_of
from site_builder.commands.formats import as_github, as_sarif
from site_builder.commands.options import Options
from site_builder.evidence.seal import make_seal, write_seal
from site_builder.model.evidence import ArticleText
from site_builder.model.problem import Problem

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
SHA = "ab" * 32
TEXT = (
    "The ferry to the island stops in the autumn of 2026, the harbour board said on 4 May.",
    "Ann Miller called it “a sad day for all of us on the coast”; 13,000 people had signed.",
)
BRIEFING = """\
---
title: The ferry stops
date: 2026-05-04
articles: [ferry]
summary: The board ends the ferry.
key_points:
  - text: Ann Miller spoke of 13,000 signatures.
    evidence: p2
quotations:
  - text: a sad day for all of us
    speaker: Ann Miller
    evidence: p2
topics: [traffic]
entities: [Ann Miller]
---

On 4 May the board spoke. [[p1]]
"""


@pytest.fixture
def site(tmp_path):
    write(tmp_path, "content/site.yml", "title: Site\nbase_url: https://example.org\n")
    write(tmp_path, "content/topics.yml", "- id: traffic\n  title: Traffic\n  description: All that moves.\n")
    write(tmp_path, "content/entities.yml", "- id: ann-miller\n  name: Ann Miller\n  kind: person\n")
    record = f"id: ferry\nsha256: {SHA}\ndate: 2026-05-04\nlanguage: en\nparagraphs: 2\n"
    write(tmp_path, "content/articles/ferry/article.yml", record)
    numbered = "\n".join(f"[p{number}] {text}\n" for number, text in enumerate(TEXT, start=1))
    write(tmp_path, "content/articles/ferry/text.txt", numbered)
    write(tmp_path, "content/briefings/ferry.md", BRIEFING)
    return tmp_path


def write(root, name, text):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def change(root, old, new, name="content/briefings/ferry.md"):
    text = (root / name).read_text("utf-8")
    assert old in text
    write(root, name, text.replace(old, new, 1))


def run(root, **wanted):
    return check(folders_of(root), Options(now=NOW), **wanted)


def codes(report):
    return [(problem.code, problem.line) for problem in report.problems if problem.code != "SB241"]


def test_a_sound_site_has_no_problems_and_every_statement_is_verified(site):
    report = run(site)
    assert codes(report) == []
    assert report.counts["statements"] == report.counts["verified"] == 3
    assert not (site / "output").exists()


FAULTS = [
    ("a sad day for all of us", "a bad day for all of us", "SB230", 10),
    ("13,000 signatures", "14,000 signatures", "SB231", 7),
    ("speaker: Ann Miller", "speaker: Bob Stone", "SB232", 10),
    ("- text: Ann Miller spoke", "- text: Then Bob Stone spoke", "SB232", 7),
    ("date: 2026-05-04", "date: 2026-05-05", "SB233", 3),
    ("evidence: p2\nquotations", "evidence: p1\nquotations", "SB234", 7),
    ("    evidence: p2\nquotations", "quotations", "SB235", 7),
    ("On 4 May", "On 5 May", "SB231", 17),
]


@pytest.mark.parametrize(("old", "new", "code", "line"), FAULTS)
@pytest.mark.parametrize("sealed", [False, True])
def test_a_statement_that_its_source_does_not_make_is_told_with_its_line(site, old, new, code, line, sealed):
    if sealed:
        text = ArticleText(id="ferry", paragraphs=TEXT, language="en")
        write(site, "content/articles/ferry/seal.json", write_seal(make_seal(text, SHA, cost=2)))
        (site / "content/articles/ferry/text.txt").unlink()
    change(site, old, new)
    assert codes(run(site)) == [(code, line)]


def test_the_nearest_passage_is_shown_with_its_difference(site):
    change(site, "a sad day for all of us", "a bad day for all of us")
    (problem,) = [problem for problem in run(site).problems if problem.code == "SB230"]
    assert problem.column == 11
    assert problem.hint == "p2 says “a sad day for all of us”: `bad` for `sad`"


def test_an_exception_needs_a_reason_and_a_need(site):
    change(site, "a sad day for all of us", "a bad day for all of us")
    change(site, "topics:", "allow:\n  - rule: SB230\n    text: a bad day\n    reason: The recording says so.\ntopics:")
    assert codes(run(site)) == []
    change(site, "text: a bad day\n    reason", "text: a good day\n    reason")
    assert codes(run(site)) == [("SB230", 10), ("SB239", 13)]
    change(site, "    reason: The recording says so.\n", "")
    assert "SB104" in [code for code, _ in codes(run(site))]


def test_rules_say_how_much_a_fault_matters(site):
    change(site, "13,000 signatures", "14,000 signatures")
    assert run(site).errors == 1
    write(site, "content/site.yml", "title: Site\nbase_url: https://example.org\nrules:\n  SB231: warn\n")
    assert (run(site).errors, run(site).warnings) == (0, 1)
    write(site, "content/site.yml", 'title: Site\nbase_url: https://example.org\nrules:\n  SB231: "off"\n')
    assert codes(run(site)) == []


def test_an_address_that_is_none_hides_no_other_problem(site):
    change(site, "13,000 signatures", "14,000 signatures")
    report = check(folders_of(site), Options(now=NOW, base_url="example"))
    assert {problem.code for problem in report.problems} == {"SB231", "SB107"}


def test_a_changed_source_is_noticed_although_checks_are_remembered(site):
    assert codes(run(site)) == []
    change(site, "13,000", "15,000", "content/articles/ferry/text.txt")
    assert codes(run(site)) == [("SB231", 7)]


def test_articles_that_are_not_what_their_record_says_are_told(site):
    change(site, "paragraphs: 2", "paragraphs: 3", "content/articles/ferry/article.yml")
    write(site, "content/articles/ferry/original.txt", "other bytes")
    found = [(problem.code, problem.path) for problem in run(site).problems if problem.code == "SB236"]
    assert sorted(found) == [
        ("SB236", "content/articles/ferry/original.txt"),
        ("SB236", "content/articles/ferry/text.txt"),
    ]


def test_an_article_without_text_or_seal_is_a_warning(site):
    (site / "content/articles/ferry/text.txt").unlink()
    report = run(site)
    assert codes(report) == [("SB237", 4)]
    assert report.errors == 0


def test_records_that_are_nearly_the_same_or_that_nobody_names_are_told(site):
    more = "- id: anne-miller\n  name: Anne Miller\n  kind: person\n- id: gt-1\n  name: Ferry GT 1\n  kind: product\n"
    more += "- id: gt-2\n  name: Ferry GT 2\n  kind: product\n"
    write(site, "content/entities.yml", "- id: ann-miller\n  name: Ann Miller\n  kind: person\n" + more)
    found = [(problem.code, problem.line) for problem in run(site).problems if problem.path == "content/entities.yml"]
    assert found == [("SB240", 4), ("SB241", 4), ("SB241", 7), ("SB241", 10)]


def test_torn_letters_are_told_and_mended_on_request(site):
    change(site, "The board ends", "The cafÃ© board\u202e ends")
    report = run(site)
    assert [(p.code, p.line, p.column) for p in report.problems if p.code == "SB242"] == [
        ("SB242", 5, 17),
        ("SB242", 5, 25),
    ]
    report = run(site, fix=True)
    assert codes(report) == []
    assert report.notes[0] == "mended the letters of content/briefings/ferry.md"
    assert "The café board ends" in (site / "content/briefings/ferry.md").read_text("utf-8")


def test_pages_of_a_theme_of_the_sites_own_are_checked(site):
    faults = '<a href="/nowhere/">x</a><a href="#gone">y</a><img src="/a.png">'
    write(site, "templates/404.html", f'{{% extends "base.html" %}}{{% block main %}}{faults}{{% endblock %}}')
    found = [(p.code, p.path) for p in run(site).problems if p.code in {"SB243", "SB244", "SB245"}]
    assert sorted(set(found)) == [
        ("SB243", "output/404.html"),
        ("SB244", "output/404.html"),
        ("SB245", "output/404.html"),
    ]


PROBLEMS = [
    Problem("a: wrong, 100%", code="SB230", path="content/briefings/a b.md", line=3, column=4, hint="mend\nit"),
    Problem("no place", code="SB241", severity="warning"),
]


def test_sarif_names_rule_place_and_message():
    log = json.loads(as_sarif(PROBLEMS))
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    assert [rule["id"] for rule in only["tool"]["driver"]["rules"]] == ["SB230", "SB241"]
    first, second = only["results"]
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "content/briefings/a%20b.md"},
        "region": {"startLine": 3, "startColumn": 4},
    }
    assert (first["level"], first["ruleIndex"], second["level"], "locations" in second) == (
        "error",
        0,
        "warning",
        False,
    )


def test_sarif_fits_the_types_of_its_standard():
    sarif = pytest.importorskip("sarif_pydantic", reason="no description of SARIF is installed")
    log = sarif.Sarif.model_validate_json(as_sarif(PROBLEMS))
    assert [result.rule_id for result in log.runs[0].results] == ["SB230", "SB241"]


def test_github_gets_a_line_for_each_problem():
    assert as_github(PROBLEMS).split("\n") == [
        "::error file=content/briefings/a b.md,line=3,col=4,title=SB230::a: wrong, 100%25 (mend%0Ait)",
        "::warning title=SB241::no place",
    ]


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_the_command_reports_in_every_form_and_fails_on_errors(site, form):
    change(site, "13,000 signatures", "14,000 signatures")
    result = CliRunner().invoke(cli, ["-C", str(site), "check", "--format", form], standalone_mode=False)
    assert result.return_value == 1
    assert "SB231" in result.output


def test_explain_tells_more_than_the_code():
    result = CliRunner().invoke(cli, ["explain", "sb230"])
    assert result.exit_code == 0
    assert "allow:" in result.output


class Answers(BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012  one server, one test

    def do_HEAD(self):
        Answers.asked.append(self.path)
        self.send_response({"/good": 200, "/shy": 403}.get(self.path, 404))
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815  the name that the server calls

    def log_message(self, *_):
        """Say nothing."""


def test_links_to_other_sites_are_asked_for_once_a_week(site):
    Answers.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}"
        links = " ".join(f"[x]({address}{path})" for path in ("/good", "/shy", "/gone"))
        change(site, "On 4 May the board spoke.", f"On 4 May the board spoke. {links}")
        report = run(site, external=True)
        assert [problem.message.split("/")[-1] for problem in report.problems if problem.code == "SB248"] == [
            "gone does not work: the answer is 404"
        ]
        first = list(Answers.asked)
        assert sorted(first) == ["/gone", "/gone", "/good", "/shy"]
        run(site, external=True)
        assert sorted(Answers.asked[len(first) :]) == ["/gone", "/gone"]
    finally:
        server.shutdown()
        server.server_close()


def test_a_second_check_tells_the_same_and_a_change_is_seen(site):
    first = run(site)
    again = run(site)
    assert again.problems == first.problems
    assert again.counts["links"] == first.counts["links"]
    assert again.counts["rendered"] == 0
    change(site, "13,000 signatures", "14,000 signatures")
    assert ("SB231", 7) in codes(run(site))
    change(site, "14,000 signatures", "13,000 signatures")
    assert codes(run(site)) == []


def test_a_check_after_a_build_renders_nothing_and_leaves_the_output_alone(site):
    folders = folders_of(site)
    build(folders, Options(now=NOW))
    before = {path: path.read_bytes() for path in folders.output.rglob("*") if path.is_file()}
    assert run(site).counts["rendered"] == 0
    change(site, "The board ends", "The harbour board ends")
    assert run(site).counts["rendered"] > 0
    assert {path: path.read_bytes() for path in folders.output.rglob("*") if path.is_file()} == before


def test_a_page_that_was_changed_by_hand_does_not_spoil_what_is_remembered(site):
    folders = folders_of(site)
    build(folders, Options(now=NOW))
    page = folders.output / "briefings/ferry/index.html"
    sound = page.read_bytes()
    # As many bytes as before.
    page.write_bytes(sound.replace(b'href="/topics/', b'href="/nobody/', 1))
    assert page.stat().st_size == len(sound)
    assert "SB243" in {problem.code for problem in run(site).problems}
    page.write_bytes(sound)
    (folders.memory / "checked.json").unlink()
    assert codes(run(site)) == []


def test_briefings_checked_by_many_processes_are_told_of_in_their_order(site, tmp_path):
    for number in range(120):
        text = BRIEFING.replace("13,000 signatures", f"{number + 20} signatures").replace("The ferry", f"No. {number}")
        write(tmp_path, f"content/briefings/no-{number:03}.md", text)
    with ProcessPoolExecutor(2) as executor:
        many = run(site, executor=executor)
    # Another memory: nothing is remembered.
    one = check(replace(folders_of(site), memory_at=tmp_path / "other"), Options(now=NOW))
    assert many.problems == one.problems
    assert sum(problem.code == "SB231" for problem in many.problems) >= 119
