"""Reads the folder of another generator, and writes what its people wrote into a site of ours."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from site_builder.commands.folders import Folders
from site_builder.commands.imports.bodies import Places, tags_in, translated
from site_builder.commands.imports.heads import read_head, texts
from site_builder.commands.imports.layouts import LAYOUTS, Layout, date_of, is_draft, is_text, stem_of
from site_builder.commands.ingest_folder import write_bytes
from site_builder.commands.load import load_config, load_content
from site_builder.content import scan
from site_builder.content.parse import PageFrontMatter
from site_builder.ingest.yaml_text import to_yaml
from site_builder.model.briefing import FrontMatter
from site_builder.model.config import Limits
from site_builder.model.problem import ConfigError, Problem, SiteBuilderError
from site_builder.model.report import Report
from site_builder.text import yaml_edit
from site_builder.text.dates import parse_moment
from site_builder.text.forms import one_line
from site_builder.text.frontmatter import join
from site_builder.text.languages import normalise_language
from site_builder.text.names import fold
from site_builder.text.slugs import is_slug, slugify

_KNOWN = frozenset(
    """
    title date lastmod updated modified last_modified_at description summary excerpt tags tag keywords
    categories category topics draft published status aliases alias redirect_from slug url permalink
    save_as language lang author authors layout type created
    """.split()  # noqa: SIM905  so it can be read
)
"""Fields that are carried over, or say nothing outside their generator."""
_ADDRESS = re.compile(r"/(?!/)[^?#*\s\\]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A file of the other generator, and where it goes."""

    path: PurePosixPath
    head: Mapping[str, Any]
    body: str
    title: str
    slug: str
    date: str | None
    page: bool
    address: str | None

    @property
    def file(self) -> str:
        """Below the content folder."""
        return f"{'pages' if self.page else 'briefings'}/{self.slug}.md"


def import_site(folders: Folders, generator: str, source: Path, *, dry_run: bool = False) -> Report:
    """Write the texts of the *generator*'s site at *source* into the site at *folders*.

    Titles, dates, tags, drafts, former addresses and bodies are kept; what could not be carried over stands in
    `review:` of its briefing. Files that are there already are not touched: they are told as warnings. The notes name
    what was made. Raises ConfigError where *source* holds nothing of that kind.
    """
    layout = LAYOUTS[generator]
    listing = scan.list_files(source, source)
    found = [(PurePosixPath(file.name), file) for file in listing.sources]
    read, problems = _read(found, layout)
    problems += listing.problems
    if not read:
        hint = f"name the folder of the whole {generator} site; other kinds are {', '.join(LAYOUTS)}"
        raise ConfigError(
            *problems, Problem(f"there is nothing of {generator} in {source.name}", code="SB001", hint=hint)
        )
    assets = {path: file for path, file in found if layout.kind_of(path) == "asset"}
    places = _places(read, assets, layout)
    files: dict[str, bytes] = {text.file: _briefing(text, layout, places) for text in read}
    problems += [problem for text in read for problem in _odd(text)]
    there = [name for name in files if (folders.content / name).exists()]
    for name in there:
        hint = "remove it to have it taken over again"
        message = "the file is there already, and was left as it is"
        problems.append(Problem(message, code="SB004", path=f"content/{name}", hint=hint, severity="warning"))
        del files[name]
    for path, file in assets.items():
        name = places.assets[path.as_posix()]
        if not (folders.content / name).exists():
            files[name] = scan.read(file, 1 << 30)
    topics = _topics(folders, read)
    if topics is not None:
        files["topics.yml"] = topics
    if not dry_run:
        for name, data in sorted(files.items()):
            write_bytes(folders.content / name, data)
    counts = {
        "briefings": sum(name.startswith("briefings/") for name in files),
        "pages": sum(name.startswith("pages/") for name in files),
        "assets": sum(name.startswith("assets/") for name in files),
        "drafts": sum(is_draft(text.path, text.head) for text in read if text.file in files),
    }
    notes = tuple(f"{text.path} -> content/{text.file}" for text in read if text.file in files)
    return Report(counts=counts, problems=tuple(problems), notes=notes)


def _read(found: Sequence[tuple[PurePosixPath, scan.Source]], layout: Layout) -> tuple[list[_Text], list[Problem]]:
    taken: set[str] = set()
    read: list[_Text] = []
    problems: list[Problem] = []
    for path, file in found:
        if layout.kind_of(path) in {"briefing", "page"}:
            try:
                read.append(_text(path, scan.read(file, Limits().file_bytes), layout, taken))
            except (ValueError, SiteBuilderError) as error:
                problems.append(Problem(f"the file was not taken over: {error}", code="SB520", path=file.path))
    return read, problems


def _text(path: PurePosixPath, data: bytes, layout: Layout, taken: set[str]) -> _Text:
    head, body = read_head(data.decode("utf-8"), metadata=layout.metadata)
    heading = re.match(r"#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n+|\Z)", body)
    title = str(head.get("title") or (heading[1] if heading is not None else stem_of(path).replace("-", " ")))
    if heading is not None and fold(heading[1]) == fold(title):
        body = body[heading.end() :]
    page = layout.kind_of(path) == "page"
    given = str(head.get("slug") or "")
    slug = given if is_slug(given) else slugify(given or stem_of(path)) or slugify(title) or "text"
    slug = _free(slug, page, taken)
    date = str(head["date"]) if head.get("date") else str(head.get("created") or "") or date_of(path)
    address = layout.address_of(path, head, date)
    return _Text(
        path=path, head=head, body=body, title=one_line(title), slug=slug, date=date, page=page, address=address
    )


def _free(slug: str, page: bool, taken: set[str]) -> str:
    found, number = slug, 2
    while f"{page} {found}" in taken:
        found, number = f"{slug}-{number}", number + 1
    taken.add(f"{page} {found}")
    return found


def _places(read: Sequence[_Text], files: Mapping[PurePosixPath, scan.Source], layout: Layout) -> Places:
    assets: dict[str, str] = {}
    for path in files:
        name = layout.asset_of(path)
        assets[path.as_posix()] = assets[name] = f"assets/{name}"
    names = {}
    for text in read:
        others = texts(text.head.get("aliases")) if layout.aliases_are_names else []
        for name in (*others, text.path.stem, text.title):
            names[fold(name)] = text.title
    addresses = {text.address.strip("/"): text.file for text in read if text.address is not None}
    return Places(
        texts={text.path.as_posix(): text.file for text in read}, addresses=addresses, assets=assets, names=names
    )


def _briefing(text: _Text, layout: Layout, places: Places) -> bytes:
    body, left = translated(text.body, text.path, places, fold)
    head, review = text.head, []
    if left:
        review.append(f"text: {', '.join(left)} of the old generator still stands in it")
    other = sorted(name for name in head if name not in _KNOWN)
    if other:
        review.append(f"front matter: {', '.join(other)} was not taken over")
    redirects = _redirects(text, layout)
    language = _language(head)
    summary = " ".join(str(head.get("description") or head.get("summary") or head.get("excerpt") or "").split())
    value: FrontMatter | PageFrontMatter
    if text.page:
        value = PageFrontMatter(title=text.title, description=summary, language=language, redirects=redirects)
    else:
        moments = {name: _moment(raw) for name, raw in (("date", text.date), ("updated", _updated(head)))}
        review += [f"{name}: {raw} is no date" for name, raw in (("date", text.date),) if raw and moments[name] is None]
        authors = texts(head.get("authors") or head.get("author"))
        value = FrontMatter(
            title=text.title,
            date=moments["date"],
            updated=moments["updated"],
            language=language,
            status="draft" if is_draft(text.path, head) else "published",
            summary=summary,
            byline=", ".join(authors) or None,
            topics=tuple(_tags(text)),
            redirects=redirects,
            review=tuple(review),
        )
    return join(to_yaml(value), body.rstrip() + "\n").encode()


def _redirects(text: _Text, layout: Layout) -> tuple[str, ...]:
    given = texts(text.head.get("redirect_from"))
    aliases = texts(text.head.get("aliases") or text.head.get("alias"))
    if layout.aliases_are_names:
        given += [f"/{slugify(alias)}/" for alias in aliases if slugify(alias)]
    else:
        given += [alias if alias.startswith("/") else f"/{alias}" for alias in aliases]
    given += [text.address] if text.address is not None and not is_draft(text.path, text.head) else []
    own = f"/{text.slug}/" if text.page else f"/briefings/{text.slug}/"
    named = (url if posixpath.splitext(url)[1] or url.endswith("/") else f"{url}/" for url in given)
    return tuple(dict.fromkeys(url for url in named if _ADDRESS.fullmatch(url) and url not in {own, "/"}))


def _tags(text: _Text) -> list[str]:
    head = text.head
    found = [*texts(head.get("tags") or head.get("tag")), *texts(head.get("categories") or head.get("category"))]
    found += texts(head.get("topics"))
    found = [tag.removeprefix("#") for tag in found]
    if not head.get("layout") and text.path.suffix == ".md" and any("#" in line for line in text.body.split("\n")):
        found += [] if "title" in head else tags_in(text.body)
    seen: dict[str, str] = {}
    for tag in found:
        seen.setdefault(fold(tag), tag)
    return list(seen.values())


def _topics(folders: Folders, read: Sequence[_Text]) -> bytes | None:
    """topics.yml with a record for each tag that it does not know yet; None where it knows all."""
    content = load_content(folders, load_config(folders))
    known = {fold(name) for topic in content.authority.authority.topics for name in (topic.id, *topic.called)}
    path = folders.content / "topics.yml"
    text = before = path.read_text("utf-8") if path.is_file() else ""
    for tag in (tag for one in read if not one.page for tag in _tags(one)):
        if fold(tag) not in known and slugify(tag) and fold(slugify(tag)) not in known - {fold(tag)}:
            known |= {fold(tag), fold(slugify(tag))}
            text = yaml_edit.add_record(text, [f"- id: {slugify(tag)}", f"  title: {yaml_edit.written(tag)}"])
    return text.encode() if text != before else None


def _updated(head: Mapping[str, Any]) -> str | None:
    found = (head.get(name) for name in ("lastmod", "updated", "modified", "last_modified_at"))
    return next((str(value) for value in found if value), None)


def _moment(text: str | None) -> Any:
    if not text:
        return None
    tries = (text, re.sub(r"\.\d+", "", text), re.sub(r"\s*(?:UTC|GMT)$", "Z", text), text[:10])
    for one in tries:
        try:
            return parse_moment(one)
        except ValueError:
            continue
    return None


def _language(head: Mapping[str, Any]) -> str | None:
    try:
        return normalise_language(str(head.get("lang") or head.get("language")))
    except ValueError:
        return None


def _odd(text: _Text) -> list[Problem]:
    if is_text(text.path) and text.body.strip():
        return []
    return [Problem("the file has no text", code="SB520", path=text.path.as_posix(), severity="warning")]
