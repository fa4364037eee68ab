from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from site_builder.model.config import Config
from site_builder.model.files import HeadersView, PlainView
from site_builder.model.page import Page
from site_builder.render.headers import headers
from site_builder.text.headers import CONTENT_SECURITY_POLICY, default_rules

CONFIG = Config(title="Desk", base_url="https://example.org")


def of(*rules: tuple[str, Mapping[str, str]], config: Config = CONFIG) -> str:
    page = Page(url="/_headers", view=HeadersView(rules=rules), language="en", format="headers")
    return headers(page, config=config).decode()


def parsed(text: str) -> list[tuple[str, dict[str, str]]]:
    """As a host reads it: a path begins a line, its headers are indented."""
    found: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(":")
            found[-1][1][name] = value.strip()
        else:
            found.append((line, {}))
    return found


def test_the_rules_are_read_as_they_were_meant():
    rules = default_rules()
    assert parsed(of(*rules)) == [(path, dict(values)) for path, values in rules]


def test_the_policy_allows_nothing_inline():
    policy = dict(part.partition(" ")[::2] for part in CONTENT_SECURITY_POLICY.split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert dict(default_rules())["/*"]["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


def test_assets_are_kept_for_ever_and_nothing_else_is():
    kept = [path for path, values in default_rules() if "immutable" in values.get("Cache-Control", "")]
    assert kept == ["/assets/*"]


def test_no_header_is_set_by_two_rules_that_match_one_path():
    everywhere = set(dict(default_rules())["/*"])
    assert all(everywhere.isdisjoint(values) for path, values in default_rules() if path != "/*")


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\0"])
def test_no_value_begins_a_rule_of_its_own(break_):
    text = of(
        (f"/a{break_}/evil/*", {f"X-Name{break_}  Evil": f"one{break_}  Evil: yes{break_}/all/*{break_}  Evil: yes"}),
        ("# a comment", {"X": "y"}),
        ("", {}),
    )
    rules = parsed(text)
    assert [path for path, _ in rules] == ["/a/evil/*", "/#%20a%20comment", "/"]
    assert [list(values) for _, values in rules] == [["X-NameEvil"], ["X"], []]
    assert len(text.splitlines()) == 5


def test_a_preview_asks_search_engines_to_stay_away():
    assert "X-Robots-Tag" not in of(*default_rules())
    path, values = parsed(of(*default_rules(), config=replace(CONFIG, noindex=True)))[-1]
    assert (path, values) == ("/*", {"X-Robots-Tag": "noindex"})


def test_a_page_without_rules_has_no_headers():
    with pytest.raises(TypeError):
        headers(Page(url="/x", view=PlainView(text=""), language="en", format="headers"), config=CONFIG)
