"""An index as the script of the search page reads it."""

import json

from site_builder.search.coding import LEVELS, SIGNS


def numbers(text):
    """The numbers that stand in *text*."""
    value = shift = 0
    for sign in text:
        six = SIGNS.index(sign)
        value |= (six & 31) << shift
        if six & 32:
            shift += 5
        else:
            yield value
            value = shift = 0


def postings(text):
    """The postings of a line, as (number, impact)."""
    at, found = -1, []
    for value in numbers(text):
        at += value // LEVELS + 1
        found.append((at, value % LEVELS))
    return found


def lines(shard):
    """The terms of a shard with what is written behind each."""
    before = ""
    for line in shard.splitlines():
        head, _, written = line.partition(" ")
        before = before[: int(head[0], 36)] + head[1:]
        yield before, written


class Index:
    """The files of an index, by name."""

    def __init__(self, files):
        self.files = {file.name: file.text for file in files}
        self.meta = json.loads(self.files["meta.json"])

    def shard_of(self, term):
        """The name of the shard in which *term* stands if anywhere."""
        start = max(start for start in self.meta["shards"] if start <= term)
        return f"terms/{start.encode().hex() or '0'}.txt"

    def found(self, term):
        """The postings of *term* by number of the briefing, and whether they are the strong ones only."""
        written = dict(lines(self.files[self.shard_of(term)])).get(term, "")
        return dict(postings(written.removeprefix("!"))), written.startswith("!")

    def result(self, number):
        """What a result shows."""
        size = self.meta["block"]
        return json.loads(self.files[f"briefings/{number // size}.json"])[number % size]

    def by(self, kind):
        """Numbers of briefings by id, and the names."""
        rows = (line.split("\t") for line in self.files[f"by/{kind}.txt"].splitlines())
        found = {}
        for key, name, written in rows:
            at, members = -1, []
            for gap in numbers(written):
                at += gap + 1
                members.append(at)
            found[key] = (name, members)
        return found
