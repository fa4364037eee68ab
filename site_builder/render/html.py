"""HTML pages: a template of the theme, given the page."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.model.briefing import Body
from site_builder.model.config import Config
from site_builder.model.extensions import Filter
from site_builder.model.page import Frame, Page
from site_builder.model.problem import Problem, ThemeError
from site_builder.model.theme import Theme
from site_builder.render.budget import Work, at_work
from site_builder.render.environment import environment_for
from site_builder.render.mistakes import theme_error
from site_builder.text.suggestions import did_you_mean


def html(
    page: Page, *, theme: Theme, config: Config, frame: Frame, bodies: Mapping[str, Body], filters: Mapping[str, Filter]
) -> bytes:
    """The HTML of *page*, in UTF-8. *bodies* holds at least those that `page.texts` names.

    Raises ThemeError, with the template's file and line, where the template does what it may not or cannot do.
    """
    if page.template not in theme.templates:
        hint = did_you_mean(page.template, theme.templates)
        raise ThemeError(
            Problem(f"the theme has no template `{page.template}` (page {page.url})", code="SB306", hint=hint)
        )
    shown = {text.fingerprint: bodies[text.fingerprint] for text in page.texts}
    environment = environment_for(theme, config, frame, page.language, filters)
    with at_work(Work(shown)):
        try:
            text = environment.get_template(page.template).render(page=page, view=page.view)
        except Exception as error:
            # Whatever a template's code raises is the template's mistake; the cause stays attached for those who look.
            raise theme_error(error, theme, template=page.template, url=page.url) from error
    # A lone surrogate, which YAML can spell, has no UTF-8: it becomes a question mark.
    return text.encode("utf-8", "replace")
