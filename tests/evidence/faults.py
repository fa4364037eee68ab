"""Faults that a careless hand brings into a briefing, and harmless changes that it may make: both drawn by a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.evidence.sample import Sample, authority

_QUOTED = re.compile(r"“([^“”]{20,200})”\s*(?=[^\[]{0,120}\[\[)", re.DOTALL)
_HEAD_QUOTE = re.compile(
    r"^(  - text: '?|    quote: '?)([^'\n]{20,200}?)('?\n)(?=    (?:speaker|evidence)|  -|topics|date|---)",
    re.MULTILINE,
)
_EVIDENCE = re.compile(r"(?<=    evidence: )p(\d+)(?=\n)")
_FIGURE = re.compile(r"(?<![\w.,/#:-])(\d{1,3}(?:,\d{3})+|\d{2,3})(?![\w.,/:%-]|\s*\[\[)")
_DAY = re.compile(r"\b(\d{1,2}) (February|July|August)\b")
_WORDS = [
    "garden",
    "river",
    "seven",
    "window",
    "copper",
    "silent",
    "harvest",
    "marble",
    "distant",
    "orchard",
    "lantern",
    "meadow",
]


@dataclass(frozen=True)
class Change:
    """A changed briefing, and what was done."""

    kind: str
    name: str
    """The file."""
    text: str
    what: str


Make = Callable[[Sample, random.Random], "Change | None"]


def plan(makers: dict[str, Make], sample: Sample, rng: random.Random, count: int) -> list[Change]:
    """*count* different changes, the kinds in turn; fewer where the sample has no more places for them."""
    found: dict[tuple[str, str], Change] = {}
    for _ in range(count * 6):
        for maker in makers.values():
            change = maker(sample, rng)
            if change is not None and len(found) < count and change.text != sample.files[change.name]:
                found.setdefault((change.name, change.text), change)
    return list(found.values())


def word_changed(sample: Sample, rng: random.Random) -> Change | None:
    """One word of a quotation is another."""
    place = _quotation(sample, rng)
    if place is None:
        return None
    name, text, start, end = place
    spans = [(start + match.start(), start + match.end()) for match in re.finditer(r"[^\W\d_]{3,}", text[start:end])]
    at, to = rng.choice(spans)
    other = rng.choice([word for word in _WORDS if word != text[at:to].lower()])
    return Change("word", name, text[:at] + other + text[to:], f"{text[at:to]} → {other} in {text[start:end]}")


def figure_changed(sample: Sample, rng: random.Random) -> Change | None:
    """A figure is another."""
    place = _stated(sample, rng, _FIGURE)
    if place is None:
        return None
    name, text, match = place
    other = f"{int(match[1].replace(',', '')) + rng.choice([1, 7, 20, 1000]):,}"
    return Change("figure", name, text[: match.start(1)] + other + text[match.end(1) :], f"{match[1]} → {other}")


def quotation_moved(sample: Sample, rng: random.Random) -> Change | None:
    """A quotation stands in a briefing on another article."""
    place = _quotation(sample, rng)
    if place is None:
        return None
    name, text, start, end = place
    own = set(re.findall(r"[a-z-]+", _articles(text)))
    others = [other for other, found in sample.files.items() if not own & set(re.findall(r"[a-z-]+", _articles(found)))]
    if not others:
        return None
    other = rng.choice(others)
    quoted = " ".join(text[start:end].split()).replace("''", "'")
    return Change("moved", other, f"{sample.files[other]}\nAnd then: “{quoted}”. [[p1]]\n", f"{quoted} from {name}")


def speaker_swapped(sample: Sample, rng: random.Random) -> Change | None:
    """Somebody speaks whom the article never names."""
    name, text = rng.choice(sorted(sample.files.items()))
    cited = re.findall(r"[a-z-]+", _articles(text))
    strangers = [
        record.name
        for record in authority().entities
        if record.kind == "person"
        and not any(
            sample.library.articles[article].mentions(form)
            for article in cited
            for form in sample.library.names.called(record.name).forms
        )
    ]
    speakers = list(re.finditer(r"(?<=    speaker: )[^\n]+", text))
    quotes = list(
        re.finditer(r"(?m)^    evidence: p\d+\n", text[text.find("\nquotations:") :] if "\nquotations:" in text else "")
    )
    stranger = rng.choice(strangers) if strangers else None
    if stranger is None:
        return None
    if speakers:
        match = rng.choice(speakers)
        return Change(
            "speaker", name, text[: match.start()] + stranger + text[match.end() :], f"{match[0]} → {stranger}"
        )
    if not quotes:
        return None
    at = text.find("\nquotations:") + rng.choice(quotes).start()
    return Change("speaker", name, f"{text[:at]}    speaker: {stranger}\n{text[at:]}", f"{stranger}")


def date_shifted(sample: Sample, rng: random.Random) -> Change | None:
    """The briefing's date, or one in its text, is some days off."""
    heads = re.compile(r"(?m)^date: (\d{4}-\d{2}-)(\d{2})")
    place = _place(sample, rng, heads if rng.random() < 0.5 else _DAY)
    if place is None:
        return None
    name, text, match = place
    group = 2 if match.re is heads else 1
    shifted = int(match[group]) % 27 + 1
    shown = f"{shifted:02}" if group == 2 else str(shifted)
    if group == 1 and not _is_cited(text, match.start()):
        return None
    changed = text[: match.start(group)] + shown + text[match.end(group) :]
    return Change("date", name, changed, f"{match[0]} → {shown}")


def paragraph_wrong(sample: Sample, rng: random.Random) -> Change | None:
    """A quotation cites another paragraph of its article."""
    place = _quotation(sample, rng, head=True)
    if place is None:
        return None
    name, text, _, end = place
    match = _EVIDENCE.search(text, end)
    if match is None or match.start() - end > 60:
        return None
    article = re.findall(r"[a-z-]+", _articles(text))[0]
    size = sample.library.articles[article].size
    other = rng.choice([number for number in range(1, size + 1) if number != int(match[1])])
    return Change(
        "paragraph", name, text[: match.start()] + f"p{other}" + text[match.end() :], f"{match[0]} → p{other}"
    )


def marks_changed(sample: Sample, rng: random.Random) -> Change | None:
    """Other quotation marks."""
    place = _quotation(sample, rng, head=False)
    if place is None:
        return None
    name, text, start, end = place
    opening, closing = rng.choice([('"', '"'), ("«", "»"), ("„", "“"), ("»", "«"), ("„", "”"), ("‘", "’")])
    inner = text[start:end]
    if opening == "‘" and "’" in inner:
        return None
    return Change("marks", name, text[: start - 1] + opening + inner + closing + text[end + 1 :], opening + closing)


def apostrophes_changed(sample: Sample, rng: random.Random) -> Change | None:
    """Straight apostrophes and hyphens of other kinds."""
    place = _quotation(sample, rng, head=False)
    if place is None:
        return None
    name, text, start, end = place
    inner = text[start:end].replace("’", "'").replace("-", rng.choice("‐‑–"))
    return Change("dashes", name, text[:start] + inner + text[end:], inner)


def spaces_changed(sample: Sample, rng: random.Random) -> Change | None:
    """Other spaces, and lines broken elsewhere."""
    place = _quotation(sample, rng, head=False)
    if place is None:
        return None
    name, text, start, end = place
    gaps = [start + match.start() for match in re.finditer(r"[ \n]", text[start:end])]
    at = rng.choice(gaps)
    return Change(
        "spaces", name, text[:at] + rng.choice(["  ", "\u00a0", "\u202f", "\n", "\u2009"]) + text[at + 1 :], ""
    )


def case_changed(sample: Sample, rng: random.Random) -> Change | None:
    """A capital at the start, or none."""
    place = _quotation(sample, rng)
    if place is None:
        return None
    name, text, start, end = place
    return Change("case", name, text[:start] + text[start].swapcase() + text[start + 1 :], text[start:end])


def bracketed(sample: Sample, rng: random.Random) -> Change | None:
    """A word is replaced in brackets, or its first letter is."""
    place = _quotation(sample, rng, head=False)
    if place is None:
        return None
    name, text, start, end = place
    spans = [(start + match.start(), start + match.end()) for match in re.finditer(r"\w+", text[start:end])]
    at, to = rng.choice(spans)
    new = rng.choice([f"[{rng.choice(_WORDS)}]", f"[{text[at].swapcase()}]{text[at + 1 : to]}"])
    return Change("brackets", name, text[:at] + new + text[to:], f"{text[at:to]} → {new}")


def shortened(sample: Sample, rng: random.Random) -> Change | None:
    """Words in the middle are left out, with an ellipsis in their place."""
    place = _quotation(sample, rng, head=False)
    if place is None:
        return None
    name, text, start, end = place
    spans = [(start + match.start(), start + match.end()) for match in re.finditer(r"\S+", text[start:end])]
    if len(spans) < 6:
        return None
    first = rng.randrange(2, len(spans) - 2)
    at, to = spans[first][0], spans[first][1]
    return Change("ellipsis", name, text[:at] + rng.choice(["…", "...", "[…]", "[...]"]) + text[to:], text[start:end])


def number_rewritten(sample: Sample, rng: random.Random) -> Change | None:
    """A number in another form."""
    place = _stated(sample, rng, _FIGURE)
    if place is None:
        return None
    name, text, match = place
    value = int(match[1].replace(",", ""))
    forms = [
        f"{value:,}",
        f"{value:,}".replace(",", "\u202f"),
        f"{value:,}".replace(",", "."),
        f"{value:,}".replace(",", "’"),
    ]
    forms += [{100: "a hundred", 300: "three hundred", 13_000: "thirteen thousand"}.get(value, str(value))]
    if "language: en" not in text:
        forms.pop()
    return Change("number", name, text[: match.start(1)] + rng.choice(forms) + text[match.end(1) :], match[1])


def date_rewritten(sample: Sample, rng: random.Random) -> Change | None:
    """A date in another form."""
    place = _place(sample, rng, _DAY)
    if place is None:
        return None
    name, text, match = place
    form = rng.choice(["{m} {d}", "{d}th of {m}", "{s}. {d}", "{d} {s}", "{d} {m} 2026"])
    new = form.format(d=match[1], m=match[2], s=match[2][:3])
    return Change("date form", name, text[: match.start()] + new + text[match.end() :], new)


FAULTS: dict[str, Make] = {
    "word": word_changed,
    "figure": figure_changed,
    "moved": quotation_moved,
    "speaker": speaker_swapped,
    "date": date_shifted,
    "paragraph": paragraph_wrong,
}
HARMLESS: dict[str, Make] = {
    "marks": marks_changed,
    "dashes": apostrophes_changed,
    "spaces": spaces_changed,
    "case": case_changed,
    "brackets": bracketed,
    "ellipsis": shortened,
    "number": number_rewritten,
    "date form": date_rewritten,
}


def _quotation(sample: Sample, rng: random.Random, head: bool | None = None) -> tuple[str, str, int, int] | None:
    """A quotation of five words or more: its file, the file's text, and the place of its words."""
    name, text = rng.choice(sorted(sample.files.items()))
    spans: list[tuple[int, int]] = []
    if head is not True:
        spans += [match.span(1) for match in _QUOTED.finditer(text)]
    if head is not False:
        behind = text.find("\nquotations:")
        spans += [match.span(2) for match in _HEAD_QUOTE.finditer(text) if behind > 0 and match.start() > behind]
    spans = [(start, end) for start, end in spans if len(re.findall(r"[^\W_]+", text[start:end])) >= 5]
    return (name, text, *rng.choice(spans)) if spans else None


def _place(sample: Sample, rng: random.Random, pattern: re.Pattern[str]) -> tuple[str, str, re.Match[str]] | None:
    name, text = rng.choice(sorted(sample.files.items()))
    found = list(pattern.finditer(text))
    return (name, text, rng.choice(found)) if found else None


def _stated(sample: Sample, rng: random.Random, pattern: re.Pattern[str]) -> tuple[str, str, re.Match[str]] | None:
    """A match in a key point, the summary, or a passage of the body that names its evidence."""
    place = _place(sample, rng, pattern)
    return place if place is not None and _is_cited(place[1], place[2].start()) else None


def _is_cited(text: str, place: int) -> bool:
    if place < text.index("\n---", 4):
        line = text[text.rfind("\n", 0, place) + 1 : place]
        return line.lstrip().startswith(("- text:", "summary:"))
    start, end = text.rfind("\n\n", 0, place), text.find("\n\n", place)
    block = text[start : end if end > 0 else len(text)]
    rows = [row for row in block.split("\n") if row.startswith("|")]
    if rows:
        block = text[text.rfind("\n", 0, place) + 1 : text.find("\n", place)]
    return "[[p" in block or "#p" in block


def _articles(text: str) -> str:
    match = re.search(r"(?m)^articles: \[([^\]]*)\]", text)
    return match[1] if match is not None else ""
