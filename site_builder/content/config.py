"""content/site.yml as a `Config`."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from site_builder.model.codes import CODES
from site_builder.model.config import Config
from site_builder.model.problem import ConfigError, Problem
from site_builder.text.forms import url
from site_builder.text.languages import part_of
from site_builder.text.schema import Lines, decode_located
from site_builder.text.suggestions import did_you_mean


def parse_config(text: str) -> Config:
    """The configuration that *text* (YAML) describes. Raises ConfigError with every mistake and its line."""
    config, lines = decode_located(Config, text, ConfigError)
    problems = [problem for problem in (_unknown_rule(rule, lines) for rule in config.rules) if problem is not None]
    if _has_more_than_a_path(config.base_url):
        problems.append(_no_base_url("`base_url` should end with the host or a path", lines["base_url"]))
    if part_of(config.language, config.languages):
        message = f"`languages` names `{config.language}`, the site's own language"
        hint = "the site's own language needs no part: its pages stand at the root"
        problems.append(Problem(message, code="SB107", line=lines.get("languages"), hint=hint))
    if problems:
        raise ConfigError(*sorted(problems, key=lambda problem: problem.line or 0))
    return replace(config, base_url=config.base_url.rstrip("/"))


def with_base_url(config: Config, base_url: str) -> Config:
    """*config* for another address, without the slash at its end. Raises ConfigError where it is no address."""
    try:
        good = not _has_more_than_a_path(url(base_url))
    except ValueError:
        good = False
    if not good:
        message = f"the base URL {base_url[:80]!r} should be a whole address like https://example.org/path"
        raise ConfigError(_no_base_url(message, None))
    return replace(config, base_url=base_url.rstrip("/"))


def _has_more_than_a_path(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.query or parts.fragment)


def _no_base_url(message: str, line: int | None) -> Problem:
    return Problem(message, code="SB107", line=line, hint="it has a scheme, a host, perhaps a path; no `?` and no `#`")


def _unknown_rule(rule: str, lines: Lines) -> Problem | None:
    known = [code for code in CODES if code.startswith("SB2")]
    if rule.startswith("SB2") and any(code.startswith(rule) for code in known):
        return None
    hint = did_you_mean(rule, known) or "rules are the codes that begin with SB2, or beginnings of them"
    return Problem(f"there is no rule `{rule[:40]}`", code="SB107", line=lines.get(f"rules.{rule}"), hint=hint)
