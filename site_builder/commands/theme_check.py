"""Try a theme on a site that has every kind of page and awkward texts, and say what is wrong with it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from site_builder.commands import trial_site
from site_builder.commands.edition import Job, render_job
from site_builder.commands.folders import Folders
from site_builder.commands.making import pages_of
from site_builder.commands.options import Options
from site_builder.commands.preparing import material_of, prepare
from site_builder.evidence.contrast import contrast_faults
from site_builder.evidence.markup import Fault, faults, links
from site_builder.model.extensions import Extensions
from site_builder.model.page import Page
from site_builder.model.problem import Problem
from site_builder.model.report import Report
from site_builder.model.theme import Theme
from site_builder.render.locales import direction
from site_builder.render.words import LAST_RESORT

_BUILT = "output"
_THEMES = "themes"
_FEW = 5
"""Words that a language lacks which are named one by one."""


def check_theme(name: str, root: Path, options: Options, *, extensions: Extensions | None = None) -> Report:
    """Check the theme *name*, one of those in the `themes/` of the folder *root* or of our own.

    A mistake in a template is told with its file and line; what is wrong with the pages is told once for each template,
    with the first page that shows it.
    """
    extensions = extensions or Extensions()
    with tempfile.TemporaryDirectory(prefix="site-builder-") as place:
        folders = Folders(root=Path(place), output=Path(place) / _BUILT)
        _write(folders, name, root / _THEMES)
        ready = prepare(folders, options, None, extensions, None)
        if ready.theme is None or any(problem.severity == "error" for problem in ready.problems):
            return Report(counts={}, problems=ready.problems)
        scope, material = material_of(ready.site, ready.config, ready.theme, extensions)
        pages = tuple(pages_of(ready, scope, extensions, None, None))
        shown = tuple(page for page in pages if page.format == "html")
        bodies = ready.content.bodies.pick(text.fingerprint for page in shown for text in page.texts)
        mails = tuple(_mails(shown, ready.theme))
        rendered = render_job(Job((), (*shown, *mails), bodies), material=material).rendered
        counts = {"pages": len(shown), "templates": len({page.template for page in (*shown, *mails)})}
        if rendered.problems:
            # A mistake in a template shows on every page that uses it: the first of them tells it.
            once = {(problem.path, problem.line, problem.code): problem for problem in reversed(rendered.problems)}
            return Report(counts=counts, problems=tuple(reversed(once.values())))
        made = dict(rendered.values)
        there = frozenset(page.file for page in pages)
        found = [
            *(fault for page in shown for fault in _faults(page, made[page.file], there)),
            *_contrast(ready.theme),
            *_lacking(ready.theme),
        ]
        return Report(counts=counts, problems=tuple(_told_once(found, ready.theme)))


@dataclass(frozen=True, slots=True)
class _Found:
    """A fault, and where it shows."""

    fault: Fault
    template: str = ""
    url: str = ""
    path: str | None = None


def _write(folders: Folders, name: str, themes: Path) -> None:
    for path, text in trial_site.files(name).items():
        file = folders.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    if themes.is_dir():
        # All of them: a theme may build on another. Links are copied as links, so that they are refused as ever.
        shutil.copytree(themes, folders.themes, symlinks=True)


def _mails(pages: Iterable[Page], theme: Theme) -> Iterator[Page]:
    """The first edition as an e-mail, where the theme has templates for that."""
    edition = next((page for page in pages if page.template == "edition.html"), None)
    for template in ("email.html", "email_text.html"):
        if edition is not None and template in theme.templates:
            yield replace(edition, url=f"/{template}", template=template)


def _faults(page: Page, data: bytes, there: Collection[str]) -> Iterator[_Found]:
    """What is wrong with the bytes of *page*; *there* are the files of the site."""
    rtl = direction(page.language) == "rtl"
    for fault in faults(data, language=page.language, right_to_left=rtl, mark=trial_site.MARK):
        yield _Found(fault, page.template, page.url)
    for target in links(data):
        if not _leads_somewhere(target, page.file, there):
            hint = "write it through `href`, which knows the path of the site; or look for a file that is not there"
            yield _Found(Fault("SB243", f"the link {target} leads nowhere", hint), page.template, page.url)


def _leads_somewhere(target: str, file: str, there: Collection[str]) -> bool:
    """Whether an address on the page *file* leads to a file of the site, or out of it."""
    root = urlsplit(trial_site.ADDRESS)
    parts = urlsplit(target)
    if (parts.scheme and (parts.scheme, parts.netloc) != (root.scheme, root.netloc)) or not (parts.path):
        return True
    path = unquote(parts.path)
    if not path.startswith("/"):
        path = f"{root.path}/{file.rpartition('/')[0]}/{path}".replace("//", "/")
    if not path.startswith(f"{root.path}/"):
        return False
    below = path.removeprefix(f"{root.path}/")
    return (below + "index.html" if not below or below.endswith("/") else below) in there


def _contrast(theme: Theme) -> Iterator[_Found]:
    for name, asset in theme.assets.items():
        if name.endswith(".css"):
            text = Path(asset.path).read_text(encoding="utf-8", errors="replace")
            for fault in contrast_faults(text):
                yield _Found(fault, path=f"{_THEMES}/{theme.name}/assets/{name}")


def _lacking(theme: Theme) -> Iterator[_Found]:
    """The words that a language of the theme lacks."""
    whole = set(theme.strings.get(LAST_RESORT, {}))
    for language, strings in theme.strings.items():
        missing = sorted(whole - set(strings))
        # `pt-BR` may leave to `pt` what both say alike.
        if missing and language.partition("-")[0] == language:
            named = ", ".join(f"`{key}`" for key in missing[:_FEW]) + (" ..." if len(missing) > _FEW else "")
            hint = "they are shown in the site's language, or in English"
            message = f"`{language}` lacks {len(missing)} of {len(whole)} words: {named}"
            yield _Found(Fault("SB312", message, hint), path=f"{_THEMES}/{theme.name}/locales/{language}.yml")


def _told_once(found: Iterable[_Found], theme: Theme) -> Iterator[Problem]:
    """A problem for each fault of each template, with the page on which it shows first."""
    told: set[tuple[str, str, str]] = set()
    for one in found:
        fault = one.fault
        key = (one.template or one.path or "", fault.code, fault.message)
        if key in told:
            continue
        told.add(key)
        template = theme.templates.get(one.template)
        page = f" (page {one.url})" if one.url else ""
        yield Problem(
            f"{fault.message}{page}",
            code=fault.code,
            path=one.path if one.path is not None else (template.path if template is not None else None),
            severity="warning" if fault.code in {"SB312", "SB313"} else "error",
            hint=fault.hint or None,
        )
