"""site-builder turns news articles into briefings, and briefings into a static site."""

__version__ = "0.1.0"
