"""From bytes to files: a new edition of the output folder, whole or not at all. Nothing else writes there."""
