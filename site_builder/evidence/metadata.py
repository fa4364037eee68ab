"""Whether a briefing's date, publisher and language are those of the articles that it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from site_builder.evidence.findings import Findings, Place
from site_builder.model.article import ArticleRecord
from site_builder.model.briefing import Briefing
from site_builder.model.moment import Moment
from site_builder.text.names import fold


def check_metadata(
    briefing: Briefing, records: Sequence[ArticleRecord], publishers: Mapping[str, tuple[str, ...]], found: Findings
) -> None:
    """Add to *found* what disagrees; what an article does not tell is left to the editor."""
    head = briefing.head
    dates = [record.date for record in records if record.date is not None]
    if head.date is not None and dates and not any(_same(head.date, date) for date in dates):
        told = " and ".join(str(date) for date in dates)
        _add(briefing, found, "date", str(head.date), f"the briefing is dated {head.date}, but its articles {told}")
    told_by = [record.publisher for record in records if record.publisher is not None]
    if head.source is not None and told_by and len(told_by) == len(records):
        ours = _names(head.source, publishers)
        if not any(ours & _names(name, publishers) for name in told_by):
            said = " and ".join(told_by)
            _add(
                briefing,
                found,
                "source",
                head.source,
                f"the briefing's source is {head.source}, but its articles are by {said}",
            )
    languages = {record.language.partition("-")[0] for record in records if record.language is not None}
    if (
        head.language is not None
        and languages
        and head.translation_of is None
        and head.language.partition("-")[0] not in languages
    ):
        said = " and ".join(sorted(languages))
        message = f"the briefing is in `{head.language}`, but its articles in `{said}`"
        _add(briefing, found, "language", head.language, message)


def _same(one: Moment, other: Moment) -> bool:
    return one.day == other.day and (one.time is None or other.time is None or one.time == other.time)


def _names(name: str, publishers: Mapping[str, tuple[str, ...]]) -> set[str]:
    key = fold(name)
    return {key, *(fold(other) for other in publishers.get(key, ()))}


def _add(briefing: Briefing, found: Findings, field: str, about: str, message: str) -> None:
    hint = "correct the briefing, or the article's record where that is wrong"
    found.add("SB233", message, Place(briefing.lines.get(field, 1)), about=about, hint=hint)
