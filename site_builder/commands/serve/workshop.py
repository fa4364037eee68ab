"""The preview that is shown now, and what keeps it true: quick looks at once, thorough ones soon after.

Pages are rendered and single briefings revised by one thread, whole sites read by another, so that a page need not wait
for a large site. Whatever goes wrong, the last good preview stays.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import TypeVar

import click

from site_builder.commands.bodies import ForgottenBodyError
from site_builder.commands.collector import quieten
from site_builder.commands.messages import counted, problems_as_text
from site_builder.commands.serve.answers import Answer, Shown, answer, key_of, with_script
from site_builder.commands.serve.finding import Finder
from site_builder.commands.serve.preview import Looked, Preview, Studio, look, look_again, revise
from site_builder.memo import Memo
from site_builder.model.problem import Problem, SiteBuilderError
from site_builder.text.urls import base_path

Value = TypeVar("Value")

_SETTLE = 0.12
"""Seconds after which a file that cannot be read is not half-written any more, but wrong."""
_BREATH = 0.25
"""Seconds that the browser is given to show a quick look before the thorough one begins."""
_REMEMBERED = 200
"""Good pages that are kept, to be shown while a template is broken."""
_KEPT_COPIES = 500
"""Files of earlier previews that stay at hand: a page on its way to a browser may still name them."""


class Workshop:
    """One site being worked on. `start` before the event loop runs; all else within it."""

    def __init__(self, studio: Studio, say: Callable[[str], None]) -> None:
        self.studio = studio
        self.number = 0
        """Rises with everything that a browser might want to know."""
        self._say = say
        self._problems: tuple[Problem, ...] = ()
        self._said = ""
        self._shown: Shown | None = None
        self._good: dict[str, Answer] = {}
        self._copies: dict[str, Answer] = {}
        self._broken: dict[str, tuple[Problem, ...]] = {}
        """By address, of pages that this preview cannot render."""
        self._memo = Memo(studio.folders.memory / "memo.sqlite")
        """For the thread that renders pages."""
        self._at_once = ThreadPoolExecutor(1, "pages")
        self._in_whole = ThreadPoolExecutor(1, "site")
        self._waiting: set[str] = set()
        self._all = False
        self._forgetful = False
        """Whether the memory of builds has lost a part of itself."""
        self._since: list[str] = []
        """Briefings that were revised since the look that is under way began."""
        self._wake = asyncio.Event()
        self._news = asyncio.Condition()
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self, executor: Executor | None = None) -> None:
        """Read the site for the first time."""
        self._install(look(self.studio, executor=executor))
        quieten()

    @property
    def preview(self) -> Preview | None:
        """What is shown now; None as long as nothing could be."""
        return self._shown.preview if self._shown is not None else None

    async def get(self, path: str) -> Answer:
        """The answer for *path*."""
        return await self._by(self._at_once, lambda: self._answer(path))

    async def key(self, path: str) -> str:
        """What names the page at *path* as it is now."""
        return (await self.get(path)).key

    def state(self, path: str) -> dict[str, object]:
        """What a browser that shows *path* should say: `title`, `text`, `errors`, `warnings`."""
        problems = tuple(dict.fromkeys((*self._problems, *self._broken.get(path, ()))))
        errors = sum(problem.severity == "error" for problem in problems)
        warnings = len(problems) - errors
        counts = ((errors, "error"), (warnings, "warning"))
        title = ", ".join(counted(number, word) for number, word in counts if number)
        if errors:
            title += "; this is the last good state"
            problems = tuple(problem for problem in problems if problem.severity == "error")
        text = click.unstyle(problems_as_text(problems, self.studio.folders.root)) if problems else ""
        return {"title": title, "text": text, "errors": errors, "warnings": warnings}

    async def changed(self, number: int) -> int:
        """Wait until there is more news than *number*, and give the number of the news."""
        async with self._news:
            await self._news.wait_for(lambda: self.number != number)
            return self.number

    async def saved(self, paths: Iterable[str]) -> None:
        """Take notice of files that were written, removed or renamed: paths below the site's root."""
        quick = True
        for path in paths:
            if not (path.startswith("content/briefings/") and path.endswith(".md")):
                self._all = True
                quick = False
            elif self.preview is None:
                self._all, quick = True, False
            else:
                self._waiting.add(path)
                self._since.append(path)
                quick = await self._by(self._at_once, self._revised, path) and quick
        if quick:
            await self._tell()
        self._wake.set()

    async def tend(self) -> None:
        """Look at the whole site whenever something was saved, for ever."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            await asyncio.sleep(_BREATH if not self._all else _SETTLE)
            # What was saved meanwhile is seen by the same look.
            self._wake.clear()
            paths, everything = sorted(self._waiting), self._all
            self._waiting, self._all, self._since = set(), False, []
            looked = await self._by(self._in_whole, self._look, paths, everything)
            if looked is not None:
                await self._by(self._at_once, self._install_again, looked)
                await self._tell()

    def close(self) -> None:
        """Begin nothing more."""
        self._at_once.shutdown(wait=False, cancel_futures=True)
        self._in_whole.shutdown(wait=False, cancel_futures=True)

    def _look(self, paths: list[str], everything: bool) -> Looked | None:
        try:
            before = self.preview
            if everything or before is None:
                return look(self.studio, before, remembering=not self._forgetful)
            preview = look_again(self.studio, before, paths)
        except SiteBuilderError as error:
            return Looked(None, error.problems)
        except Exception:  # noqa: BLE001  a bug of ours, or of a plugin, shall not end the preview
            self._say(
                "This is a bug in site-builder or in a plugin; the last good state stays.\n" + traceback.format_exc()
            )
            return None
        return Looked(preview, preview.problems)

    def _install_again(self, looked: Looked) -> None:
        self._install(looked)
        for path in self._since:
            self._revised(path)

    def _install(self, looked: Looked) -> None:
        self._problems = looked.problems
        if looked.preview is not None:
            self._show(looked.preview)
        errors = [problem for problem in looked.problems if problem.severity == "error"]
        said = problems_as_text(errors, self.studio.folders.root)
        if said != self._said:
            self._say(said or "all errors are mended")
            self._said = said

    def _show(self, preview: Preview) -> None:
        self._shown = Shown(preview, Finder(preview, self.studio.extensions, self._memo))
        self._broken = {}

    def _revised(self, path: str) -> bool:
        before = self.preview
        after = revise(self.studio, before, path) if before is not None else None
        if after is None:
            return False
        self._show(after)
        self._problems = after.problems
        return True

    def _answer(self, path: str) -> Answer:
        if self._shown is None:
            return self._nothing()
        try:
            given = answer(self._shown, path)
        except SiteBuilderError as error:
            self._broken[path] = error.problems
            return self._good.get(path) or self._nothing()
        except (ForgottenBodyError, OSError) as error:
            # Another program took something away: look at everything again. The browser is told when that is done.
            self._all, self._forgetful = True, self._forgetful or isinstance(error, ForgottenBodyError)
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._wake.set)
            return self._good.get(path) or self._copies.get(path) or self._nothing()
        if given.key and given.status == 200:
            self._good.pop(path, None)
            self._good[path] = given
            _shorten(self._good, _REMEMBERED)
        elif given.status == 200:
            self._copies[path] = given
            _shorten(self._copies, _KEPT_COPIES)
        elif given.status == 404 and path in self._copies:
            return self._copies[path]
        return given

    def _nothing(self) -> Answer:
        """A page with nothing on it but what is wrong."""
        prefix = base_path(self._shown.preview.config.base_url) if self._shown is not None else ""
        body = (
            b"<!doctype html><html lang=en><head><meta charset=utf-8><title>Preview</title></head><body></body></html>"
        )
        key = key_of(body)
        headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
        return Answer(status=500, headers=headers, body=with_script(body, key, prefix), key=key)

    async def _tell(self) -> None:
        async with self._news:
            self.number += 1
            self._news.notify_all()

    async def _by(self, pool: ThreadPoolExecutor, work: Callable[..., Value], *arguments: object) -> Value:
        loop = self._loop = asyncio.get_running_loop()
        return await loop.run_in_executor(pool, work, *arguments)


def _shorten(remembered: dict[str, Answer], most: int) -> None:
    while len(remembered) > most:
        del remembered[next(iter(remembered))]
