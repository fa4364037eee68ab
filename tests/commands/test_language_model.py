"""A language model drafts what holds against the article; a real server with every fault stands in for it."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from click.testing import CliRunner

from site_builder.cli import cli
from site_builder.model.briefing import FrontMatter
from site_builder.text.frontmatter import split
from site_builder.text.schema import decode

ARTICLE = """\
Northport ferry will run on batteries from May

The ferry between Northport and Gull Island will run on batteries from 4 May, the harbour company said on Thursday.

The ship carries 120 passengers and 18 cars. It will be charged for nine minutes after each crossing.

The rebuilding cost 3.2 million euros, and the company expects to save 400,000 litres of diesel a year.
"""
GOOD = {
    "title": "A ferry goes electric",
    "summary": "From May the Gull Island ferry needs no diesel.",
    "key_points": [
        {"text": "It has room for 120 passengers.", "paragraphs": [2]},
        {"text": "It has room for 200 passengers.", "paragraphs": [2]},
        {"text": "It saves 400,000 litres of diesel a year.", "paragraphs": [3]},
        {"text": "It rests on nothing.", "paragraphs": [44]},
    ],
    "topics": ["ships", "made-up"],
    "entities": ["Gull Island", "Atlantis"],
}


def said(answer, **more):
    """A response of the protocol."""
    text = answer if isinstance(answer, str) else json.dumps(answer)
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}, **more}
    return 200, {}, json.dumps({"choices": [choice], "usage": {"total_tokens": 1000}}).encode()


@pytest.fixture
def server():
    """A server that gives the answers in its list, the last again and again, and keeps what it was asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            web.asked.append((self.path, dict(self.headers), json.loads(body)))
            given = web.answers.pop(0) if len(web.answers) > 1 else web.answers[0]
            if given is None:
                self.connection.close()
                return
            status, headers, data = given
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    class Web(ThreadingHTTPServer):
        asked: list[Any]
        answers: list[Any]

        def handle_error(self, *_):
            pass

    web = Web(("127.0.0.1", 0), Handler)
    web.asked, web.answers = [], [said(GOOD)]
    threading.Thread(target=web.serve_forever, daemon=True).start()
    yield web
    web.shutdown()
    web.server_close()


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setattr("site_builder.commands.language_model._WAIT", 0.0)
    content = tmp_path / "content"
    content.mkdir()
    (content / "site.yml").write_text("title: Site\nbase_url: https://example.org\n", "utf-8")
    (content / "topics.yml").write_text("- {id: ships, title: Ships}\n", "utf-8")
    (tmp_path / "ferry.txt").write_text(ARTICLE, "utf-8")
    return tmp_path


def run(site, server, *options, engine="llm", environment=None):
    address = f"http://127.0.0.1:{server.server_port}/v1"
    command = ["-C", str(site), "ingest", str(site / "ferry.txt"), "--engine", engine]
    command += ["--llm-url", address, "--llm-model", "tiny"] if engine == "llm" else []
    given = CliRunner().invoke(cli, [*command, *options], standalone_mode=False, env=environment or {})
    assert given.exception is None, given.exception
    files = sorted((site / "content/briefings").glob("*.md"))
    return given, [decode(FrontMatter, split(path.read_text("utf-8")).yaml) for path in files]


def test_what_holds_is_drafted_and_the_rest_is_told(site, server):
    _, (head,) = run(site, server, environment={"SITE_BUILDER_LLM_KEY": "secret"})
    assert (head.title, head.summary) == (GOOD["title"], GOOD["summary"])
    assert [(point.text, point.evidence) for point in head.key_points] == [
        ("It has room for 120 passengers.", ("p2",)),
        ("It saves 400,000 litres of diesel a year.", ("p3",)),
    ]
    assert (head.topics, head.entities) == (("ships",), ("Gull Island",))
    assert head.status == "draft"
    notes = "\n".join(head.review)
    assert "drafted by tiny" in notes
    assert "“200” does not occur" in notes
    assert "names no paragraph" in notes
    ((path, headers, question),) = server.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert question["response_format"]["type"] == "json_schema"
    assert "[p2] The ship carries" in question["messages"][1]["content"]
    # The body is made of the article's own passages all the same.
    text = next((site / "content/briefings").glob("*.md")).read_text("utf-8")
    assert "> It has room" not in text
    assert b"secret" not in b"".join(path.read_bytes() for path in site.rglob("*") if path.is_file())


def test_without_being_asked_for_nothing_is_sent(site, server):
    run(site, server, engine="rules", environment={"SITE_BUILDER_LLM_URL": f"http://127.0.0.1:{server.server_port}"})
    assert server.asked == []


def test_an_answer_is_remembered_by_what_was_asked(site, server):
    _, (before,) = run(site, server)
    next((site / "content/briefings").glob("*.md")).unlink()
    for folder in ("articles", ".ingest"):
        for path in sorted((site / "content" / folder).rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
    (site / ".site-builder/ingest.sqlite").unlink()
    (site / ".site-builder/articles.sqlite").unlink()
    _, (after,) = run(site, server)
    assert after == before
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "faults",
    [
        [(500, {}, b"")],
        [(429, {"Retry-After": "0"}, b"slow down")],
        [None],
        [(200, {}, b"no json")],
        [(200, {}, b'{"choices": []}')],
        [said("no json")],
        [said({"title": "only"})],
        [said(GOOD, finish_reason="length")],
        [(503, {}, b""), None, said("{}")],
    ],
)
def test_a_fault_that_passes_costs_another_try(site, server, faults):
    server.answers = [*faults, said("```json\n" + json.dumps(GOOD) + "\n```")]
    _, (head,) = run(site, server)
    assert head.title == GOOD["title"]
    assert len(server.asked) == len(faults) + 1


@pytest.mark.parametrize(
    ("answer", "tries", "word"),
    [
        ((401, {}, b"who are you"), 1, "says 401"),
        ((302, {"Location": "http://127.0.0.1:9/"}, b""), 1, "says 302"),
        ((200, {}, b"x" * (1 << 21)), 1, "too large"),
        ((500, {}, b""), 4, "says 500"),
        (said("never json"), 4, "form"),
    ],
)
def test_a_fault_that_stays_leaves_a_draft_by_rules(site, server, answer, tries, word):
    server.answers = [answer]
    _, (head,) = run(site, server)
    assert head.title.startswith("Northport ferry")
    assert head.key_points
    assert word in "\n".join(head.review)
    assert len(server.asked) == tries


def test_a_run_stops_asking_when_its_tokens_are_spent(site, server):
    for number, name in enumerate(("Kelp", "Moss", "Reed")):
        text = ARTICLE.replace("120", f"{number + 3}77").replace("Gull", name)
        (site / f"more/{number}.txt").parent.mkdir(exist_ok=True)
        (site / f"more/{number}.txt").write_text(text, "utf-8")
    (site / "ferry.txt").write_text("too short", "utf-8")
    run(site, server, str(site / "more"), "--llm-tokens", "1500")
    assert len(server.asked) <= 2


def test_without_a_server_or_a_model_it_says_what_is_missing(site):
    command = ["-C", str(site), "ingest", str(site / "ferry.txt"), "--engine", "llm"]
    given = CliRunner().invoke(cli, command, standalone_mode=False)
    assert given.return_value == 1
    assert "SITE_BUILDER_LLM_URL" in given.output
