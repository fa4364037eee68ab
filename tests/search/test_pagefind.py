"""Pagefind in place of our own index, where a site asks for it."""

import random

import pytest

from site_builder.commands import pagefind
from site_builder.text.headers import CONTENT_SECURITY_POLICY, default_rules, meta_policy
from tests.laws.world import changed, made, make, make_world, tree, write


@pytest.fixture
def world(tmp_path):
    folders = make_world(tmp_path / "site", random.Random(1), briefings=3)
    settings = folders.content / "site.yml"
    write(settings, settings.read_text(encoding="utf-8") + "search:\n  engine: pagefind\n")
    return folders


def test_it_needs_a_wider_policy_and_nothing_else_does():
    wider = dict(default_rules(wasm=True))["/*"]["Content-Security-Policy"]
    assert wider == CONTENT_SECURITY_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
    assert "wasm" in meta_policy(wasm=True)
    assert "wasm" not in meta_policy() + dict(default_rules())["/*"]["Content-Security-Policy"]


@pytest.mark.skipif(pagefind.is_there(), reason="Pagefind is installed here")
def test_where_it_is_not_installed_that_is_told_with_the_line(world):
    (problem,) = make(world).problems
    assert (problem.code, problem.line) == ("SB002", 10)
    assert "pip install" in (problem.hint or "")
    assert not world.output.exists()


@pytest.mark.skipif(not pagefind.is_there(), reason="Pagefind is not installed here")
def test_its_index_is_published_with_the_pages_and_kept_while_they_stay(world):
    made(world)
    before = tree(world.output)
    assert "search/pagefind/pagefind.js" in before
    assert not any(name.startswith("search/index/") for name in before)
    write(world.content / "pages/about.md", "---\ntitle: About\n---\n\nOther.\n")
    made(world)
    assert not any(name.startswith("search/") for name in changed(before, tree(world.output)))
