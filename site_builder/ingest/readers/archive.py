"""Archives (.zip): their files one after the other, with every bomb bounded before it is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from site_builder.ingest.draft import Piece
from site_builder.model.problem import IngestError, Problem

MOST_FILES = 50_000
MOST_BYTES = 1_000_000_000
"""Of all files together, unpacked."""
_BLOCK = 1 << 20
_SKIPPED = ("__MACOSX/",)


def read_archive(data: bytes, name: str, limit: int) -> Iterator[Piece | Problem]:
    """The files in the archive, in its order; a problem for each that is larger than *limit* or cannot be unpacked.

    Sizes are counted while unpacking: what an archive says of itself may be a lie. Raises IngestError (SB501, SB113).
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RecursionError):
        hint = "unpack it yourself, and ingest the folder"
        raise IngestError(Problem("the archive cannot be read", code="SB501", hint=hint)) from None
    left = MOST_BYTES
    with archive:
        listed = [one for one in archive.infolist() if _is_wanted(one)]
        if len(listed) > MOST_FILES:
            hint = "unpack it yourself, and ingest a part of it"
            raise IngestError(Problem(f"the archive holds more than {MOST_FILES:,} files", code="SB113", hint=hint))
        for one in sorted(listed, key=lambda one: one.filename):
            found = _unpacked(archive, one, name, min(limit, left))
            if isinstance(found, Piece):
                left -= len(found.data)
            yield found
            if left <= 0:
                message = f"the archive unpacks to more than {MOST_BYTES:,} bytes; the rest was left alone"
                yield Problem(message, code="SB113", hint="unpack it yourself, and ingest a part of it")
                return


def _is_wanted(one: zipfile.ZipInfo) -> bool:
    parts = one.filename.split("/")
    return (
        not one.is_dir() and not any(part.startswith(".") for part in parts) and not one.filename.startswith(_SKIPPED)
    )


def _unpacked(archive: zipfile.ZipFile, one: zipfile.ZipInfo, name: str, limit: int) -> Piece | Problem:
    shown = f"{name}/{one.filename}"
    try:
        with archive.open(one) as file:
            blocks, size = [], 0
            while block := file.read(_BLOCK):
                size += len(block)
                if size > limit:
                    message = f"`{shown}` has more than {limit:,} bytes"
                    return Problem(message, code="SB113", hint="raise `limits: file_bytes:` in site.yml")
                blocks.append(block)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError) as error:
        # A password, another way of packing, or a torn file.
        hint = "unpack the archive yourself, and ingest the folder"
        return Problem(f"`{shown}` cannot be unpacked: {error}".rstrip("."), code="SB501", hint=hint)
    return Piece(name=shown, data=b"".join(blocks))
