"""Readers: each makes a `Draft` of one kind of file. Heavy libraries are imported when such a file is read."""
