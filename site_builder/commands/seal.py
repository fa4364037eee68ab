"""Write seals: what of an article may be passed on, so that a briefing can be checked where its text is not."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from site_builder.commands.evidence import SEAL, TEXT, Dossier, dossier_of, load_source
from site_builder.commands.folders import Folders
from site_builder.commands.load import load_config, load_content
from site_builder.content import scan
from site_builder.evidence.seal import make_seal, write_seal
from site_builder.evidence.sources import TextSource
from site_builder.model.config import Config
from site_builder.model.problem import ConfigError, Problem, SiteBuilderError
from site_builder.model.report import Report


def seal(folders: Folders, articles: Sequence[str] = ()) -> Report:
    """Write `seal.json` for each of *articles* (ids; all that have a text where none are named).

    A seal that is there already is written again only if it would differ. Raises ConfigError where site.yml cannot be
    used, or where an article that was named is not there.
    """
    started = time.monotonic()
    config = load_config(folders)
    content = load_content(folders, config)
    dossier = dossier_of(content.articles, content.evidence)
    unknown = sorted(set(articles) - dossier.records.keys())
    if unknown:
        hint = f"there are {', '.join(sorted(dossier.records)) or 'none'}"
        raise ConfigError(*(Problem(f"there is no article `{name}`", code="SB211", hint=hint) for name in unknown))
    counts = {"sealed": 0, "unchanged": 0}
    problems: list[Problem] = []
    for name in articles or [name for name in sorted(dossier.records) if TEXT in dossier.files.get(name, {})]:
        try:
            changed = _seal(name, dossier, config, folders)
        except SiteBuilderError as error:
            problems += error.problems
            continue
        counts["sealed" if changed else "unchanged"] += 1
    return Report(counts=counts, problems=tuple(problems), seconds=time.monotonic() - started)


def _seal(name: str, dossier: Dossier, config: Config, folders: Folders) -> bool:
    """Seal one article; whether its file changed."""
    source = load_source(name, dossier, config)
    folder = folders.content / "articles" / name
    if not isinstance(source, TextSource):
        shown = f"content/articles/{name}/{TEXT}"
        raise ConfigError(
            Problem("the article's text is not here", code="SB237", path=shown, hint="ingest the article first")
        )
    data = write_seal(make_seal(source.text, dossier.records[name].sha256)).encode()
    known = dossier.files[name].get(SEAL)
    if known is not None and scan.read(known, config.limits.file_bytes) == data:
        return False
    _write(folder / SEAL, data)
    return True


def _write(path: Path, data: bytes) -> None:
    """*data* at *path*, as a whole or not at all."""
    beside = path.with_name(f".{path.name}.tmp")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(Problem(f"the seal cannot be written: {reason}", code="SB005", path=str(path))) from error
