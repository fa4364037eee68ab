"""How well known items are found, and what it costs: the real script in a real Chromium on a made site.

Run as `python -m tests.search.rates [-n BRIEFINGS] [-q QUERIES] [--site FOLDER]` from the top of the repository.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import random
import statistics
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from site_builder.commands.build import build, workers
from site_builder.commands.folders import folders_of
from site_builder.commands.options import Options
from tests.benchmarks.corpus import Briefing, Corpus
from tests.benchmarks.layouts import Ours
from tests.chromium import chromium
from tests.search.served import Served

_ACCENTS = str.maketrans("aeou", "áèöü")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

ASK = """async query => {
    const form = document.querySelector("form[data-index]"), list = document.getElementById("results");
    form.elements.q.value = query;
    form.requestSubmit();
    while (list.getAttribute("aria-busy") !== "false") await new Promise(done => setTimeout(done, 2));
    return [...list.querySelectorAll("h2 a")].map(link => new URL(link.href).pathname);
}"""
"""What the page shows for a query: the addresses of its results."""


@dataclasses.dataclass(frozen=True)
class Query:
    """A query for one briefing, and the way in which it was made of its title."""

    text: str
    way: str
    url: str


@dataclasses.dataclass(frozen=True)
class Rates:
    """The outcome for all queries."""

    ranks: tuple[tuple[Query, int | None], ...]
    """Where the briefing stood among the ten results, from 1."""
    sizes: tuple[int, ...]
    """Compressed bytes of all that a first query of a new reader fetched, the page itself and its script included."""
    kinds: dict[str, float]
    """Of these, KiB of an average query by folder."""

    def mrr(self, way: str | None = None) -> float:
        """The mean of 1 / rank, of all queries or of those made in one *way*."""
        return statistics.fmean(1 / rank if rank else 0 for query, rank in self.ranks if way in {None, query.way})


def make(folder: Path, size: int) -> list[tuple[str, str]]:
    """Build a site of *size* briefings in *folder*; their addresses and titles, a part of which have accents."""
    corpus = Corpus(size)
    layout = Ours()
    layout.write(corpus, folder)
    settings = folder / "content/site.yml"
    kept = [line for line in settings.read_text(encoding="utf-8").splitlines() if not line.startswith("search:")]
    settings.write_text("\n".join([*kept, "search: {engine: own}"]) + "\n", encoding="utf-8")
    found = []
    for number, briefing in enumerate(corpus):
        title = _accented(briefing, number)
        layout.write_briefing(folder, dataclasses.replace(briefing, title=title))
        found.append((f"/briefings/{briefing.slug}/", title))
    with workers(None) as executor:
        report = build(folders_of(folder), Options(now=dt.datetime(2030, 1, 1, tzinfo=dt.UTC)), executor=executor)
    assert not report.errors, report.problems[:3]
    return found


def queries(titles: list[tuple[str, str]], count: int, seed: int = 1) -> Iterator[Query]:
    """*count* queries, each for a briefing taken by chance, in every way in turn."""
    rng = random.Random(seed)
    ways = list(WAYS.items())
    for number in range(count):
        url, title = rng.choice(titles)
        way, change = ways[number % len(ways)]
        yield Query(change(title.lower().split(), rng), way, url)


def measure(site: Path, asked: list[Query], browser: Any, first: int = 30) -> Rates:
    """Ask everything in one page, and *first* of it in pages of new readers."""
    ranks = []
    sizes = []
    kinds: dict[str, float] = defaultdict(float)
    with Served(site / "output") as served:
        tab = browser.new_page()
        tab.goto(f"{served.base}/search/")
        tab.wait_for_selector("form.ready")
        for query in asked:
            shown = tab.evaluate(ASK, query.text)[:10]
            ranks.append((query, shown.index(query.url) + 1 if query.url in shown else None))
        for query in asked[:first]:
            context = browser.new_context()
            tab = context.new_page()
            served.sent.clear()
            tab.goto(f"{served.base}/search/")
            tab.evaluate(ASK, query.text)
            tab.wait_for_load_state("networkidle")
            sizes.append(sum(size for _, size in served.sent))
            for path, size in served.sent:
                kinds["/".join(path.split("/")[: 4 if "/index/" in path else 2])] += size / first / 1024
            context.close()
    return Rates(tuple(ranks), tuple(sizes), dict(kinds))


def _accented(briefing: Briefing, number: int) -> str:
    return briefing.title.translate(_ACCENTS) if number % 5 == 0 else briefing.title


def _some(words: list[str], rng: random.Random) -> list[str]:
    """Some of the words, in their order."""
    kept = sorted(rng.sample(range(len(words)), max(3, len(words) - 2)))
    return [words[at] for at in kept]


def _beginning(words: list[str], rng: random.Random) -> str:
    """Some words, the last of them not finished."""
    *rest, last = _some(words, rng)
    return " ".join([*rest, last[: max(2, len(last) - 2)]])


def _mistyped(words: list[str], rng: random.Random) -> str:
    """All words, a letter of one of the longest wrong: left out, doubled, swapped or another."""
    at = max(range(len(words)), key=lambda at: (len(words[at]), rng.random()))
    word = words[at]
    place = rng.randrange(1, len(word) - 1)
    wrong = rng.choice(
        [
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            word[:place] + rng.choice(_LETTERS) + word[place + 1 :],
        ]
    )
    return " ".join([*words[:at], wrong, *words[at + 1 :]])


def _folded(words: list[str], rng: random.Random) -> str:
    """Some words, without their accents."""
    plain = unicodedata.normalize("NFKD", " ".join(_some(words, rng)))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).upper()


WAYS: dict[str, Callable[[list[str], random.Random], str]] = {
    "some words": lambda words, rng: " ".join(_some(words, rng)),
    "in another order": lambda words, rng: " ".join(rng.sample(words, len(words))),
    "last word not finished": _beginning,
    "a typo": _mistyped,
    "without accents": _folded,
}
"""How a reader who remembers a title asks for it."""


def main() -> None:
    """Print the rates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=1_000, help="briefings")
    parser.add_argument("-q", type=int, default=300, help="queries")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--site", type=Path, help="keep the site here")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = said.site or Path(folder) / "site"
        titles = make(site, said.n)
        with chromium() as browser:
            rates = measure(site, list(queries(titles, said.q, said.seed)), browser)
    print(f"{said.n} briefings, {said.q} queries: MRR@10 {rates.mrr():.3f}")
    for way in WAYS:
        print(f"    {way}: {rates.mrr(way):.3f}")
    sizes = sorted(rates.sizes)
    print(f"first query, KiB compressed: median {sizes[len(sizes) // 2] / 1024:.1f}, most {sizes[-1] / 1024:.1f}")
    for folder, size in sorted(rates.kinds.items()):
        print(f"    {folder}: {size:.1f}")


if __name__ == "__main__":
    main()
