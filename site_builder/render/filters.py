"""What templates may do with values: the filters of Jinja that cannot do harm, and our own.

Left out are those that switch escaping off (`safe`), that make a text of any size from a small one (`center`, `indent`,
`format` ...), and those whose answer differs from run to run (`random`).
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import filters as jinja
from jinja2 import pass_environment
from jinja2.environment import Environment
from markupsafe import Markup, escape

from site_builder.model.briefing import Body
from site_builder.model.charts import Unit
from site_builder.model.config import Config
from site_builder.model.moment import Moment
from site_builder.model.text import Text
from site_builder.model.views import Month
from site_builder.render import locales
from site_builder.render.budget import RefusedError, body, check_text, shown
from site_builder.render.charts import network, trends
from site_builder.text import urls

_OF_TEXTS = "capitalize e escape lower string striptags title trim truncate upper urlencode wordcount"
_OF_VALUES = (
    "abs count d default dictsort filesizeformat first float groupby int items last length list map max min reject "
    "rejectattr reverse select selectattr sort sum unique"
)

Filter = Callable[..., Any]


def of_texts() -> dict[str, Filter]:
    """Filters that make a text of what they are given."""
    return {**{name: jinja.FILTERS[name] for name in _OF_TEXTS.split()}, "replace": _replace}


def of_values() -> dict[str, Filter]:
    """Filters of lists, numbers and our own values, as far as they do not depend on the page."""
    known = {name: jinja.FILTERS[name] for name in _OF_VALUES.split()}
    return {
        **known,
        "join": _join,
        "tojson": _tojson,
        "host": urls.host,
        "bars": trends.bars,
        "line": trends.line,
        "peak": trends.peak,
        "drawn": network.drawn,
        "companions": network.companions,
        "datetime_attr": _datetime_attr,
    }


def for_pages(config: Config, language: str) -> dict[str, Filter]:
    """The filters that speak the page's language, and know where the site lives."""
    base = urls.base_path(config.base_url)

    def href(url: str) -> str:
        """An address for `href` and `src`: `/topics/ai/` gets the path of the site before it, others stay."""
        return _escaped(url, base)

    def absolute(url: str) -> str:
        """A whole address, for other sites."""
        return _escaped(url, config.base_url)

    def rendered(text: Text) -> Markup:
        """The HTML of a body, its gaps filled: addresses as by `href`, and names."""
        html = "".join(_filled(body(text.fingerprint), text.gaps, base))
        return Markup(html)  # noqa: S704 - the pieces are HTML that we made, and the gaps are escaped

    own = (href, absolute, rendered)
    return {**{function.__name__: function for function in own}, **_in_words(language)}


def names(extensions: Iterable[str] = ()) -> frozenset[str]:
    """Every filter's name, with those that plugins add."""
    return frozenset({*of_texts(), *of_values(), *for_pages(_ANY_CONFIG, "en"), *extensions})


_ANY_CONFIG = Config(title="-", base_url="https://example.org")


def _in_words(language: str) -> dict[str, Filter]:
    """Filters that say dates, numbers and languages in *language*."""

    def date(moment: Moment, form: locales.DateForm = "long") -> str:
        """A date in words: `long`, `short`, `month`, or `full` with the time of day."""
        return locales.date(moment, form, language)

    def number(value: float) -> str:
        """A number with the separators of the page's language."""
        return locales.number(value, language)

    def month_name(month: Month) -> str:
        """`February 2026`; empty for the briefings without a date."""
        return "" if month.month == 0 else locales.date(_first_day(month), "month", language)

    def year_month(moment: Moment) -> str:
        """A month without its year: `February`."""
        return locales.month_alone(moment, language)

    def step_name(first: Moment, unit: Unit) -> str:
        """The name of a step of a trend by its first day: `20 Feb 2026`, `February 2026`, `Q1 2026`, `2026`."""
        return locales.step(first, unit, language)

    def language_name(tag: str) -> str:
        """The name of a language in that of the page: `Italian`."""
        return locales.language_name(tag, language)

    def autonym(tag: str) -> str:
        """The name of a language in itself, as its readers look for it: `Italiano`."""
        name = locales.language_name(tag, tag)
        return name[:1].upper() + name[1:]

    def lang(tag: str) -> Markup:
        """` lang="ar" dir="rtl"` for an element in another language than the page's; nothing for one in the same."""
        if tag == language:
            return Markup("")
        return Markup(' lang="{}" dir="{}"').format(tag, locales.direction(tag))

    own = (date, number, month_name, year_month, step_name, language_name, autonym, lang)
    return {
        **{function.__name__: function for function in own},
        "direction": locales.direction,
        "with_territory": locales.with_territory,
    }


@functools.lru_cache(maxsize=65_536)
def _escaped(url: str, root: str) -> str:
    if not urls.is_safe_link(url):
        raise RefusedError(
            f"the address {url[:80]!r} uses a scheme that pages may not link", "use https:, http:, mailto: or tel:"
        )
    below = url.startswith("/") and not url.startswith("//")
    return (root if below else "") + urls.escape_path(url)


def _filled(body: Body, gaps: Iterable[str], base: str) -> Iterator[str]:
    yield body.html[0]
    before = body.html[0]
    for gap, piece in zip(gaps, body.html[1:], strict=True):
        # Where it stands, and not how it looks, decides what a gap is: a name may begin like an address.
        is_address = before.endswith(('href="', 'src="'))
        yield shown(_escaped(gap, base) if is_address else gap)
        yield piece
        before = piece


@pass_environment
def _join(environment: Environment, items: Iterable[Any], separator: str = "", attribute: str | None = None) -> Markup:
    """The items one after the other, each escaped."""
    if attribute is not None:
        items = map(jinja.make_attrgetter(environment, attribute), items)
    parts = [shown(item) for item in items]
    between = shown(separator)
    check_text(sum(map(len, parts)) + len(between) * len(parts))
    return Markup(between.join(parts))  # noqa: S704 - all of them are escaped


def _replace(text: str, old: str, new: str) -> str:
    """*text* with every *old* replaced."""
    if isinstance(text, Markup):
        old, new = escape(old), escape(new)
    times = text.count(old)
    check_text(len(text) + times * max(len(new) - len(old), 0))
    return text.replace(old, new)


def _tojson(value: Any) -> Markup:
    """JSON that can stand in a `<script>` and in an attribute: `<`, `>`, `&` and `'` are written as escapes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain)
    for sign in "<>&'\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - all that HTML could read is escaped above


def _datetime_attr(moment: Moment) -> str:
    """A date as `<time datetime>` wants it: `2026-02-19`, `2026-02-19T17:08+08:00`."""
    return str(moment)


def _plain(value: Any) -> Any:
    if isinstance(value, Moment):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


def _first_day(month: Month) -> Moment:
    return Moment(dt.date(month.year, month.month, 1))
