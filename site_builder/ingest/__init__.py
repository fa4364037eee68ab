"""From articles to briefings: pure functions over values; only `sources` touches the disk."""
