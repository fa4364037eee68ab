"""Pages become bytes: themes, templates, feeds and the other files of a site."""

from site_builder.render.pages import render
from site_builder.render.templates import template_keys
from site_builder.render.theme import builtin_themes, load_theme
from site_builder.render.words import page_words

__all__ = ["builtin_themes", "load_theme", "page_words", "render", "template_keys"]
