"""One file of the content folder as values: the step that is remembered and that worker processes do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from site_builder.content.markdown import Marked, render_markdown
from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import Body, Briefing, FreePage, FrontMatter
from site_builder.model.config import Config
from site_builder.model.formats import Language, Line, Slug
from site_builder.model.problem import ContentError, Problem, SiteBuilderError
from site_builder.text.fingerprint import fingerprint_bytes
from site_builder.text.frontmatter import split
from site_builder.text.schema import Lines, decode_located
from site_builder.text.slugs import slug_of_file
from site_builder.text.source import read_text

Head = TypeVar("Head")


@dataclass(frozen=True, slots=True)
class File:
    """A file's bytes under the path that messages show."""

    path: str
    name: str
    """Relative to its folder (content/briefings, content/pages ...), with forward slashes."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Parsed:
    """A briefing and its body; they part company here, since most of a build needs only the first."""

    briefing: Briefing
    body: Body


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A free page and its body."""

    page: FreePage
    body: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFrontMatter:
    """What people type at the top of a free page."""

    title: Line
    description: str = ""
    slug: Slug | None = None
    language: Language | None = None
    noindex: bool = False
    redirects: tuple[str, ...] = ()
    """Former addresses."""


def parse_briefing(file: File, config: Config) -> Parsed:
    """The briefing in *file*. Raises ContentError with all its problems: of the front matter, the slug and the body."""
    head, lines, marked = _parse(FrontMatter, file, config)
    slug = head.slug or slug_of_file(file.name)
    briefing = Briefing(
        slug=slug,
        path=file.path,
        head=head,
        lines=lines,
        outline=marked.outline,
        fingerprint=fingerprint_bytes(file.data),
    )
    return Parsed(briefing, marked.body)


def parse_page(file: File, config: Config) -> ParsedPage:
    """The free page in *file*. Raises ContentError with all its problems."""
    head, _, marked = _parse(PageFrontMatter, file, config)
    page = FreePage(
        slug=head.slug or slug_of_file(file.name),
        path=file.path,
        title=head.title,
        description=head.description,
        language=head.language,
        noindex=head.noindex,
        redirects=head.redirects,
        outline=marked.outline,
    )
    return ParsedPage(page, marked.body)


def parse_record(file: File, config: Config) -> ArticleRecord:
    """The article record in *file*, whose folder's name has to be its id. Raises ContentError."""
    try:
        text = read_text(file.data, config.limits.file_bytes)
        record, lines = decode_located(ArticleRecord, text, limits=config.limits)
    except SiteBuilderError as error:
        raise error.within(file.path) from None
    folder = PurePosixPath(file.name).parent.name
    if record.id != folder:
        message = f"the id is `{record.id}`, but the folder is called `{folder}`"
        raise ContentError(Problem(message, code="SB107", path=file.path, line=lines["id"], hint="rename one of them"))
    return record


def _parse(cls: type[Head], file: File, config: Config) -> tuple[Head, Lines, Marked]:
    problems: list[Problem] = []
    try:
        parts = split(read_text(file.data, config.limits.file_bytes))
    except SiteBuilderError as error:
        raise error.within(file.path) from None
    head: Head | None = None
    marked: Marked | None = None
    lines: Lines = {}
    try:
        head, lines = decode_located(cls, parts.yaml, limits=config.limits)
    except SiteBuilderError as error:
        problems += error.within(file.path, first_line=parts.yaml_line).problems
    try:
        marked = render_markdown(parts.body, config.markdown, first_line=parts.body_line, limits=config.limits)
    except SiteBuilderError as error:
        problems += error.within(file.path).problems
    if (head is None or getattr(head, "slug", None) is None) and not slug_of_file(file.name):
        problems.append(_no_slug(file))
    if problems or head is None or marked is None:
        raise ContentError(*problems)
    return head, {name: line + parts.yaml_line - 1 for name, line in lines.items()}, marked


def _no_slug(file: File) -> Problem:
    message = "no address can be made from the file's name"
    return Problem(message, code="SB131", path=file.path, line=1, hint="rename the file, or add `slug: some-words`")
