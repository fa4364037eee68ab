"""Publishes one edition after the other until it is killed: the program that test_kills.py starts.

Arguments: the output folder, the number of the first edition, how to switch, and from how many files on the edition
before is kept.
"""

from __future__ import annotations

import hashlib
import itertools
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from site_builder.publish import switch
from site_builder.publish.edition import Output, publish
from site_builder.publish.lock import hold
from site_builder.publish.places import Place, locate
from site_builder.publish.record import read_record

PAGES = tuple(f"pages/{number}/index.html" for number in range(12))
"""In every edition, with the edition's number in each."""


def files(edition: int) -> dict[str, bytes]:
    """All files of an edition: some that always change, some that never do, some that come and go."""
    made = {page: _page(page, edition) for page in PAGES}
    made |= {f"assets/{number}.css": _page(str(number), 0) for number in range(8)}
    made |= {f"lists/{(edition + number) % 7}/index.html": _page("list", edition // 3) for number in range(4)}
    # A name that is a folder in one edition and a file in the next.
    made["turning" if edition % 2 else "turning/index.html"] = _page("turning", edition)
    return made


def number(content: bytes) -> int:
    """The edition that a page belongs to. Raises ValueError where the page is not whole."""
    head, _, body = content.partition(b"\n")
    edition, digest = head.split()
    if hashlib.sha256(body).hexdigest().encode() != digest:
        raise ValueError(f"a page of {len(content)} bytes is not whole")
    return int(edition)


def place_of(output: Path, how: str) -> Place:
    """The place of *output*; as on a mount point for `in place`."""
    place = locate(output)
    if how == "in place":
        return replace(place, in_place="a test asks for it", workshop=place.output / ".site-builder-work")
    return place


def publish_one(output: Path, edition: int, how: str, spare_from: int) -> None:
    """Publish an edition as a build does that renders only what its record does not have."""
    with hold(place_of(output, how)) as held:
        record = read_record(output)
        publish(output, _outputs(files(edition), record.files), record, held=held, spare_from=spare_from)


def _outputs(made: dict[str, bytes], old: object) -> Iterator[Output]:
    for file, content in made.items():
        key = hashlib.sha256(content).hexdigest()
        known = isinstance(old, dict) and file in old and old[file].key == key
        yield Output(file=file, key=key, content=None if known else content)


def _page(name: str, edition: int) -> bytes:
    body = f"{name} of {edition}\n".encode() * (50 + 37 * edition % 400)
    return f"{edition} {hashlib.sha256(body).hexdigest()}\n".encode() + body


if __name__ == "__main__":
    target, first, manner, spare = sys.argv[1:]
    if manner != "exchange":
        switch.exchange = lambda one, two: False
    print("ready", flush=True)
    for following in itertools.count(int(first)):
        publish_one(Path(target), following, manner, int(spare))
