import json
from pathlib import Path

RECORDS = json.loads((Path(__file__).parent / "records.json").read_text(encoding="utf-8"))

SITENAME = "The bench"
SITEURL = FEED_DOMAIN = "https://bench.example"
DESCRIPTION = "A corpus that was made to measure with. Nothing in it means anything."
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
ARTICLE_PATHS = ["briefings"]
PAGE_PATHS = ["pages"]
THEME = "theme"
THEME_STATIC_DIR = "."
PLUGINS: list[str] = []
TYPOGRIFY = False
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.meta": {},
        "markdown.extensions.tables": {},
        "markdown.extensions.footnotes": {},
    },
    "output_format": "html5",
}
# Read by caching builds only, which the benchmark asks for where nothing or little has changed.
CACHE_PATH = "cache"
CHECK_MODIFIED_METHOD = "mtime"

DEFAULT_PAGINATION = 50
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
DIRECT_TEMPLATES = ["index", "archives", "tags", "categories", "authors", "sitemap"]
PAGINATED_TEMPLATES = {"archives": 50, "tag": 50, "category": 50, "author": 50}
ARTICLE_URL = "briefings/{slug}/"
ARTICLE_SAVE_AS = "briefings/{slug}/index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
ARCHIVES_URL = "briefings/"
ARCHIVES_SAVE_AS = "briefings/index.html"
TAG_URL = "topics/{slug}/"
TAG_SAVE_AS = "topics/{slug}/index.html"
TAGS_SAVE_AS = "topics/index.html"
AUTHOR_URL = "entities/{slug}/"
AUTHOR_SAVE_AS = "entities/{slug}/index.html"
AUTHORS_SAVE_AS = "entities/index.html"
CATEGORY_URL = "sources/{slug}/"
CATEGORY_SAVE_AS = "sources/{slug}/index.html"
CATEGORIES_SAVE_AS = "sources/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
DRAFT_SAVE_AS = ""

FEED_RSS = "feed.xml"
TAG_FEED_RSS = "topics/{slug}/feed.xml"
AUTHOR_FEED_RSS = "entities/{slug}/feed.xml"
CATEGORY_FEED_RSS = "sources/{slug}/feed.xml"
FEED_ALL_ATOM = FEED_ALL_RSS = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 30
RSS_FEED_SUMMARY_ONLY = False
