"""Random editions, damage and strays against the simplest possible model: a dictionary."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.model.problem import PublishError
from site_builder.publish.edition import Output, publish
from site_builder.publish.names import RECORD, Names
from site_builder.publish.record import read_record

SEGMENT = st.sampled_from(["a", "b", "c", "A", "é", "e\u0301", "index.html", "x y"])
FILE = st.lists(SEGMENT, min_size=1, max_size=3).map("/".join)
EDITION = st.dictionaries(FILE, st.binary(max_size=3), max_size=6)
STRAY = st.lists(st.sampled_from(["s", "t", "a"]), min_size=1, max_size=2).map(
    lambda parts: "/".join([*parts, "stray"])
)
STEP = st.tuples(EDITION, st.sampled_from(["all", "changed"]), st.lists(STRAY, max_size=2), st.booleans())


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.name != RECORD}


def fits(names: list[str]) -> bool:
    taken = Names()
    return all(taken.add(name) is None for name in names)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(STEP, min_size=1, max_size=6), spare_from=st.sampled_from([0, 2_000]))
def test_the_output_is_the_last_edition_and_what_others_put_there(steps, spare_from):
    folder = Path(tempfile.mkdtemp())
    try:
        _play(folder / "output", steps, spare_from)
    finally:
        shutil.rmtree(folder)


def _play(output: Path, steps: list[tuple[dict[str, bytes], str, list[str], bool]], spare_from: int) -> None:
    pages: dict[str, bytes] = {}
    strays: dict[str, bytes] = {}
    for edition, manner, new_strays, damage in steps:
        if output.is_dir():
            strays |= _scatter(output, new_strays, pages)
            if damage and pages:
                (output / min(pages)).write_bytes(b"damaged")
        record = read_record(output)
        outputs = [
            Output(
                file=file,
                key=content.hex(),
                content=None
                if manner == "changed" and file in record.files and record.files[file].key == content.hex()
                else content,
            )
            for file, content in edition.items()
        ]
        before = files(output)
        if fits([*edition, *strays]):
            published = publish(output, outputs, record, spare_from=spare_from)
            pages = edition
            assert files(output) == {**pages, **strays}
            assert set(published.removed) == (set(record.files) | set(record.damaged)) - set(edition)
        else:
            try:
                publish(output, outputs, record, spare_from=spare_from)
            except PublishError as error:
                assert {problem.code for problem in error.problems} <= {"SB130", "SB401"}  # noqa: PT017
            else:
                raise AssertionError("names that collide were published")
            assert files(output) == before


def _scatter(output: Path, names: list[str], pages: dict[str, bytes]) -> dict[str, bytes]:
    put = {}
    for name in names:
        if not any(page in (name, *(parent.as_posix() for parent in Path(name).parents)) for page in pages):
            (output / name).parent.mkdir(parents=True, exist_ok=True)
            (output / name).write_bytes(b"mine")
            put[name] = b"mine"
    return put
