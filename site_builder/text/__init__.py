"""Pure functions between text and values: no disk, no clock, no network."""
