"""What goes wrong in a template, as a problem with the template's file and line."""

from __future__ import annotations

import re
from types import TracebackType

from jinja2 import TemplateAssertionError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from site_builder.model.problem import Problem, ThemeError
from site_builder.model.theme import Theme
from site_builder.render.budget import RefusedError
from site_builder.render.sandbox import UnknownNameError
from site_builder.text.suggestions import did_you_mean

_OPEN_BLOCK = re.compile(r"block that needs to be closed is '(\w+)'")


def theme_error(error: Exception, theme: Theme, *, template: str, url: str) -> ThemeError:
    """The error for what *template* did wrong on the page *url*.

    *error* was caught while the template was at work, so its traceback leads through the compiled templates.
    """
    paths = {known.path for known in theme.templates.values()}
    path, line = _place(error.__traceback__, paths)
    if path is None and template in theme.templates:
        path = theme.templates[template].path
    code, message, hint = _told(error, theme)
    if isinstance(error, TemplateSyntaxError):
        path, line = error.filename or path, error.lineno
    return ThemeError(Problem(f"{message} (page {url})", code=code, path=path, line=line, hint=hint))


def syntax_problem(error: TemplateSyntaxError, path: str) -> Problem:
    """The problem of a template that cannot be read."""
    message = (error.message or "the template cannot be read").rstrip(".")
    # An assertion is about a name, as of a filter, in a template that reads well.
    code = "SB303" if isinstance(error, TemplateAssertionError) else "SB302"
    block = _OPEN_BLOCK.search(message)
    hint = "look for a sign that is missing or too much, here or in the lines above"
    if block is not None:
        message, hint = "the template ends within a block", f"end it with `{{% end{block[1]} %}}`"
    return Problem(message[:1].lower() + message[1:], code=code, path=path, line=error.lineno, hint=hint)


def _told(error: Exception, theme: Theme) -> tuple[str, str, str | None]:
    """Code, message and hint."""
    match error:
        case RefusedError() | UnknownNameError():
            code = "SB305" if isinstance(error, RefusedError) else "SB303"
            told = (code, str(error), error.hint)
        case RecursionError():
            hint = "look for a macro or an include that leads back to itself"
            told = ("SB305", "the template calls itself without an end", hint)
        case SecurityError():
            told = ("SB305", str(error).rstrip("."), None)
        case TemplateSyntaxError():
            problem = syntax_problem(error, "")
            told = (problem.code, problem.message, None)
        case TemplateNotFound():
            name = str(error.name or error)
            told = ("SB303", f"there is no template `{name}`", did_you_mean(name, theme.templates))
        case _:
            said = str(error).rstrip(".") or "no more is known"
            told = ("SB303", f"the template cannot be worked out: {said} ({type(error).__name__})", None)
    return told


def _place(traceback: TracebackType | None, paths: set[str]) -> tuple[str | None, int | None]:
    """The file and line of the innermost template."""
    found: tuple[str | None, int | None] = (None, None)
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name in paths:
            found = (name, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found
